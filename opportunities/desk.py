"""What of sales wants a person: this week, by reminder, and ahead."""

from datetime import timedelta

from accountfile.base.addresses import reverse
from accountfile.core.models import Account
from accountfile.core.sections import Due, Need, Reminder
from accountfile.wording import day
from opportunities.models import Opportunity

REMINDED_DAYS = 7


def due(today):
    passed = Opportunity.objects.slipped(today).filter(
        expected_on__gte=today - timedelta(days=REMINDED_DAYS)
    )
    passed = passed.filter(account__isnull=False, owner__is_active=True).select_related("account")
    yield Due(passed, _slipped)


def needs(person, today):
    mine = (
        Opportunity.objects.open()
        .owned_by(person)
        .filter(expected_on__lte=today + timedelta(days=7))
    )
    mine = mine.filter(account__in=Account.objects.visible_to(person)).select_related("account")
    due = list(mine.order_by("expected_on", "pk")[:6])
    files = Account.objects.filter(pk__in={row.account_id for row in due}).with_rights(person)
    to_change = {account.pk for account in files if account.may_change}
    for row in due:
        when = "was to close on" if row.expected_on < today else "is to close on"
        words = f"“{row}” for {row.account} {when} {day(row.expected_on)}."
        moves = row.account_id in to_change
        move = reverse("opportunities:opportunity_move", args=[row.account_id, row.pk])
        url = move if moves else row.get_absolute_url()
        yield Need(
            words,
            url,
            "Move it" if moves else "Open it",
            row.expected_on,
        )
    waiting = Opportunity.objects.owned_by(person).without_account().count()
    if waiting:
        words = (
            f"{waiting} of your opportunities {'waits' if waiting == 1 else 'wait'} for an account."
        )
        verb = "Assign it" if waiting == 1 else "Assign them"
        yield Need(
            words,
            f"{reverse('opportunities_desk:unassigned')}?owner={person.pk}",
            verb,
            today,
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
