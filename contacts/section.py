"""People and relationships as a section: what it asks, tells and shows; of ratings only the consensus."""

from datetime import timedelta

from django.db.models import Count, Max, Q

from accountfile.addresses import reverse
from accountfile.clock import house_day
from accountfile.core import sections
from accountfile.core.models import Account
from accountfile.core.sections import (
    AgendaItem,
    ClientPerson,
    Due,
    Heading,
    Input,
    InputState,
    Need,
    Question,
    Reminder,
    Searchable,
    Signal,
)
from accountfile.core.templatetags.af import day
from contacts import measuring, paper, sample, wall
from contacts.consensus import ENOUGH
from contacts.models import Contact, ContactPlan, HospitalityEvent, Rating, Relationship

FRESH_DAYS = 180
WITHOUT = {
    "is_sponsor": "Who is our sponsor at the client?",
    "is_decision_maker": "Who decides about us?",
    "is_champion": "Who speaks for us inside?",
    "is_buyer": "Who negotiates and orders?",
}


class People(sections.Section):
    """Who is who at the client, on whose side, and who of us speaks with them."""

    def summary(self, account, today):
        people = wall.people_of(account, getattr(account, "reader", None))
        headings, rows = wall.wall_chart(people)
        plans = list(ContactPlan.objects.filter(contact__account=account).select_related("contact", "owner")[:100])
        return {
            "people": people,
            "headings": headings,
            "rows": rows,
            "support": wall.support(people),
            "gaps": wall.role_gaps(people),
            "discuss": wall.to_discuss(people),
            "late": sum(plan.next_touch_on < today for plan in plans),
            "plans": plans[:3],
            "event": HospitalityEvent.objects.filter(account=account, happens_on__gte=today).last(),
        }

    def pack(self, account, period, audience):
        return None if audience == sections.CLIENT else paper.printed(account, period.last_day)

    def questions(self, accounts, today):
        found = {row["account"]: row for row in known(accounts)}
        plans = latest(ContactPlan, "contact__account", "next_touch_on", accounts)
        events = latest(HospitalityEvent, "account", "happens_on", accounts)
        for account in accounts:
            row = found.get(account.pk, {})
            people, plan, event = (
                reverse(f"contacts:{name}_list", args=[account.pk])
                for name in ("contact", "contactplan", "hospitalityevent")
            )
            add = reverse("contacts:contact_add", args=[account.pk])
            for field, text in WITHOUT.items():
                weight = 3 if field == "is_sponsor" else 1
                yield Question(account.pk, text, row.get(field), f"{add}?{field}=on", 365, weight)
            rated = row.get("rated") if row.get("number") and not row["unrated"] else None
            yield Question(
                account.pk, "On whose side is everybody, and how much do they count?", rated, people, FRESH_DAYS, 2
            )
            yield Question(account.pk, "Who of us speaks with whom, and when next?", plans.get(account.pk), plan, 30, 2)
            yield Question(
                account.pk,
                "Which hospitality is planned, and what came of the last?",
                events.get(account.pk),
                event,
                365,
            )

    def agenda(self, account, since, today):
        yield from self._changes(account, since)
        yield from self._relationships(account, today)
        yield from self._hospitality(account, since, today)

    def _hospitality(self, account, since, today):
        url = reverse("contacts:hospitalityevent_list", args=[account.pk])
        events = list(HospitalityEvent.objects.filter(account=account)[:100])
        ahead = sum(event.happens_on >= today for event in events)
        untold = sum(event.happens_on < today and not event.outcome for event in events)
        text = f"Events ahead: {ahead}; past events whose outcome nobody has written: {untold}."
        text = text if events else "No hospitality is planned or kept."
        yield AgendaItem(Heading.HOSPITALITY, text, url, sections.WATCH if untold else sections.PLAIN)
        for event in [each for each in events if not since or each.happens_on >= house_day(since)][:6]:
            came = event.outcome or "outcome not known yet"
            text = f"{event}, {day(event.happens_on)}: {event.purpose}; {event.get_policy_display()}; {came}."
            tone = sections.WATCH if event.policy == HospitalityEvent.Policy.UNCHECKED else sections.PLAIN
            yield AgendaItem(Heading.HOSPITALITY, text, event.get_absolute_url(), tone, detail=True)

    def _changes(self, account, since):
        gone = Contact.objects.filter(account=account).exclude(left_on=None)
        for contact in (gone.filter(left_on__gte=house_day(since)) if since else gone)[:8]:
            was = f" ({contact.part})" if contact.part else ""
            text = f"{contact}{was} left on {day(contact.left_on)}."
            tone = sections.POOR if contact.part else sections.PLAIN
            yield AgendaItem(Heading.ORGANISATION_CHANGES, text, contact.get_absolute_url(), tone)

    def _relationships(self, account, today):
        people, chart = wall.people_of(account), reverse("contacts:wall_chart", args=[account.pk])
        placed = [contact for contact in people if None not in (contact.allegiance, contact.influence)]
        # Of one or two people a figure would tell what each of them is thought to be.
        support = wall.support(placed) if len(placed) >= ENOUGH else None
        told = "not available" if support is None else f"{support:+d} of 100"
        text = f"{len(people)} people known; influence-weighted support {told}."
        yield AgendaItem(Heading.RELATIONSHIPS, text, chart, sections.PLAIN if people else sections.POOR)
        for _, word in wall.role_gaps(people):
            yield AgendaItem(Heading.RELATIONSHIPS, f"We know no {word} at the client.", chart, sections.WATCH)
        yield from self._to_discuss(account, people)
        late = ContactPlan.objects.due_by(today - timedelta(days=1)).filter(contact__account=account)
        for plan in late.select_related("contact", "owner")[:8]:
            text = f"{plan}: should have spoken on {day(plan.next_touch_on)}."
            yield AgendaItem(Heading.RELATIONSHIPS, text, plan.get_absolute_url(), sections.WATCH, detail=True)

    def _to_discuss(self, account, people):
        """Yield whom the review should talk about; who is disputed is for those who have rated, or rate nobody."""
        rated = set(
            Rating.objects.filter(contact__in=people, by=account.account_manager_id).values_list("contact", flat=True)
        )
        found = [each for each in wall.to_discuss(people) if not each[0].disputed or each[0].pk in rated]
        for contact, why in found[:8]:
            audience = sections.PRIVATE if contact.disputed else sections.INTERNAL
            text, url = f"{contact}: {why}.", contact.get_absolute_url()
            yield AgendaItem(Heading.RELATIONSHIPS, text, url, sections.WATCH, audience, detail=True)

    def inputs(self, account, today):
        strong = Contact.objects.filter(account=account).current().influential()
        row = strong.aggregate(
            number=Count("pk"),
            planned=Count("plan"),
            late=Count("plan", filter=Q(plan__next_touch_on__lt=today - timedelta(days=14))),
        )
        whole = row["planned"] == row["number"] and not row["late"]
        state = sections.MISSING if not row["planned"] else sections.READY if whole else sections.STALE
        text = (
            f"{row['planned']} of {row['number']} influential people have a contact plan, "
            f"{row['late'] or 'none'} of them late."
        )
        yield InputState(Input.CONTACT_PLAN, state, text, reverse("contacts:contactplan_list", args=[account.pk]))
        last = latest(HospitalityEvent, "account", "happens_on", [account]).get(account.pk)
        state = (
            sections.MISSING
            if last is None
            else sections.STALE
            if today - last > timedelta(days=180)
            else sections.READY
        )
        text = "No hospitality is planned." if last is None else f"The last or next event is on {day(last)}."
        yield InputState(
            Input.HOSPITALITY_PLAN, state, text, reverse("contacts:hospitalityevent_list", args=[account.pk])
        )

    def signals(self, accounts, today):
        for row in known(accounts):
            url = reverse("contacts:wall_chart", args=[row["account"]])
            if row["number"] and not row["is_sponsor"]:
                yield Signal(row["account"], -10, "No sponsor at the client", url)
            if row["judged"] and row["close"] < 2:
                yield Signal(row["account"], -8, "Single-threaded: fewer than two people known well", url)
            if row["placed"] >= ENOUGH and row["foes"]:
                yield Signal(row["account"], -6, f"{row['foes']} influential against us", url)
            if row["placed"] >= ENOUGH and row["friends"]:
                yield Signal(row["account"], min(10, 5 * row["friends"]), f"{row['friends']} influential with us", url)

    def needs(self, person, today):
        due = ContactPlan.objects.due_by(today + timedelta(days=7)).filter(owner=person)
        mine = due.filter(contact__account__in=Account.objects.visible_to(person)).select_related("contact__account")
        for plan in mine[:5]:
            account = plan.contact.account
            text = f"Speak with {plan.contact.name} of {account}: planned for {day(plan.next_touch_on)}."
            url = reverse("contacts:touch", args=[account.pk, plan.pk])
            yield Need(text, url, "Log it", plan.next_touch_on)

    def due(self, today):
        plans = ContactPlan.objects.due_by(today).filter(owner__is_active=True).select_related("contact__account")
        yield Due(plans, lambda rows: _to_touch(rows, today))

    def promises(self, account, day):
        for plan in ContactPlan.objects.due_by(day).filter(contact__account=account).select_related("contact", "owner"):
            yield plan.next_touch_on, f"{plan.owner} speaks with {plan.contact.name}", plan.get_absolute_url()
        for event in HospitalityEvent.objects.filter(account=account, happens_on__lte=day, outcome=""):
            yield event.happens_on, event.title, event.get_absolute_url()

    def client_people(self, account):
        for contact in Contact.objects.filter(account=account).current()[:500]:
            yield ClientPerson(contact.name, contact.email, contact.job_title, contact.department)

    def searchable(self):
        yield Searchable(Contact, text=lambda row: f"{row.department} {row.email} {row.phone}", place=1)
        yield Searchable(HospitalityEvent, text=lambda row: f"{row.purpose} {row.attendees}")
        yield Searchable(Relationship, text=lambda row: row.note)

    def demo(self, accounts, people, today):
        sample.demo(accounts, today)

    def came(self):
        return sample.came()

    def populate(self, accounts, people, today, random):
        measuring.populate(accounts, today, random)


