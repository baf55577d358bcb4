"""What a line of a figures page is made of: values that lead to the rows behind them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from accountfile.core.models import Account
from accountfile.periods import EVER
from accountfile.wording import NOT_AVAILABLE, money, number
from opportunities.figures.people import account_managers
from opportunities.figures.sums import printed, rounded
from opportunities.models import Opportunity


@dataclass(frozen=True)
class Cell:
    """A value as it is exported, how it is shown, and the address of its rows."""

    raw: object
    show: Callable
    url: str = ""
    numeric: bool = True

    @property
    def shown(self):
        return NOT_AVAILABLE if self.raw is None else self.show(self.raw)


def words(text, url=""):
    return Cell(
        str(text),
        str,
        url,
        numeric=False,
    )


def count(value, url=""):
    return Cell(value, number, url)


def amount(value, url=""):
    return Cell(printed(value), money_of, url)


def percentage(value, url=""):
    return Cell(rounded(value), in_percent, url)


def days(value):
    return Cell(rounded(value), number)


def money_of(value):
    return money(str(value))


def in_percent(value):
    return f"{value:,.2f}%".replace("-", "−")


TALLY_HEADS = ("Won", "Won value", "Lost", "Win rate", "Open now", "Value of open")


@dataclass(frozen=True)
class Sheet:
    """One page of figures: ``items(reader)`` are its lines, ``line(reader, item)`` the cells of one
    of them.

    ``fill(reader, items)`` works out the figures of those lines that are shown, where one by one
    would be too slow.
    """

    slug: str
    title: str
    why: str
    heads: tuple
    items: Callable
    line: Callable
    measures: tuple = ("win_rate",)
    fill: Callable = lambda reader, items: items


class Reader:
    """Who looks, at which period, and what of it they may see."""

    def __init__(self, person, period):
        self.person, self.period = person, period
        # People of the sample company see their own sales even where a real company has moved in;
        # nobody else does.
        self.plays = not person.sees_everything and (person.external_id or "").startswith(
            settings.SAMPLE_MARK
        )
        rows = Opportunity.objects.visible_to(person)
        self.rows = rows if self.plays else rows.own()

    @cached_property
    def accounts(self):
        """The files the reader may open, not fetched yet."""
        cover = ("name", "sector", "parent_id", "currency")
        files = Account.objects.visible_to(self.person)
        return (files if self.plays else files.own()).only(*cover).order_by(*Account._meta.ordering)

    @cached_property
    def people(self):
        """Those who sell: for a director everyone, else those of the reader's line and who sells in
        their files.
        """
        found = account_managers(self.rows)
        if self.person.sees_everything:
            return list(found)
        mine = set(self.person.lines_down.values_list("junior", flat=True))
        mine |= set(self.rows.order_by().values_list("owner", flat=True).distinct())
        return [person for person in found if person.pk in mine]

    @cached_property
    def closed_accounts(self):
        """How many accounts the reader's people sell to whose files the reader may not open."""
        if self.person.sees_everything:
            return 0
        line = self.person.lines_down.values("junior")
        sold = Opportunity.objects.filter(owner__in=line, account__isnull=False)
        open_to_reader = Account.objects.visible_to(self.person)
        hidden = sold.counting_in(self.period).exclude(account__in=open_to_reader)
        return hidden.order_by().values("account").distinct().count()

    def address(self, **filters):
        """Return the list of opportunities that a figure adds up."""
        if self.period.code != EVER.code:
            filters = {"period": self.period.code} | filters
        return f"{reverse('opportunities_desk:list')}?{urlencode(filters)}"

    def tally_cells(self, tally, **filters):
        """Return the six figures of a tally, each leading to its rows."""
        won = self.address(state="won", **filters)
        lost = self.address(state="lost", **filters)
        still = self.address(state="open", **filters)
        return [
            count(tally.won_count, won),
            amount(tally.won_value, won),
            count(tally.lost_count, lost),
            # A rate is of two lists, so it leads to none.
            percentage(tally.win_rate),
            count(tally.open_count, still),
            amount(tally.open_value, still),
        ]
