"""What the file should know about people and relationships."""

from datetime import timedelta

from django.db.models import Count, Max, Q

from accountfile.base.addresses import reverse
from accountfile.core import sections
from accountfile.core.sections import (
    Input,
    InputState,
    Question,
)
from accountfile.wording import day
from contacts.models import Contact, ContactPlan, HospitalityEvent

FRESH_DAYS = 180
WITHOUT = {
    "is_sponsor": "Who is our sponsor at the client?",
    "is_decision_maker": "Who decides about us?",
    "is_champion": "Who speaks for us inside?",
    "is_buyer": "Who negotiates and orders?",
}


def questions(accounts, today):
    found = {row["account"]: row for row in known(accounts)}
    plans = ContactPlan.objects.newest_by_account(accounts, "next_touch_on")
    events = HospitalityEvent.objects.newest_by_account(accounts, "happens_on")
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
            account.pk,
            "On whose side is everybody, and how much do they count?",
            rated,
            people,
            FRESH_DAYS,
            2,
        )
        yield Question(
            account.pk,
            "Who of us speaks with whom, and when next?",
            plans.get(account.pk),
            plan,
            30,
            2,
        )
        yield Question(
            account.pk,
            "Which hospitality is planned, and what came of the last?",
            events.get(account.pk),
            event,
            365,
        )


def inputs(account, today):
    strong = Contact.objects.filter(account=account).current().influential()
    row = strong.aggregate(
        number=Count("pk"),
        planned=Count("plan"),
        late=Count("plan", filter=Q(plan__next_touch_on__lt=today - timedelta(days=14))),
    )
    if not row["planned"]:
        state = sections.MISSING
    elif row["late"] or row["planned"] != row["number"]:
        state = sections.STALE
    else:
        state = sections.READY
    text = (
        f"{row['planned']} of {row['number']} influential people have a contact plan, "
        f"{row['late'] or 'none'} of them late."
    )
    yield InputState(
        Input.CONTACT_PLAN,
        state,
        text,
        reverse("contacts:contactplan_list", args=[account.pk]),
    )
    last = HospitalityEvent.objects.newest_by_account([account], "happens_on").get(account.pk)
    if last is None:
        state = sections.MISSING
        text = "No hospitality is planned."
    else:
        is_old = today - last > timedelta(days=180)
        state = sections.STALE if is_old else sections.READY
        text = f"The last or next event is on {day(last)}."
    yield InputState(
        Input.HOSPITALITY_PLAN,
        state,
        text,
        reverse("contacts:hospitalityevent_list", args=[account.pk]),
    )


def known(accounts):
    """Return one row for each account that has contacts: how many, in which roles since when, how
    they stand.
    """
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
