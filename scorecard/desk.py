"""What of delivery wants a person: this week, by reminder, and ahead."""

from datetime import timedelta

from accountfile.base.addresses import reverse
from accountfile.core.models import Account
from accountfile.core.sections import (
    Due,
    Need,
    Reminder,
)
from accountfile.periods import due_on, in_words
from scorecard.models import Deliverable


def needs(person, today):
    seen = Account.objects.visible_to(person)
    due = Deliverable.objects.due_by(today + timedelta(days=7)).filter(
        owner=person, account__in=seen
    )
    for each in due.select_related("account")[:6]:
        text = f"“{each}” for {each.account} {in_words(each.due_on, today)}."
        yield Need(
            text,
            each.get_absolute_url(),
            "Open it",
            each.due_on,
        )


def due(today):
    promised = (
        Deliverable.objects.due_by(today).filter(owner__is_active=True).select_related("account")
    )
    yield Due(promised, lambda rows: _to_deliver(rows, today))


def promises(account, day):
    for each in Deliverable.objects.due_by(day).filter(account=account):
        yield each.due_on, each.text, reverse("scorecard:deliverable", args=[account.pk, each.pk])


def _to_deliver(deliverables, today):
    for each in deliverables:
        text = f"“{each}” for {each.account} {due_on(each.due_on, today)}."
        url = reverse("scorecard:deliverable", args=[each.account_id, each.pk])
        key = f"deliverable:{each.pk}:{each.due_on}"
        yield Reminder(
            key,
            each.owner_id,
            each.account_id,
            text,
            url,
            "You own this deliverable.",
        )
