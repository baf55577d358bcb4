"""Every way into a file: two doors, and the word for each right behind them.

Not visible is 404, with nothing to tell it from an account that never was; visible but not yours to
change is 403.
"""

import logging

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from accountfile.core.models import Account, TeamMember
from accountfile.people.models import ReportingLine
from accountfile.people.rights import juniors

log = logging.getLogger("accountfile.security")

RESTRICTED = "restricted"
REFUSALS = {
    "file": (
        "You may read this file but not change it: ask {manager} to add you to the account team."
    ),
    "cover": "Only the account manager and the line above may change the cover: ask {manager}.",
    "lead": "Only someone above the account manager in the reporting line may do this.",
    "private": "This part is restricted to the account manager and the line above.",
}


def account_or_404(user, account_id, *, right=None):
    """Return the account with what this person may do on it, or raise Http404.

    ``right`` may be ``"private"`` for what only the account manager and the line above may read
    (403 otherwise).
    """
    account = _visible(Account.objects.with_cover(), user, account_id)
    if right == "private" and not account.may_see_private:
        refuse(user, account, right)
    return account


def account_to_change(user, account_id, *, right="file"):
    """Return the account if this person may change it in this way, else raise Http404 or
    PermissionDenied.

    ``right``: ``"file"`` (anything but the cover), ``"cover"``, or ``"lead"`` (close reviews, move
    the account, tier, team).
    """
    # A verb needs little of the cover; fetching it with five joins was a third of saving an edit.
    account = _visible(Account.objects.select_related("account_manager"), user, account_id)
    if not account.may(right):
        refuse(user, account, right)
    return account


def _visible(accounts, user, account_id):
    account = accounts.visible_to(user).with_rights(user).filter(pk=account_id).first()
    if account is None:
        log.warning("refused: person %s asked for account %s", user.pk, account_id)
        raise Http404("There is no such Account File, or you are not on its team.")
    account.reader = user
    return account


def closed_to(user, account_ids):
    """Return which of these accounts the person may not open; all of them to nobody in
    particular.
    """
    ids = set(account_ids)
    if not ids or user is None:
        return ids
    open_to_them = Account.objects.visible_to(user).filter(pk__in=ids)
    return ids - set(open_to_them.values_list("pk", flat=True))


def name_shown(user, account):
    """Return the name of another account as this person may read it; "" where there is none."""
    if account is None:
        return ""
    if closed_to(user, [account.pk]):
        return RESTRICTED
    return account.name


def row_or_404(queryset, account, row_id):
    """Return one row of this account's file, found through the account and never by its bare id."""
    of_account = queryset.filter(**{queryset.model.account_path: account})
    return get_object_or_404(of_account, pk=row_id)


def refuse(user, account, right):
    """Raise PermissionDenied with a sentence that says whom to ask."""
    log.warning("refused: person %s has no right '%s' on account %s", user.pk, right, account.pk)
    manager = account.account_manager or "an administrator"
    raise PermissionDenied(REFUSALS[right].format(manager=manager))


def responsible_for(account, otherwise=None):
    """Return who answers for an account: its manager, or the nearest person above who still works
    here.

    Where nobody above does, it is the given person, or else the first director who is left. Never
    anybody inactive.
    """
    return _nearest([account]).get(account.pk) or otherwise or _first_director()


def responsible_people(accounts):
    """Return ``{account_id: who answers for it}`` with at most two statements, however many
    accounts there are.
    """
    nearest = _nearest(accounts)
    left = [account for account in accounts if account.pk not in nearest]
    if not left:
        return nearest
    director = _first_director()
    return nearest | dict.fromkeys([account.pk for account in left], director)


def _nearest(accounts):
    found = {}
    gone = set()
    for account in accounts:
        manager = account.account_manager
        if manager and manager.is_active:
            found[account.pk] = manager
        elif manager:
            gone.add(manager.pk)
    if gone:
        lines = ReportingLine.objects.filter(
            junior__in=gone,
            senior__is_active=True,
            distance__gt=0,
        )
        above = {}
        # The furthest first, so that the nearest is what stays.
        for line in lines.select_related("senior").order_by("-distance"):
            above[line.junior_id] = line.senior
        for account in accounts:
            if account.account_manager_id in above:
                found[account.pk] = above[account.account_manager_id]
    return found


def _first_director():
    return get_user_model().objects.active().filter(sees_everything=True).order_by("pk").first()


def people_who_may_open(account):
    """Return those who work here and may open an account's file: its line, its team, and who sees
    everything.
    """
    line = ReportingLine.objects.filter(junior=account.account_manager_id).values("senior")
    team = TeamMember.objects.filter(account=account, until=None).values("person")
    people = get_user_model().objects.active()
    return people.filter(Q(sees_everything=True) | Q(pk__in=line) | Q(pk__in=team))


def add_reader(*, account, person):
    """Put somebody on the team who may read the file from now on and nothing more; once is
    enough.
    """
    if not account.team.filter(person=person, until=None).exists():
        TeamMember.objects.create(
            account=account, person=person, does="looks after what they own here"
        )


def may_open_files(user):
    """Say whether this person may begin a new Account File: directors, and whoever leads people,
    for their line.
    """
    return user.sees_everything or user.leads_people()


def may_import(user):
    """Say whether this person imports files and invites people: directors, and administrators with
    that right.
    """
    return user.sees_everything or (user.is_staff and user.has_perm("core.add_batch"))


def may_see_system_status(user):
    """Say whether this person sees how the jobs run: directors, and administrators with that
    right.
    """
    return user.sees_everything or (user.is_staff and user.has_perm("mail.view_heartbeat"))


def opened_by_moving(by, managers):
    """Return which of these accounts, given with their new managers, are closed to this person and
    would open.
    """
    if by is None or by.sees_everything:
        return set()
    below = juniors(by)
    opening = {pk for pk, manager in managers.items() if manager in below}
    # Most moves open nothing, and need not list everything that is open.
    if not opening:
        return set()
    return opening - set(Account.objects.visible_to(by).values_list("pk", flat=True))


def who_opens_more(user):
    """Return the keys of everyone who opens a file that is closed to this person."""
    visible = Account.objects.visible_to(user).order_by()
    closed = Account.objects.exclude(pk__in=visible.values("pk"))
    line = ReportingLine.objects.filter(junior__accounts__in=closed)
    teams = TeamMember.objects.filter(account__in=closed, until=None).order_by()
    return {
        *line.values_list("senior", flat=True),
        *teams.values_list("person", flat=True),
    }
