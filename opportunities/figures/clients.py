"""Figures by who buys: accounts, sectors, groups, the review sheet of a quarter."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from accountfile.core.periods import EVER
from opportunities.figures.sums import NOTHING, Tally, growth, tallies
from opportunities.models import State


@dataclass(frozen=True)
class Sheet:
    """What a review of one account opens with: the quarter beside the one before."""

    account: object
    tally: Tally
    value_before: Decimal
    sellers: int

    @property
    def growth(self):
        return growth(self.value_before, self.tally.won_value)


def by_account(rows, accounts, period=EVER):
    """Return ``[(account, Tally)]`` in the order given, with those that have bought nothing."""
    accounts = list(accounts)
    found = tallies(rows.filter(account__in=[a.pk for a in accounts]), "account", period=period)
    return [(account, found.get(account.pk, NOTHING)) for account in accounts]


def by_sector(rows, sectors, period=EVER):
    """Return ``[(sector, Tally)]`` by name, with those that have bought nothing."""
    found = tallies(rows.filter(account__isnull=False), "account__sector", period=period)
    return [(sector, found.get(sector, NOTHING)) for sector in sorted(sectors) if sector]


def groups(of_accounts):
    """Return ``[(parent, [subsidiaries], Tally of all together)]`` for each account with subsidiaries."""
    of_accounts = list(of_accounts)
    below = {}
    for account, tally in of_accounts:
        below.setdefault(account.parent_id, []).append((account, tally))
    return [
        (
            account,
            sorted((each for each, _ in below[account.pk]), key=lambda each: each.name),
            sum((part for _, part in below[account.pk]), tally),
        )
        for account, tally in of_accounts
        if account.pk in below
    ]


def largest(rows, most, period=EVER):
    """Return the numbers of so many accounts with the most won value."""
    found = tallies(rows.won().filter(account__isnull=False), "account", period=period)
    return sorted(found, key=lambda pk: (-found[pk].won_value, -found[pk].won_count))[:most]


def top(of_accounts, most=10):
    """Return the accounts with the most won value, ties by won orders and name."""
    won = [(account, tally) for account, tally in of_accounts if tally.won_count]
    return sorted(won, key=lambda pair: (-pair[1].won_value, -pair[1].won_count, pair[0].name))[:most]


def review_sheet(rows, accounts, quarter):
    """Return a Sheet for each account: this quarter, the one before, and how many account managers closed a deal."""
    accounts = list(accounts)
    rows = rows.filter(account__in=[a.pk for a in accounts])
    now, before = tallies(rows, "account", period=quarter), tallies(rows.won(), "account", period=quarter.before)
    closed = rows.closed_in(quarter).exclude(state=State.OPEN).order_by().values_list("account")
    sellers = dict(closed.annotate(Count("owner", distinct=True)))
    return [
        Sheet(
            account, now.get(account.pk, NOTHING), before.get(account.pk, NOTHING).won_value, sellers.get(account.pk, 0)
        )
        for account in accounts
    ]
