"""Figures by who sells: account managers, line managers, regions, and whom an account should belong to."""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q

from accountfile.core.models import sample_is_left_out
from accountfile.core.periods import EVER
from opportunities.figures.sums import NOTHING, Tally, tallies


@dataclass(frozen=True)
class Proposal:
    """Whom the won orders propose as the account manager of an account."""

    account: object
    person: object
    tally: Tally


def account_managers(rows):
    """Return those who sell: whoever reports to somebody and leads nobody, and whoever owns an opportunity."""
    owners = rows.order_by().values("owner")
    reports = Q(is_active=True, is_staff=False, line_manager__isnull=False, direct_reports__isnull=True)
    sellers = reports | Q(pk__in=owners)
    if sample_is_left_out():
        sellers &= ~Q(external_id__startswith=settings.SAMPLE_MARK, external_id__isnull=False)
    return get_user_model().objects.filter(sellers).select_related("line_manager").distinct().order_by("name", "pk")


def by_account_manager(rows, period=EVER, people=None):
    """Return ``[(person, Tally)]`` by name, with those who have sold nothing."""
    found = tallies(rows, "owner", period=period)
    people = account_managers(rows) if people is None else people
    return [(person, found.get(person.pk, NOTHING)) for person in people]


def by_line_manager(of_people):
    """Return ``[(line manager, Tally)]`` from the tallies of account managers."""
    return _together(of_people, lambda person: person.line_manager, lambda manager: manager.name)


def by_region(of_people):
    """Return ``[(region, Tally)]`` from the tallies of account managers."""
    return _together(of_people, lambda person: person.region, str)


def _together(of_people, key, order):
    added = {}
    for person, tally in of_people:
        if group := key(person):
            added[group] = added.get(group, NOTHING) + tally
    return sorted(added.items(), key=lambda pair: order(pair[0]))


def proposals(rows, accounts):
    """Return a Proposal for each account with a won order: most won value there, then most won orders, then name."""
    accounts = list(accounts)
    won = tallies(rows.won().filter(account__in=[a.pk for a in accounts], owner__isnull=False), "account", "owner")
    people = _people({owner for _, owner in won})
    best = {}
    for (account_id, owner_id), tally in won.items():
        rank = (-tally.won_value, -tally.won_count, people[owner_id].name, owner_id)
        if account_id not in best or rank < best[account_id][0]:
            best[account_id] = rank, Proposal(None, people[owner_id], tally)
    found = ((account, best[account.pk][1]) for account in accounts if account.pk in best)
    return [Proposal(account, proposal.person, proposal.tally) for account, proposal in found]


def _people(ids):
    return {person.pk: person for person in get_user_model().objects.filter(pk__in=ids).select_related("line_manager")}


def accounts_per_account_manager(proposed):
    """Return ``{person: number of accounts}`` by name."""
    return dict(sorted(Counter(each.person for each in proposed).items(), key=lambda pair: pair[0].name))


def accounts_per_line_manager(proposed):
    """Return ``{line manager: number of accounts}`` by name."""
    found = Counter(each.person.line_manager for each in proposed if each.person.line_manager)
    return dict(sorted(found.items(), key=lambda pair: pair[0].name))
