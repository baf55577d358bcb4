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
class QuarterSheet:
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
    theirs = rows.filter(account__in=[account.pk for account in accounts])
    found = tallies(theirs, "account", period=period)
    return [(account, found.get(account.pk, NOTHING)) for account in accounts]


def within(period):
    """Return the won value and the number of lost ones of an account in a period, as parts of a
    query over accounts.
    """
    of_account = Opportunity.objects.filter(account=OuterRef("pk"))
    rows = of_account.closed_in(period).order_by()
    won = rows.won().values("account").annotate(found=exact_sum(worth()))
    lost = rows.lost().values("account").annotate(found=Count("pk"))
    money = WholeNumber(places=2)
    return {
        "won_value": Coalesce(
            Subquery(won.values("found")),
            Value(0),
            output_field=money,
        ),
        "lost_count": Coalesce(Subquery(lost.values("found")), Value(0)),
    }


def by_sector(rows, sectors, period=EVER):
    """Return ``[(sector, Tally)]`` by name, with those that have bought nothing."""
    found = tallies(rows.filter(account__isnull=False), "account__sector", period=period)
    return [(sector, found.get(sector, NOTHING)) for sector in sorted(sectors) if sector]


def groups(of_accounts):
    """Return ``[(parent, [subsidiaries], Tally of all together)]`` for each account with
    subsidiaries, all in the order given.
    """
    of_accounts = list(of_accounts)
    below = {}
    for account, tally in of_accounts:
        below.setdefault(account.parent_id, []).append((account, tally))
    found = []
    for account, tally in of_accounts:
        if account.pk not in below:
            continue
        subsidiaries = [each for each, _ in below[account.pk]]
        # The sum begins with the parent's own tally.
        together = sum((part for _, part in below[account.pk]), tally)
        found.append((account, subsidiaries, together))
    return found


def largest(rows, most, period=EVER):
    """Return the numbers of so many accounts with the most won value."""
    won = rows.won().filter(account__isnull=False)
    found = tallies(won, "account", period=period)
    in_order = sorted(found, key=lambda pk: (-found[pk].won_value, -found[pk].won_count))
    return in_order[:most]


def top(of_accounts, most=10):
    """Return the accounts with the most won value, ties by won orders and name."""

    def rank(bought):
        account, tally = bought
        return -tally.won_value, -tally.won_count, account.name

    return sorted(_buyers(of_accounts), key=rank)[:most]


def smallest(of_accounts, most=5):
    """Return the accounts with the least won value of all that have bought, ties by won orders and
    name.
    """

    def rank(bought):
        account, tally = bought
        return tally.won_value, tally.won_count, account.name

    return sorted(_buyers(of_accounts), key=rank)[:most]


def _buyers(of_accounts):
    return [(account, tally) for account, tally in of_accounts if tally.won_count]


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
    if not whole:
        return []
    found, added = [], Decimal(0)
    for account, tally in bought:
        added += tally.won_value
        part = 100 * tally.won_value / whole
        together = 100 * added / whole
        found.append(Share(account, tally, part, together))
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
    now = _won_by_account(rows, quarter)
    before = _won_by_account(rows, quarter.before)
    found = []
    for account in accounts:
        value = now.get(account.pk, Decimal(0))
        if account.pk in before and value < before[account.pk]:
            found.append(Fall(account, before[account.pk], value))
    return sorted(found, key=lambda fall: (fall.after - fall.before, fall.account.name))


def _won_by_account(rows, quarter):
    found = tallies(rows.won().filter(account__isnull=False), "account", period=quarter)
    return {pk: tally.won_value for pk, tally in found.items()}


def review_sheet(rows, accounts, quarter):
    """Return a QuarterSheet for each account: this quarter, the one before, and how many account
    managers closed a deal.
    """
    accounts = list(accounts)
    rows = rows.filter(account__in=[account.pk for account in accounts])
    now = tallies(rows, "account", period=quarter)
    before = tallies(rows.won(), "account", period=quarter.before)
    closed = rows.closed_in(quarter).exclude(state=State.OPEN)
    by_account = closed.order_by().values_list("account")
    sellers = dict(by_account.annotate(Count("owner", distinct=True)))
    return [
        QuarterSheet(
            account,
            now.get(account.pk, NOTHING),
            before.get(account.pk, NOTHING).won_value,
            sellers.get(account.pk, 0),
        )
        for account in accounts
    ]
