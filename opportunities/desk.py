"""What of sales wants a person: this week, by reminder, and ahead."""

from datetime import timedelta

from accountfile.base.addresses import reverse
from accountfile.core.models import Account
from accountfile.core.sections import Due, Need, Reminder
from accountfile.wording import day
from opportunities.models import Opportunity

REMINDED_DAYS = 7
MOST_TO_CLOSE = 6


def due(today):
    passed = Opportunity.objects.slipped(today).filter(
        expected_on__gte=today - timedelta(days=REMINDED_DAYS),
        account__isnull=False,
        owner__is_active=True,
    )
    yield Due(passed.select_related("account"), _slipped)


def needs(person, today):
    yield from _to_close(person, today)
    waiting = Opportunity.objects.owned_by(person).without_account().count()
    if waiting:
        wait = "waits" if waiting == 1 else "wait"
        yield Need(
            f"{waiting} of your opportunities {wait} for an account.",
            f"{reverse('opportunities_desk:unassigned')}?owner={person.pk}",
            "Assign it" if waiting == 1 else "Assign them",
            today,
        )


def _to_close(person, today):
    """Yield what the person expected to close by now, or expects to close within the week."""
    mine = Opportunity.objects.open().owned_by(person)
    soon = mine.filter(
        expected_on__lte=today + timedelta(days=7),
        account__in=Account.objects.visible_to(person),
    )
    rows = list(soon.select_related("account").order_by("expected_on", "pk")[:MOST_TO_CLOSE])
    # Whoever may only read the file is led to the row, not to a step that would be refused.
    files = Account.objects.filter(pk__in={row.account_id for row in rows}).with_rights(person)
    to_change = {account.pk for account in files if account.may_change}
    for row in rows:
        when = "was to close on" if row.expected_on < today else "is to close on"
        moves = row.account_id in to_change
        move = reverse("opportunities:opportunity_move", args=[row.account_id, row.pk])
        yield Need(
            f"“{row}” for {row.account} {when} {day(row.expected_on)}.",
            move if moves else row.get_absolute_url(),
            "Move it" if moves else "Open it",
            row.expected_on,
        )


def promises(account, day):
    for row in Opportunity.objects.open().filter(account=account, expected_on__lte=day):
        yield row.expected_on, f"{row} is expected to close", row.get_absolute_url()


def _slipped(opportunities):
    for row in opportunities:
        words = f"“{row}” for {row.account} was expected to close on {day(row.expected_on)}."
        key = f"opportunity:{row.pk}:{row.expected_on}"
        yield Reminder(
            key,
            row.owner_id,
            row.account_id,
            words,
            row.get_absolute_url(),
            "You own this opportunity.",
        )
