"""The profile's rows of the sample company and of the measuring population."""

from datetime import timedelta
from operator import attrgetter

from accountfile.core.models import bulk_insert, create_all
from accountfile.core.rewinding import Came
from accountfile.periods import add_months
from accountfile.profile.models import BuyingDate, ClientCompetitor, Fact, Position, Supplier
from accountfile.profile.prompts import PROMPTS

Topic = Fact.Topic
Grade = Fact.Grade
Chart = Position.Chart
Held = Position.Held
REPORT = "Annual report"
BUYER = "Margaret Tyne, head office"
OURS = "Marta Silk, after her visits"
# Topic, which of its prompts, text, source, days old, confirmed.
FACTS = [
    (
        Topic.OVERVIEW,
        0,
        "Chills and delivers food to 1,400 shops and kitchens; known for full shelves.",
        REPORT,
        40,
        True,
    ),
    (
        Topic.OVERVIEW,
        1,
        "2,350 people in eleven depots; two thirds belong to the founding family.",
        REPORT,
        40,
        True,
    ),
    (
        Topic.MARKET,
        0,
        "Chilled ready meals grow by four per cent a year, frozen food stands still.",
        REPORT,
        95,
        True,
    ),
    (
        Topic.MARKET,
        1,
        "From 2027 the old refrigerants may not be refilled: four depots are touched.",
        BUYER,
        60,
        True,
    ),
    (
        Topic.BUSINESS,
        0,
        "Three fifths of the margin comes from hospitals and schools. Last year was flat.",
        BUYER,
        150,
        True,
    ),
    (
        Topic.BUSINESS,
        1,
        "Wants to open two depots in the north without another head office.",
        "Trade press",
        210,
        False,
    ),
    (
        Topic.STRUCTURE,
        0,
        "Buying moved from the depots to the head office two years ago.",
        BUYER,
        120,
        True,
    ),
    (
        Topic.STRUCTURE,
        1,
        "Depot managers no longer sign, but whom they trust is heard.",
        OURS,
        75,
        False,
    ),
    (
        Topic.PEOPLE,
        0,
        "Promises count more than prices: a missed date is remembered for years.",
        OURS,
        75,
        False,
    ),
    (Topic.PEOPLE, 1, "They prefer a call to a letter, and bad news before noon.", OURS, 75, False),
    (
        Topic.PROCUREMENT,
        0,
        "Operations asks, the head office compares three offers, finance signs.",
        BUYER,
        30,
        True,
    ),
    (
        Topic.SUPPLIERS,
        0,
        "The maker of their racking sets our start dates: when it slips, we slip.",
        OURS,
        200,
        False,
    ),
]
# Chart, position, unit, how held, name, place of the one above in this list, whether it matters to
# us.
POSITIONS = [
    (Chart.ORGANISATION, "Managing director", "Board", Held.KNOWN, "Hugh Alder", None, True),
    (Chart.ORGANISATION, "Finance director", "Board", Held.KNOWN, "Paula Marsh", 0, True),
    (Chart.ORGANISATION, "Director of operations", "Board", Held.KNOWN, "Margaret Tyne", 0, True),
    (Chart.ORGANISATION, "Head of energy", "Operations", Held.VACANT, "", 2, False),
    (Chart.ORGANISATION, "Depot manager, Selby", "Operations", Held.KNOWN, "Owen Pryce", 2, False),
    (
        Chart.ORGANISATION,
        "Depot manager, Goole",
        "Operations",
        Held.KNOWN,
        "Bridget Lacey",
        2,
        False,
    ),
    (Chart.ORGANISATION, "Head of procurement", "Finance", Held.KNOWN, "Amir Daoud", 1, True),
    (Chart.ORGANISATION, "Head of information security", "Finance", Held.UNKNOWN, "", 1, False),
    (Chart.BUYING, "Signs above the limit", "Finance", Held.KNOWN, "Paula Marsh", None, True),
    (Chart.BUYING, "Compares the offers", "Procurement", Held.KNOWN, "Amir Daoud", 8, True),
    (Chart.BUYING, "Asks for the work", "Operations", Held.KNOWN, "Margaret Tyne", 9, True),
    (Chart.BUYING, "Speaks for the shops", "Sales", Held.UNKNOWN, "", 9, False),
]


