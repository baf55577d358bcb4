"""The people, accounts and core rows of the measuring population, written a few thousand rows at a
time.
"""

from datetime import timedelta
from decimal import Decimal

from django.contrib.auth.hashers import make_password

from accountfile.core import sections
from accountfile.core.models import (
    Account,
    Action,
    Interaction,
    Milestone,
    SearchEntry,
    Stage,
    TeamMember,
    Tier,
    bulk_insert,
)
from accountfile.core.models.search import entry_for
from accountfile.people.models import User
from accountfile.people.services import rebuild_reporting_lines

BATCH = 2000
LINES, MANAGERS = 15, 100


def words(text):
    """Return the words of a text as a list to choose from."""
    return text.split()


FIRST = words(
    "Ada Ben Cleo Dan Eve Finn Gina Hugo Iris Jon Kira Leo Mona Nils Olga Paul Rita Sven "
    "Tara Udo Vera Will"
)
LAST = words(
    "Ashe Birch Cole Dale Elm Frost Grove Heath Ivey Jay Keel Lane Marsh Nash Oak Pike Reed "
    "Shaw Thorn Vale"
)
PLACES = words(
    "Alder Amber Aspen Barley Beacon Birch Bramble Bridge Brook Castle Cedar Clover Copper "
    "Coral Crane Dale Dawn Eagle Elder Ember Fern Field Flint Forge Garnet Glen Granite Grove "
    "Harbour Hazel Heron Hill Holly Indigo Iron Ivory Juniper Kestrel Lake Larch Linden "
    "Maple Marsh Meadow Mill Moor North Oak Ocean Olive Orchard Pearl Pine Quarry Raven Reed "
    "Ridge River Rowan Sable Sand Silver South Spruce Stone Summit Thorn Tide Vale Violet "
    "West Willow"
)
TRADES = words(
    "Foods Pharma Retail Breweries Hospitals Logistics Dairies Paper Cosmetics Motors "
    "Textiles Glass Energy Press Timber Chemicals Bakeries Shipping Farms Hotels Optics Steel "
    "Toys Software Mining Ceramics"
)
FORMS = ["", "Group", "Holdings", "International", "and Sons", "Partners", "Works", "Trading"]
COUNTRIES = [
    "United Kingdom",
    "Ireland",
    "Netherlands",
    "Germany",
    "France",
    "Sweden",
    "Spain",
    "Italy",
    "Poland",
]
REGIONS = ["North", "South", "East", "West", "Overseas"]
PROMISES = [
    "Send the offer",
    "Agree the next visit",
    "Check the last invoice",
    "Find out who decides",
    "Price the option",
]
TALKS = [
    "Went through the open orders.",
    "They asked for a price for next year.",
    "A complaint about one delivery.",
]


def make_people(random, password, director):
    """Make fifteen line managers under the director, and a hundred account managers under them."""
    kept = make_password(password)

    def person(number, role, line_manager):
        name = f"{random.choice(FIRST)} {random.choice(LAST)} {number}"
        return User(
            username=f"{role}.{number}",
            name=name,
            password=kept,
            line_manager=line_manager,
            region=random.choice(REGIONS),
            email=f"{role}.{number}@population.example",
        )

    leads = User.objects.bulk_create(
        [person(number, "line", director) for number in range(1, LINES + 1)]
    )
    managers = [
        person(number, "manager", leads[number % LINES]) for number in range(1, MANAGERS + 1)
    ]
    User.objects.bulk_create(managers)
    rebuild_reporting_lines()
    return managers


def make_accounts(random, number, managers, today):
    """Make so many accounts, one in two hundred without a manager; returns them in the order of
    their numbers.
    """
    tiers = list(Tier.objects.all())
    stages = [*Stage.objects.all(), None]

    def account(place):
        trade = random.choice(TRADES)
        name = f"{random.choice(PLACES)} {trade} {random.choice(FORMS)}".strip()
        return Account(
            name=f"{name} {place}",
            account_manager=managers[place % len(managers)] if place % 200 else None,
            tier=random.choices(
                [*tiers, None],
                [1, 3, 8, 1][: len(tiers) + 1],
            )[0],
            stage=random.choice(stages),
            kind=random.choice(Account.Kind.values),
            status=random.choices(Account.Status.values, [1, 16, 2, 1])[0],
            sector=trade.lower(),
            country=random.choice(COUNTRIES),
            founded=random.randint(1850, 2020),
            annual_revenue=Decimal(random.randint(5, 2000)),
            employees=random.randint(10, 20_000),
            mission=f"They never wait for {trade.lower()} because of us."
            if random.random() < 0.7
            else "",
            background="Came to us after a bad season elsewhere." if random.random() < 0.6 else "",
            client_since=today - timedelta(days=random.randint(30, 5000)),
            changed_on=today,
        )

    bulk_insert(account(place) for place in range(1, number + 1))
    return list(Account.objects.order_by("pk").reverse()[:number])[::-1]


def make_work(random, accounts, people, today):
    """Make what happens around the accounts: a team, a milestone, talks and actions."""
    kept = [account for account in accounts if account.account_manager_id]

    def day(back, ahead=0):
        return today + timedelta(days=random.randint(-back, ahead))

    def actions(account):
        for _ in range(random.choice([0, 1, 1, 2, 3])):
            state = random.choices(Action.State.values, [3, 6, 1])[0]
            is_open = state == Action.State.OPEN
            action = Action(
                account=account,
                owner_id=account.account_manager_id,
                text=random.choice(PROMISES),
                due_on=day(20, 60) if is_open else day(300),
            )
            if not is_open:
                action.end(state, day(300))
            yield action

    bulk_insert(action for account in kept for action in actions(account))
    bulk_insert(
        _talk(random, account, day(200))
        for account in kept
        for _ in range(random.choice([0, 1, 2, 3]))
    )
    bulk_insert(
        Milestone(account=account, happened_on=day(2000), text="First order")
        for account in accounts
    )
    helped = [account for account in kept if account.pk % 3 == 0]
    bulk_insert(_member(random, account, people) for account in helped)


def _talk(random, account, day):
    return Interaction(
        account=account,
        held_on=day,
        kind=random.choice(Interaction.Kind.values),
        with_whom="the buyer",
        summary=random.choice(TALKS),
        by_id=account.account_manager_id,
    )


def _member(random, account, people):
    return TeamMember(
        account=account,
        person=random.choice(people),
        does="Delivers",
        contributes=random.random() < 0.5,
    )


def index_everything():
    """Write the search entries of every findable row that has none yet."""
    written = 0
    for section in sections.all_sections():
        for how in section.searchable():
            written += bulk_insert(entry_for(row) for row in _not_indexed(how.model))
    return written


def _not_indexed(model):
    known = set(
        SearchEntry.objects.filter(model=model._meta.label_lower).values_list(
            "row_id",
            flat=True,
        )
    )
    steps = model.account_path.split("__")[:-1]
    rows = (
        model._base_manager.select_related("__".join(steps)) if steps else model._base_manager.all()
    )
    return (row for row in rows.iterator(chunk_size=BATCH) if row.pk not in known)
