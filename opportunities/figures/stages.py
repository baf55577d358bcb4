"""Figures by how far a sale has come: the open stages, and what an order is worth on the
average.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Max, Q

from accountfile.core.models import exact_sum
from accountfile.periods import EVER
from opportunities.models import PipelineStage, State, worth


@dataclass(frozen=True)
class AtStage:
    """What is open at one stage: how many and worth what, and what of it has an account."""

    stage: PipelineStage
    number: int = 0
    total: Decimal = Decimal(0)
    placed: int = 0
    placed_total: Decimal = Decimal(0)


@dataclass(frozen=True)
class Orders:
    """How many orders with a value were won, for how much, and the largest of them."""

    number: int
    total: Decimal
    largest: Decimal | None

    @property
    def average(self):
        return self.total / self.number if self.number else None


def by_stage(rows):
    """Return an AtStage for each open stage, in their order, and for any other in which something
    is open.
    """
    placed = Q(account__isnull=False)
    added = (
        rows.open()
        .order_by()
        .values("stage")
        .annotate(
            number=Count("pk"),
            total=exact_sum(worth()),
            placed=Count("pk", filter=placed),
            placed_total=exact_sum(worth(), filter=placed),
        )
    )
    found = {row.pop("stage"): {name: value or 0 for name, value in row.items()} for row in added}
    stages = PipelineStage.objects.filter(Q(kind=State.OPEN) | Q(pk__in=found))
    return [AtStage(stage, **found.get(stage.pk, {})) for stage in stages]


def largest_order(rows, period=EVER):
    """Return the won opportunity with the largest value, or None."""
    won = rows.won().closed_in(period).with_worth().filter(worth__isnull=False)
    return won.order_by("-worth", "pk").first()


def orders(rows, period=EVER):
    """Return the Orders of a period."""
    won = rows.won().closed_in(period).order_by().with_worth()
    found = won.aggregate(
        number=Count("worth"),
        total=exact_sum("worth"),
        largest=Max("worth"),
    )
    return Orders(
        found["number"],
        found["total"] or Decimal(0),
        found["largest"],
    )
