"""The contacts of the measuring population: about ten an account, as many as a large house keeps."""

from datetime import timedelta

from contacts.models import Contact

FIRST = ["Anna", "Ben", "Carla", "Dinesh", "Eva", "Femi", "Greta", "Hassan", "Ines", "Jonas", "Karin", "Leo", "Mara"]
FIRST += ["Nils", "Olga", "Piotr", "Quinn", "Rosa", "Selim", "Tara", "Uwe", "Vera", "Walid", "Xenia", "Yann", "Zora"]
LAST = ["Abbott", "Berg", "Costa", "Dahl", "Engel", "Farkas", "Gruber", "Holm", "Ibsen", "Janssen", "Kovac", "Lindt"]
LAST += ["Moreau", "Novak", "Okoye", "Petrov", "Quist", "Rossi", "Silva", "Tanaka", "Urban", "Vogt", "Weiss", "Zeman"]
TITLES = (
    "Managing director",
    "Finance director",
    "Head of procurement",
    "Plant manager",
    "Buyer",
    "Engineer",
    "Planner",
)
DEPARTMENTS = ("Board", "Finance", "Procurement", "Production", "Procurement", "Engineering", "Planning")
BATCH = 5000


def populate(accounts, today, random):
    """Give each account four to sixteen contacts, most of them rated."""
    rows = []
    for account in accounts:
        rows += [somebody(account, place, today, random) for place in range(random.randint(4, 16))]
        if len(rows) >= BATCH:
            plant(rows)
            rows = []
    if rows:
        plant(rows)


def somebody(account, place, today, random):
    title = place % len(TITLES)
    name = f"{random.choice(FIRST)} {random.choice(LAST)}"
    rated = random.random() < 0.8
    return Contact(
        account=account,
        name=name,
        job_title=TITLES[title],
        department=DEPARTMENTS[title],
        is_sponsor=place == 0 and random.random() < 0.6,
        is_decision_maker=place == 1,
        is_user=place in (3, 5),
        is_buyer=title in (2, 4),
        email=f"{name.lower().replace(' ', '.')}.{place}@client{account.pk}.example",
        allegiance=random.randint(-2, 2) if rated else None,
        influence=random.randint(1, 5) if rated else None,
        raters=3 if rated else 0,
        coverage=random.randint(0, 4) if rated else None,
        known_to=random.randint(0, 3) if rated else None,
        rated_on=today - timedelta(days=random.randrange(300)) if rated else None,
        left_on=today - timedelta(days=random.randrange(300)) if random.random() < 0.03 else None,
    )


def plant(rows):
    """Insert rows as they are: they have no history to keep."""
    type(rows[0])._base_manager.bulk_create(rows, batch_size=1000)
