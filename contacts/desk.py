"""What of people and relationships wants a person: this week, by reminder, and ahead."""

from datetime import timedelta

from accountfile.base.addresses import reverse
from accountfile.core.models import Account
from accountfile.core.sections import (
    Due,
    Need,
    Reminder,
)
from accountfile.wording import day
from contacts.models import ContactPlan, HospitalityEvent


def needs(person, today):
    due = ContactPlan.objects.due_by(today + timedelta(days=7)).filter(owner=person)
    mine = due.filter(contact__account__in=Account.objects.visible_to(person)).select_related(
        "contact__account"
    )
    for plan in mine[:5]:
        account = plan.contact.account
        text = (
            f"Speak with {plan.contact.name} of {account}: planned for {day(plan.next_touch_on)}."
        )
        url = reverse("contacts:touch", args=[account.pk, plan.pk])
        yield Need(text, url, "Log it", plan.next_touch_on)


def due(today):
    plans = (
        ContactPlan.objects.due_by(today)
        .filter(owner__is_active=True)
        .select_related("contact__account")
    )
    yield Due(plans, lambda rows: _to_touch(rows, today))


def promises(account, day):
    for plan in (
        ContactPlan.objects.due_by(day)
        .filter(contact__account=account)
        .select_related("contact", "owner")
    ):
        yield (
            plan.next_touch_on,
            f"{plan.owner} speaks with {plan.contact.name}",
            plan.get_absolute_url(),
        )
    for event in HospitalityEvent.objects.filter(account=account, happens_on__lte=day, outcome=""):
        yield event.happens_on, event.title, event.get_absolute_url()


def _to_touch(plans, today):
    """Yield the reminder of each plan: once a week for as long as nobody has spoken with the
    person.
    """
    for plan in plans:
        week = (today - plan.next_touch_on).days // 7
        account = plan.contact.account
        text = (
            f"Speak with {plan.contact.name} of {account}: planned for {day(plan.next_touch_on)}."
        )
        key, url = f"touch:{plan.pk}:{plan.next_touch_on}:{week}", plan.get_absolute_url()
        yield Reminder(
            key,
            plan.owner_id,
            account.pk,
            text,
            url,
            "The contact plan gives you this relationship.",
        )
