"""Won, lost and open of any group of opportunities, and how a figure is rounded."""

from collections import Counter
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_EVEN, Decimal

from django.db.models import Count, Q

from accountfile.core.models import exact_sum, weighted_sum
from accountfile.kpi import MEASURES
from accountfile.kpi.inputs import Inputs
from accountfile.periods import EVER
from opportunities.models import State, chance, worth
from opportunities.models.opportunity import closed_within

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Tally:
    """What a group of opportunities adds up to in a period; open means open now."""

    won_count: int = 0
    won_value: Decimal = Decimal(0)
    lost_count: int = 0
    lost_value: Decimal = Decimal(0)
    open_count: int = 0
    open_value: Decimal = Decimal(0)
    weighted: Decimal = Decimal(0)
    without_rate: int = 0

    def __add__(self, other):
        added = {
            each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)
        }
        return Tally(**added)

    @property
    def win_rate(self):
        return exactly("win_rate", won=self.won_count, lost=self.lost_count)

    def told(self):
        """Return the figures under the names by which the command prints them."""
        return {
            "won_count": self.won_count,
            "lost_count": self.lost_count,
            "won_value": printed(self.won_value),
            "win_rate_pct": printed_pct(self.win_rate),
            "open_count": self.open_count,
            "open_list_value": printed(self.open_value),
        }


NOTHING = Tally()


def sums(period=EVER, amount=None):
    """Return the aggregates a Tally is made of; ``amount`` names what ``with_worth`` has worked out
    already.
    """
    amount = amount or worth()
    won = Q(state=State.WON) & closed_within(period)
    lost = Q(state=State.LOST) & closed_within(period)
    still = Q(state=State.OPEN)
    valued = Q(value__isnull=False) & (won | lost | still)
    return {
        "won_count": Count("pk", filter=won),
        "won_value": exact_sum(amount, filter=won),
        "lost_count": Count("pk", filter=lost),
        "lost_value": exact_sum(amount, filter=lost),
        "open_count": Count("pk", filter=still),
        "open_value": exact_sum(amount, filter=still),
        "weighted": weighted_sum(amount, chance(), filter=still),
        "without_rate": Count("pk", filter=valued) - Count(amount, filter=valued),
    }


def tally(rows, period=EVER):
    """Return the Tally of all these opportunities together."""
    counted = rows.counting_in(period).order_by()
    return _tally(counted.aggregate(**sums(period)))


def tallies(rows, *by, period=EVER):
    """Return ``{key: Tally}`` by one field, or ``{(key, key): Tally}`` by several."""
    counted = rows.counting_in(period).order_by()
    found = {}
    for row in counted.values(*by).annotate(**sums(period)):
        key = tuple(row[name] for name in by)
        found[key[0] if len(by) == 1 else key] = _tally(row)
    return found


def _tally(row):
    values = {each.name: row[each.name] or each.default for each in fields(Tally)}
    return Tally(**values)


def exactly(name, **inputs):
    """Return a measure before rounding, by the one formula that the key figures have; None when it
    is not available.
    """
    return MEASURES[name].work_out(Inputs(inputs))


def rounded(value):
    """Return the value with two decimals; None stays None.

    A half goes to the even neighbour: in a list of many rates rounding must not lift the average,
    and so do the spreadsheets and statistics packages against which such lists are checked.
    """
    if value is None:
        return None
    return Decimal(value).quantize(CENT, ROUND_HALF_EVEN)


def printed(value):
    """Return a number for JSON: whole ones without a fraction."""
    exact = rounded(value)
    if exact is None:
        return None
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def printed_pct(value):
    """Return a percentage for JSON, or None when it is not available."""
    return None if value is None else float(rounded(value))


def growth(before, after):
    """Return the growth in percent, or None where there was nothing to grow from."""
    return exactly("growth", before=before, after=after)


def in_order(rows):
    """Return rows by name, alike on every database: each of them sorts letters in its own way."""
    return sorted(
        rows,
        key=lambda row: (
            row.name.casefold(),
            row.name,
            row.pk,
        ),
    )


def names_of(rows):
    """Return ``{pk: name}``; where two share a name the number tells them apart, so that neither
    figure is lost.
    """
    rows = list(rows)
    taken = Counter(row.name for row in rows)
    return {row.pk: f"{row.name} ({row.pk})" if taken[row.name] > 1 else row.name for row in rows}