def sample(accounts, people, today):
    """Fill the profile of the first account, and of the others only what anybody could read about
    them.
    """
    first, *others = accounts
    create_all(
        Fact,
        [fact(first, today, *line) for line in FACTS],
    )
    chart(first)
    calendar(first, today)
    around(first, today)
    create_all(
        Fact,
        [read_about(account, today, 30 + 45 * place) for place, account in enumerate(others[:6])],
    )


def read_about(account, today, age):
    text = f"In {account.sector or 'its trade'}; how its year went stands in its annual report."
    return fact(
        account,
        today,
        Topic.OVERVIEW,
        0,
        text,
        REPORT,
        age,
        True,
    )


def fact(account, today, topic, prompt, text, source, age, confirmed):
    return Fact(
        account=account,
        topic=topic,
        prompt=PROMPTS[topic][prompt],
        text=text,
        source=source,
        known_on=today - timedelta(days=age),
        grade=Grade.CONFIRMED if confirmed else Grade.ASSUMED,
    )


def chart(account):
    """Make the boxes from the top down, each knowing the one above."""
    made = []
    for name, title, unit, held, person, above, matters in POSITIONS:
        box = Position(
            account=account,
            chart=name,
            title=title,
            unit=unit,
            held=held,
            person=person,
            matters=matters,
        )
        box.reports_to = made[above] if above is not None else None
        box.save()
        made.append(box)


def calendar(account, today):
    Kind = BuyingDate.Kind
    lines = [
        (
            Kind.BUDGET,
            "Budget of next year is closed",
            add_months(today, 1),
            None,
            "Finance director",
        ),
        (
            Kind.OPENS,
            "Tender for the service framework opens",
            add_months(today, 3),
            None,
            "Head of procurement",
        ),
        (Kind.FRAMEWORK, "Framework agreement ends", add_months(today, 8), None, ""),
        (Kind.LIMIT, "Orders without a second signature", None, 50_000, "Head of procurement"),
    ]
    rows = [
        BuyingDate(
            account=account,
            kind=kind,
            text=text,
            falls_on=on,
            limit=limit,
            currency=account.currency if limit else "",
            signs=signs,
        )
        for kind, text, on, limit, signs in lines
    ]
    create_all(BuyingDate, rows)


def around(account, today):
    """Make the firms around the client: those who sell to it, and those it fights."""
    month = today - timedelta(days=30)
    van = "Their van stood in Goole for a week"
    Supplier(
        account=account,
        name="The racking maker",
        supplies="Racking and doors",
        standing="Trusted by operations",
    ).save()
    rival = Supplier(
        account=account,
        name="Northcold Service",
        supplies="Night service in two depots",
        rival=True,
    )
    rival.standing, rival.seen_on, rival.evidence = "Cheap, and slow in winter", month, van
    rival.save()
    theirs = ClientCompetitor(
        account=account, name="Pennine Chilled", threat="Takes school kitchens with a later cut-off"
    )
    theirs.answer, theirs.seen_on, theirs.evidence = (
        "Evening deliveries from Selby",
        month,
        "Margaret Tyne, at the meeting",
    )
    theirs.save()


def came():
    """Yield when what is known of the sample company's clients came to be known."""
    seen_on = attrgetter("seen_on")
    yield Came(Fact.objects.all, attrgetter("known_on"))
    yield Came(Position.objects.all)
    yield Came(BuyingDate.objects.all)
    yield Came(Supplier.objects.all, seen_on)
    yield Came(ClientCompetitor.objects.all, seen_on)


def population(accounts, people, today, random):
    """Give two accounts in three an overview."""
    chosen = [account for account in accounts if random.random() < 0.67]
    text = "Supplies its region with what it makes; grows slowly and buys twice a year."
    for start in range(0, len(chosen), 5000):
        batch = chosen[start : start + 5000]
        bulk_insert(
            [
                fact(
                    each,
                    today,
                    Topic.OVERVIEW,
                    0,
                    text,
                    REPORT,
                    random.randrange(400),
                    random.random() < 0.5,
                )
                for each in batch
            ]
        )
