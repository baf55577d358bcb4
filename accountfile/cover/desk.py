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
    within_a_week = Action.with_private.due_by(today + timedelta(days=7))
    mine = within_a_week.owned_by(person).readable_by(person)
    seen = mine.filter(account__in=Account.objects.visible_to(person))
    due = list(seen.select_related("account")[:8])
    files = Account.objects.filter(pk__in={action.account_id for action in due})
    to_change = {each.pk for each in files.with_rights(person) if each.may_change}
    for action in due:
        # Who may only read the file is led to the action, not to a button that refuses.
        page, verb = "core:action", "Open it"
        if action.account_id in to_change:
            page, verb = "close_action", "Close it"
        url = reverse(page, args=[action.account_id, action.pk])
        text = f"“{action}” for {action.account} {in_words(action.due_on, today)}."
        yield Need(text, url, verb, action.due_on)


def due(today):
    actions = Action.with_private.due_by(today).filter(owner__is_active=True)
    yield Due(actions.select_related("account"), lambda rows: _to_do(rows, today))


def promises(account, day):
    for action in Action.objects.due_by(day).filter(account=account):
        url = reverse("core:action", args=[account.pk, action.pk])
        yield action.due_on, action.text, url


def _to_do(actions, today):
    for action in actions:
        late = (today - action.due_on).days
        # Once on the day, then once a week for as long as it stays open.
        week = late // 7 if late else "due"
        key = f"action:{action.pk}:{action.due_on}:{week}"
        words = f"“{action}” for {action.account} {due_on(action.due_on, today)}."
        url = reverse("core:action", args=[action.account_id, action.pk])
        yield Reminder(
            key,
            action.owner_id,
            action.account_id,
            words,
            url,
            "You own this action.",
        )
