"""Figures by who sells: account managers, line managers, regions, and whom an account should belong
to.
"""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q

from accountfile.core.models import sample_is_left_out
from accountfile.periods import EVER
from opportunities.figures.sums import NOTHING, Tally, in_order, tallies


@dataclass(frozen=True)
class Proposal:
    """Whom the won orders propose as the account manager of an account."""

    account: object
    person: object
    tally: Tally


def account_managers(rows):
    """Return those who sell: whoever reports to somebody and leads nobody, and whoever owns an
    opportunity.
    """
    owners = rows.order_by().values("owner")
    reports = Q(
        is_active=True,
        is_staff=False,
        line_manager__isnull=False,
        direct_reports__isnull=True,
    )
    sellers = reports | Q(pk__in=owners)
    if sample_is_left_out():
        of_the_sample = Q(
            external_id__startswith=settings.SAMPLE_MARK,
            external_id__isnull=False,
        )
        sellers &= ~of_the_sample
    people = get_user_model().objects.filter(sellers)
    # Who leads several people would come once for each of them.
    return people.select_related("line_manager").distinct().order_by("name", "pk")


def by_account_manager(rows, period=EVER, people=None):
    """Return ``[(person, Tally)]`` by name, with those who have sold nothing."""
    found = tallies(rows, "owner", period=period)
    people = account_managers(rows) if people is None else people
    return [(person, found.get(person.pk, NOTHING)) for person in in_order(people)]


def without_deals(of_people):
    """Return the account managers who have neither won nor lost anything and have nothing open."""
    return [
        person
        for person, tally in of_people
        if tally.won_count == tally.lost_count == tally.open_count == 0
    ]


def by_line_manager(of_people):
    """Return ``[(line manager, Tally)]`` from the tallies of account managers."""
    return _together(
        of_people,
        key=lambda person: person.line_manager,
        order=lambda manager: manager.name,
    )


def by_region(of_people):
    """Return ``[(region, Tally)]`` from the tallies of account managers."""
    return _together(of_people, key=lambda person: person.region, order=str)


def _together(of_people, key, order):
    added = {}
    for person, tally in of_people:
        if group := key(person):
            added[group] = added.get(group, NOTHING) + tally
    return sorted(added.items(), key=lambda pair: order(pair[0]))


def proposals(rows, accounts):
    """Return a Proposal for each account with a won order: most won value there, then most won
    orders, then name.
    """
    accounts = list(accounts)
    best = sellers_of(rows, accounts)
    found = []
    for account in accounts:
        if account.pk in best:
            person, tally = best[account.pk][0]
            found.append(Proposal(account, person, tally))
    return found


def tied(rows, accounts):
    """Return ``(account, person, person, Tally)`` where the two best sellers have won the same
    value.
    """
    best = sellers_of(rows, accounts)
    for account in accounts:
        sellers = best.get(account.pk, [])
        if len(sellers) < 2:
            continue
        (first, tally), (second, same) = sellers[:2]
        if tally.won_value == same.won_value:
            yield account, first, second, tally


def sellers_of(rows, accounts):
    """Return ``{account number: [(person, Tally)]}`` of who has won there, the best first."""
    won = rows.won().filter(
        account__in=[each.pk for each in accounts],
        owner__isnull=False,
    )
    found = tallies(won, "account", "owner")
    people = _people({owner for _, owner in found})
    sellers = {}
    for (account_id, owner_id), tally in found.items():
        sellers.setdefault(account_id, []).append((people[owner_id], tally))
    for of_account in sellers.values():
        of_account.sort(key=_rank)
    return sellers


def _rank(seller):
    person, tally = seller
    return -tally.won_value, -tally.won_count, person.name, person.pk


def _people(ids):
    people = get_user_model().objects.filter(pk__in=ids)
    return {person.pk: person for person in people.select_related("line_manager")}


def accounts_per_account_manager(proposed):
    """Return ``{person: number of accounts}`` by name."""
    found = Counter(each.person for each in proposed)
    return _by_name(found)


def accounts_per_line_manager(proposed):
    """Return ``{line manager: number of accounts}`` by name."""
    managers = [each.person.line_manager for each in proposed]
    found = Counter(manager for manager in managers if manager)
    return _by_name(found)


def _by_name(found):
    return dict(sorted(found.items(), key=lambda pair: pair[0].name))
