"""The people of the sample company's clients."""

from datetime import timedelta
from operator import attrgetter

from accountfile.core.models import bulk_insert, create_all
from accountfile.core.rewinding import Came, weeks_before
from accountfile.periods import add_months
from contacts.models import (
    ChemistryFlag,
    Contact,
    ContactPlan,
    HospitalityEvent,
    Rating,
    Relationship,
)
from contacts.sample_rows import EVENTS, LINES, PEOPLE, PLANS
from contacts.services import rate

FIRST = [
    "Anna",
    "Ben",
    "Carla",
    "Dinesh",
    "Eva",
    "Femi",
    "Greta",
    "Hassan",
    "Ines",
    "Jonas",
    "Karin",
    "Leo",
    "Mara",
    "Nils",
    "Olga",
    "Piotr",
    "Quinn",
    "Rosa",
    "Selim",
    "Tara",
    "Uwe",
    "Vera",
    "Walid",
    "Xenia",
    "Yann",
    "Zora",
]
LAST = [
    "Abbott",
    "Berg",
    "Costa",
    "Dahl",
    "Engel",
    "Farkas",
    "Gruber",
    "Holm",
    "Ibsen",
    "Janssen",
    "Kovac",
    "Lindt",
    "Moreau",
    "Novak",
    "Okoye",
    "Petrov",
    "Quist",
    "Rossi",
    "Silva",
    "Tanaka",
    "Urban",
    "Vogt",
    "Weiss",
    "Zeman",
]
TITLES = (
    "Managing director",
    "Finance director",
    "Head of procurement",
    "Plant manager",
    "Buyer",
    "Engineer",
    "Planner",
)
DEPARTMENTS = (
    "Board",
    "Finance",
    "Procurement",
    "Production",
    "Procurement",
    "Engineering",
    "Planning",
)
BATCH = 5000


def sample(accounts, people, today):
    """Fill the wall chart of the first account; of the others only who is known by now."""
    made = {}
    for place, name, title, department, level, roles, *views in PEOPLE:
        if place < len(accounts):
            contact = Contact(
                account=accounts[place],
                name=name,
                job_title=title,
                department=department,
                level=level,
            )
            for role in roles.split():
                setattr(contact, role, True)
            contact.email = f"{name.lower().replace(' ', '.')}@example.com"
            contact.save()
            made[name] = contact
            opinions(
                contact,
                today - timedelta(days=30 + 7 * place),
                *views,
            )
    around(accounts[0], made, today)


def opinions(contact, on, allegiance, influence, coverage):
    """Give the ratings of those who know the account; a colleague sees two people otherwise."""
    values = {
        "allegiance": allegiance,
        "influence": influence,
        "coverage": coverage,
        "why": "",
    }
    for place, person in enumerate(raters(contact.account)):
        theirs = values | ({} if place == 0 else {"coverage": max(0, coverage - 1)})
        if place == 1 and contact.name in ("Amir Daoud", "Margaret Tyne"):
            theirs |= {"allegiance": 2, "coverage": 2, "why": "He helped with the winter orders"}
        rate(
            contact=contact,
            by=person,
            today=on,
            **theirs,
        )


def raters(account):
    """Return the account manager, two of the team and the line manager: enough for a consensus to
    be shown.
    """
    manager = account.account_manager
    if manager is None:
        return []
    team = [member.person for member in account.team.select_related("person")[:2]]
    return list(
        dict.fromkeys(person for person in (manager, *team, manager.line_manager) if person)
    )


def around(account, made, today):
    """Make the plan, the informal lines, the hospitality and one clash of the first account."""
    owner = account.account_manager
    for name, cadence, ahead in PLANS:
        ContactPlan.objects.create(
            contact=made[name],
            owner=owner,
            cadence_days=cadence,
            next_touch_on=today + timedelta(days=ahead),
            kept=3,
        )
    for name, kind, towards, note in LINES:
        Relationship.objects.create(
            contact=made[name],
            kind=kind,
            towards=made[towards],
            note=note,
        )
    rows = [
        HospitalityEvent(
            account=account,
            title=title,
            happens_on=today + timedelta(days=days),
            purpose=purpose,
            attendees=attendees,
            budget=budget,
            currency=account.currency,
            policy=policy,
            outcome="She asked for the figures of the other depots" if days < 0 else "",
        )
        for title, days, purpose, attendees, budget, policy in EVENTS
    ]
    create_all(HospitalityEvent, rows)
    what = "Two meetings ended early; each finds the other discourteous."
    noted_on = add_months(today, -2)
    ChemistryFlag.objects.create(
        contact=made["Amir Daoud"], colleague=owner, what=what, noted_on=noted_on
    )


def came():
    """Yield when the people of the sample company's clients, and what is thought of them, came."""
    yield Came(Contact.objects.all)
    yield Came(Rating.objects.all, attrgetter("rated_on"))
    yield Came(Relationship.objects.all)
    yield Came(ContactPlan.objects.all, unsettle=next_touch)
    yield Came(HospitalityEvent.objects.all, weeks_before("happens_on", 8), not_held_yet)
    yield Came(ChemistryFlag.objects.all, attrgetter("noted_on"))


def next_touch(plan, day):
    """Plan the next touch as it was planned on the day."""
    plan.next_touch_on = day + timedelta(days=plan.cadence_days)
    return True


def not_held_yet(event, day):
    if event.happens_on <= day:
        return False
    event.outcome = ""
    return True


def population(accounts, people, today, random):
    """Give each account four to sixteen contacts, most of them rated."""
    rows = []
    for account in accounts:
        rows += [somebody(account, place, today, random) for place in range(random.randint(4, 16))]
        if len(rows) >= BATCH:
            bulk_insert(rows)
            rows = []
    if rows:
        bulk_insert(rows)


def somebody(account, place, today, random):
    title = place % len(TITLES)
    name = f"{random.choice(FIRST)} {random.choice(LAST)}"
    rated = random.random() < 0.8
    address = f"{name.lower().replace(' ', '.')}.{place}@client{account.pk}.example"
    contact = Contact(
        account=account,
        name=name,
        job_title=TITLES[title],
        department=DEPARTMENTS[title],
        is_sponsor=place == 0 and random.random() < 0.6,
        is_decision_maker=place == 1,
        is_user=place in (3, 5),
        is_buyer=title in (2, 4),
        email=address,
    )
    # What is drawn by chance is drawn in this order, so that one seed gives one population.
    if rated:
        contact.allegiance = random.randint(-2, 2)
        contact.influence = random.randint(1, 5)
        contact.raters = 3
        contact.coverage = random.randint(0, 4)
        contact.known_to = random.randint(0, 3)
        contact.rated_on = today - timedelta(days=random.randrange(300))
    if random.random() < 0.03:
        contact.left_on = today - timedelta(days=random.randrange(300))
    return contact
