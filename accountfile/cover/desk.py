"""What of the cover wants a person: this week, by reminder, and ahead."""

from datetime import timedelta

from accountfile.base.addresses import reverse
from accountfile.core.models import Account, Action
from accountfile.core.sections import (
    Due,
    Need,
    Reminder,
)
from accountfile.periods import due_on, in_words


def needs(person, today):
    mine = (
        Action.with_private.due_by(today + timedelta(days=7)).owned_by(person).readable_by(person)
    )
    due = list(
        mine.filter(account__in=Account.objects.visible_to(person)).select_related("account")[:8]
    )
    files = Account.objects.filter(pk__in={action.account_id for action in due}).with_rights(person)
    to_change = {account.pk for account in files if account.may_change}
    for action in due:
        ends = action.account_id in to_change
        url = reverse(
            "close_action" if ends else "core:action", args=[action.account_id, action.pk]
        )
        text = f"“{action}” for {action.account} {in_words(action.due_on, today)}."
        yield Need(text, url, "Close it" if ends else "Open it", action.due_on)


def due(today):
    actions = Action.with_private.due_by(today).filter(owner__is_active=True)
    yield Due(actions.select_related("account"), lambda rows: _to_do(rows, today))


def promises(account, day):
    for action in Action.objects.due_by(day).filter(account=account):
        yield action.due_on, action.text, reverse("core:action", args=[account.pk, action.pk])


def _to_do(actions, today):
    for action in actions:
        late = (today - action.due_on).days
        # Once on the day, then once a week for as long as it stays open.
        key = f"action:{action.pk}:{action.due_on}:{late // 7 if late else 'due'}"
        words = f"“{action}” for {action.account} {due_on(action.due_on, today)}."
        url = reverse("core:action", args=[action.account_id, action.pk])
        yield Reminder(key, action.owner_id, action.account_id, words, url, "You own this action.")
