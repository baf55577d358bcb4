"""Figures by who buys: accounts, sectors, groups, the review sheet of a quarter."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from accountfile.core.models import WholeNumber, exact_sum
from accountfile.periods import EVER
from opportunities.figures.sums import NOTHING, Tally, growth, tallies
from opportunities.models import Opportunity, State, worth


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
    found = tallies(
        rows.filter(account__in=[a.pk for a in accounts]),
        "account",
        period=period,
    )
    return [(account, found.get(account.pk, NOTHING)) for account in accounts]


def within(period):
    """Return the won value and the number of lost ones of an account in a period, as parts of a
    query over accounts.
    """
    rows = Opportunity.objects.filter(account=OuterRef("pk")).closed_in(period).order_by()
    won = rows.won().values("account").annotate(found=exact_sum(worth()))
    lost = rows.lost().values("account").annotate(found=Count("pk"))
    money = WholeNumber(places=2)
    return {
        "won_value": Coalesce(Subquery(won.values("found")), Value(0), output_field=money),
        "lost_count": Coalesce(Subquery(lost.values("found")), Value(0)),
    }


def by_sector(rows, sectors, period=EVER):
    """Return ``[(sector, Tally)]`` by name, with those that have bought nothing."""
    found = tallies(rows.filter(account__isnull=False), "account__sector", period=period)
    return [(sector, found.get(sector, NOTHING)) for sector in sorted(sectors) if sector]


def groups(of_accounts):
    """Return ``[(parent, [subsidiaries], Tally of all together)]`` for each account with
    subsidiaries.
    """
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
    return sorted(
        won,
        key=lambda pair: (
            -pair[1].won_value,
            -pair[1].won_count,
            pair[0].name,
        ),
    )[:most]


def smallest(of_accounts, most=5):
    """Return the accounts with the least won value of all that have bought, ties by won orders and
    name.
    """
    won = [(account, tally) for account, tally in of_accounts if tally.won_count]
    return sorted(
        won,
        key=lambda pair: (
            pair[1].won_value,
            pair[1].won_count,
            pair[0].name,
        ),
    )[:most]


@dataclass(frozen=True)
class Share:
    """One account's part of all won value, and the part of it together with those before it, in
    percent.
    """

    account: object
    tally: Tally
    part: Decimal
    together: Decimal


def shares(of_accounts):
    """Return a Share for each account that has bought, the largest first."""
    bought = top(of_accounts, most=None)
    whole = sum(tally.won_value for _, tally in bought)
    found, added = [], Decimal(0)
    for account, tally in bought:
        added += tally.won_value
        if whole:
            parts = (100 * tally.won_value / whole, 100 * added / whole)
            found.append(Share(account, tally, *parts))
    return found


def top_share(found, most=10):
    """Return the part of the largest so many accounts in percent, or None while nothing is won."""
    return found[:most][-1].together if found else None


def making_most(found, part=80):
    """Return the fewest accounts that make this part of the won value, in percent."""
    before = [share for share in found if share.together < part]
    return found[: len(before) + 1]


@dataclass(frozen=True)
class Fall:
    """An account that bought for less in a quarter than in the one before."""

    account: object
    before: Decimal
    after: Decimal

    @property
    def growth(self):
        return growth(self.before, self.after)


def falling(rows, accounts, quarter):
    """Return a Fall for each account whose won value fell from the quarter before, the deepest
    first.
    """
    now, before = (_won_by_account(rows, span) for span in (quarter, quarter.before))
    fallen = {pk for pk, value in before.items() if now.get(pk, 0) < value}
    found = [
        Fall(
            a,
            before[a.pk],
            now.get(a.pk, Decimal(0)),
        )
        for a in accounts
        if a.pk in fallen
    ]
    return sorted(found, key=lambda fall: (fall.after - fall.before, fall.account.name))


def _won_by_account(rows, quarter):
    found = tallies(rows.won().filter(account__isnull=False), "account", period=quarter)
    return {pk: tally.won_value for pk, tally in found.items()}


def review_sheet(rows, accounts, quarter):
    """Return a Sheet for each account: this quarter, the one before, and how many account managers
    closed a deal.
    """
    accounts = list(accounts)
    rows = rows.filter(account__in=[a.pk for a in accounts])
    now, before = (
        tallies(rows, "account", period=quarter),
        tallies(rows.won(), "account", period=quarter.before),
    )
    closed = rows.closed_in(quarter).exclude(state=State.OPEN).order_by().values_list("account")
    sellers = dict(closed.annotate(Count("owner", distinct=True)))
    return [
        Sheet(
            account,
            now.get(account.pk, NOTHING),
            before.get(account.pk, NOTHING).won_value,
            sellers.get(account.pk, 0),
        )
        for account in accounts
    ]