def _to_touch(plans, today):
    """Yield the reminder of each plan: once a week for as long as nobody has spoken with the person."""
    for plan in plans:
        week = (today - plan.next_touch_on).days // 7
        account = plan.contact.account
        text = f"Speak with {plan.contact.name} of {account}: planned for {day(plan.next_touch_on)}."
        key, url = f"touch:{plan.pk}:{plan.next_touch_on}:{week}", plan.get_absolute_url()
        yield Reminder(key, plan.owner_id, account.pk, text, url, "The contact plan gives you this relationship.")


def known(accounts):
    """Return one row for each account that has contacts: how many, in which roles since when, how they stand."""
    rows = Contact.objects.filter(account__in=accounts).current().order_by().values("account")
    roles = {field: Max("changed_on", filter=Q(**{field: True})) for field in WITHOUT}
    strong = Q(influence__gte=4)
    return rows.annotate(
        number=Count("pk"),
        unrated=Count("pk", filter=Q(rated_on=None)),
        rated=Max("rated_on"),
        judged=Count("pk", filter=Q(known_to__isnull=False)),
        close=Count("pk", filter=Q(known_to__gte=1)),
        placed=Count("pk", filter=strong & Q(allegiance__isnull=False)),
        friends=Count("pk", filter=strong & Q(allegiance__gt=0)),
        foes=Count("pk", filter=strong & Q(allegiance__lt=0)),
        **roles,
    )


def latest(model, path, field, accounts):
    """Return the latest day in a field for each account that has rows of a model."""
    rows = model.objects.filter(**{f"{path}__in": accounts}).order_by()
    return dict(rows.values_list(path).annotate(Max(field)))


sections.register(
    People(
        slug="contacts",
        title="People and relationships",
        why="Accounts are kept and lost by people: know who counts, on whose side they are, and who of us they trust.",
        icon="users",
        desk=((3, "Contacts", "contacts_desk:list"),),
        keeps_summary=False,  # each reader sees of the ratings what they may know
    )
)
