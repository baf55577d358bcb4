"""The evidence that people and relationships bring to a review."""

from datetime import timedelta

from accountfile.base.addresses import reverse
from accountfile.base.clock import house_day
from accountfile.core import sections
from accountfile.core.sections import (
    AgendaItem,
    Heading,
)
from accountfile.wording import day
from contacts import wall
from contacts.consensus import ENOUGH
from contacts.models import Contact, ContactPlan, HospitalityEvent, Rating


def agenda(account, since, today):
    yield from _changes(account, since)
    yield from _relationships(account, today)
    yield from _hospitality(account, since, today)


def _hospitality(account, since, today):
    url = reverse("contacts:hospitalityevent_list", args=[account.pk])
    events = list(HospitalityEvent.objects.filter(account=account)[:100])
    ahead = sum(event.happens_on >= today for event in events)
    untold = sum(event.happens_on < today and not event.outcome for event in events)
    text = f"Events ahead: {ahead}; past events whose outcome nobody has written: {untold}."
    text = text if events else "No hospitality is planned or recorded."
    yield AgendaItem(
        Heading.HOSPITALITY,
        text,
        url,
        sections.WATCH if untold else sections.PLAIN,
    )
    for event in [each for each in events if not since or each.happens_on >= house_day(since)][:6]:
        came = event.outcome or "outcome not known yet"
        text = (
            f"{event}, {day(event.happens_on)}: {event.purpose}; {event.get_policy_display()}; "
            f"{came}."
        )
        tone = (
            sections.WATCH if event.policy == HospitalityEvent.Policy.UNCHECKED else sections.PLAIN
        )
        yield AgendaItem(
            Heading.HOSPITALITY,
            text,
            event.get_absolute_url(),
            tone,
            detail=True,
        )


def _changes(account, since):
    gone = Contact.objects.filter(account=account).exclude(left_on=None)
    for contact in (gone.filter(left_on__gte=house_day(since)) if since else gone)[:8]:
        was = f" ({contact.part})" if contact.part else ""
        text = f"{contact}{was} left on {day(contact.left_on)}."
        tone = sections.POOR if contact.part else sections.PLAIN
        yield AgendaItem(
            Heading.ORGANISATION_CHANGES,
            text,
            contact.get_absolute_url(),
            tone,
        )


def _relationships(account, today):
    people, chart = wall.people_of(account), reverse("contacts:wall_chart", args=[account.pk])
    placed = [contact for contact in people if None not in (contact.allegiance, contact.influence)]
    # Of one or two people a figure would tell what each of them is thought to be.
    support = wall.support(placed) if len(placed) >= ENOUGH else None
    told = "not available" if support is None else f"{support:+d} of 100"
    text = f"{len(people)} people known; influence-weighted support {told}."
    yield AgendaItem(
        Heading.RELATIONSHIPS,
        text,
        chart,
        sections.PLAIN if people else sections.POOR,
    )
    for _, word in wall.role_gaps(people):
        yield AgendaItem(
            Heading.RELATIONSHIPS,
            f"We know no {word} at the client.",
            chart,
            sections.WATCH,
        )
    yield from _to_discuss(account, people)
    late = ContactPlan.objects.due_by(today - timedelta(days=1)).filter(contact__account=account)
    for plan in late.select_related("contact", "owner")[:8]:
        text = f"{plan}: should have spoken on {day(plan.next_touch_on)}."
        yield AgendaItem(
            Heading.RELATIONSHIPS,
            text,
            plan.get_absolute_url(),
            sections.WATCH,
            detail=True,
        )


def _to_discuss(account, people):
    """Yield whom the review should talk about; who is disputed is for those who have rated, or rate
    nobody.
    """
    rated = set(
        Rating.objects.filter(contact__in=people, by=account.account_manager_id).values_list(
            "contact", flat=True
        )
    )
    found = [
        each for each in wall.to_discuss(people) if not each[0].disputed or each[0].pk in rated
    ]
    for contact, why in found[:8]:
        # That we differ on a person says something of what each of us thinks.
        audience = sections.PRIVATE if contact.disputed else sections.INTERNAL
        text, url = f"{contact}: {why}.", contact.get_absolute_url()
        yield AgendaItem(
            Heading.RELATIONSHIPS,
            text,
            url,
            sections.WATCH,
            audience,
            detail=True,
        )
