"""What of the blueprint wants a person: this week, by reminder, and ahead."""

from datetime import timedelta

from accountfile.base.addresses import reverse
from accountfile.blueprint.models import (
    Objective,
)
from accountfile.core.models import Account
from accountfile.core.sections import (
    Due,
    Need,
    Reminder,
)
from accountfile.periods import due_on


def needs(person, today):
    due = Objective.objects.open().filter(
        owner=person,
        due_on__lte=today + timedelta(days=7),
    )
    seen = due.filter(account__in=Account.objects.visible_to(person))
    due = list(seen.select_related("account")[:4])
    files = Account.objects.filter(pk__in={row.account_id for row in due})
    to_change = {each.pk for each in files.with_rights(person) if each.may_change}
    for row in due:
        # Who may only read the file is led to the objective, not to a button that refuses.
        page, verb = "blueprint:objective", "Open it"
        if row.account_id in to_change:
            page, verb = "blueprint:end_objective", "Close it"
        text = f"The objective “{row}” for {row.account} {due_on(row.due_on, today)}."
        url = reverse(page, args=[row.account_id, row.pk])
        yield Need(text, url, verb, row.due_on)


def due(today):
    late = Objective.objects.open().filter(due_on__lte=today, owner__is_active=True)
    yield Due(late.select_related("account"), lambda rows: _to_reach(rows, today))


def promises(account, day):
    for row in Objective.objects.open().filter(account=account, due_on__lte=day):
        yield row.due_on, row.text, row.get_absolute_url()


def _to_reach(objectives, today):
    for row in objectives:
        week = (today - row.due_on).days // 7
        text = f"The objective “{row}” for {row.account} {due_on(row.due_on, today)}."
        key = f"objective:{row.pk}:{row.due_on}:{week}"
        url = row.get_absolute_url()
        yield Reminder(
            key,
            row.owner_id,
            row.account_id,
            text,
            url,
            "You own this objective.",
        )
