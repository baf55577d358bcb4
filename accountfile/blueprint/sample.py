"""The blueprint's rows of the sample company and of the measuring population."""

from datetime import timedelta
from operator import attrgetter

from django.db.models import Min

from accountfile.blueprint.models import (
    Acknowledgement,
    ClientObjective,
    Competitor,
    Objective,
    Position,
    Sighting,
    SwotItem,
    TwelveMonthObjective,
)
from accountfile.core.models import bulk_insert, create_all
from accountfile.core.rewinding import Came, cleared
from accountfile.periods import add_months

OURS = SwotItem.Side.RELATIONSHIP
THEIRS = SwotItem.Side.CLIENT
# Side, quadrant, text, weight, days old, how it is handled.
SWOT = [
    (
        OURS,
        "S",
        "Our engineers know each depot by heart",
        3,
        240,
        "Named in every offer since spring",
    ),
    (OURS, "S", "Nine of eleven depots are ours", 2, 190, ""),
    (OURS, "W", "Only two people at the head office know us well", 3, 130, ""),
    (OURS, "W", "Reports come by depot, not by shift", 2, 45, ""),
    (OURS, "O", "The two depots that we do not keep yet", 3, 60, ""),
    (OURS, "O", "The energy budget is cut: they listen to savings", 2, 17, ""),
    (OURS, "T", "The head office compares three offers by price alone", 3, 110, ""),
    (OURS, "T", "Old refrigerants end in 2027", 2, 60, "Refit plan for four depots handed over"),
    (THEIRS, "S", "Full shelves: the lowest share of missed deliveries in the trade", 3, 95, ""),
    (THEIRS, "W", "Energy costs twice what the newest rival pays", 3, 95, ""),
    (THEIRS, "O", "Chilled ready meals grow by four per cent a year", 2, 95, ""),
    (THEIRS, "T", "A rival takes school kitchens with a later cut-off", 2, 30, ""),
]
# Text, measure, target, months ahead, priority, quick win, what it grew from, place of its SWOT
# item above.
OBJECTIVES = [
    ("Win the tenth depot", "Depots under contract", "10 of 11", 5, 1, False, "swot", 4),
    (
        "Know five people at the head office in depth",
        "People with coverage 3 or more",
        "5",
        4,
        1,
        False,
        "matrix",
        2,
    ),
    ("Report by shift", "Monthly report with shifts", "January edition", 2, 2, True, "swot", 3),
    (
        "Prove the energy saved in three depots",
        "Kilowatt hours a month",
        "−12 %",
        7,
        2,
        False,
        "client",
        None,
    ),
]
RIVALS = [
    (
        "Northcold Service",
        4,
        "Offers the night service of all depots for a fixed sum",
        "Show them the winter figures",
        30,
    ),
    (
        "Frostline Europe",
        2,
        "Asked for a meeting with procurement",
        "Keep procurement informed every month",
        140,
    ),
]


def sample(accounts, people, today):
    """Fill the blueprint of the first account, and give the next ones their first lines."""
    first, *others = accounts
    position = (
        "Keeper of nine of eleven depots, trusted at night; at the head office one supplier "
        "among three."
    )
    scope = (
        "Service, alarms and spare parts in nine depots. Not in scope: building work, racking, "
        "the shops."
    )
    Position.objects.create(
        account=first, text=position, scope=scope, known_on=today - timedelta(days=41)
    )
    aim = (
        "No load lost, no inspector surprised, and a tenth less energy without their having to "
        "think of it."
    )
    known_on = today - timedelta(days=17)
    ClientObjective.objects.create(
        account=first, text=aim, source="Margaret Tyne, on the telephone", known_on=known_on
    )
    year(first, today)
    items = create_all(SwotItem, [swot_item(first, today, *line) for line in SWOT])
    create_all(
        Objective,
        [objective(first, today, items, *line) for line in OBJECTIVES],
    )
    rivals(first, today)
    for place, account in enumerate(others[:3]):
        text = f"Keep {account} for three years more and be asked first"
        agreed_on = add_months(today, -2 - place)
        TwelveMonthObjective.objects.create(
            account=account, text=text, agreed_on=agreed_on, relevant=True
        )
        lines = [SWOT[0], SWOT[6]] if place else [SWOT[0], SWOT[5], SWOT[6]]
        create_all(SwotItem, [swot_item(account, today, *line) for line in lines])


def year(account, today):
    """Set the 12-month objective, known to everybody but the newest of the team."""
    made = TwelveMonthObjective.objects.create(
        account=account,
        text="All eleven depots in our care by next winter, none of them won on price",
        agreed_on=add_months(today, -3),
        reviewed_on=today - timedelta(days=41),
        relevant=True,
        yardstick=True,
        memorable=True,
    )
    team = [account.account_manager, *(member.person for member in account.team.all()[:1])]
    rows = [
        Acknowledgement(objective=made, person=person, known_on=made.agreed_on)
        for person in dict.fromkeys(team)
    ]
    create_all(Acknowledgement, rows)


def swot_item(account, today, side, quadrant, text, weight, age, how):
    since = today - timedelta(days=age)
    return SwotItem(
        account=account,
        side=side,
        quadrant=quadrant,
        text=text,
        weight=weight,
        since_on=since,
        handled=bool(how),
        how=how,
    )


def objective(account, today, items, text, measure, target, months, priority, quick, origin, place):
    return Objective(
        account=account,
        text=text,
        measure=measure,
        target=target,
        due_on=add_months(today, months),
        owner=account.account_manager,
        priority=priority,
        quick_win=quick,
        origin=origin,
        swot_item=items[place] if place is not None and origin == "swot" else None,
    )


def rivals(account, today):
    for name, strength, move, counter, age in RIVALS:
        rival = Competitor.objects.create(
            account=account, name=name, strength=strength, move=move, counter=counter
        )
        Sighting.objects.create(
            competitor=rival, seen_on=today - timedelta(days=age), evidence=move
        )


def came():
    """Yield when the lines of the sample company's blueprint came, and what was looked at again
    later.
    """
    known_on = attrgetter("known_on")
    yield Came(Position.objects.all, known_on)
    yield Came(ClientObjective.objects.all, known_on)
    yield Came(TwelveMonthObjective.objects.all, attrgetter("agreed_on"), not_reviewed_yet)
    yield Came(Acknowledgement.objects.all, known_on)
    yield Came(
        Objective.objects.all,
        lambda row: row.swot_item and row.swot_item.since_on,
    )
    yield Came(SwotItem.objects.all, attrgetter("since_on"))
    yield Came(Competitor.objects.all, first_seen)
    yield Came(Sighting.objects.all, attrgetter("seen_on"))


def not_reviewed_yet(row, day):
    return cleared(row, day, reviewed_on={})


def first_seen(rival):
    return rival.sightings.aggregate(first=Min("seen_on"))["first"]


def population(accounts, people, today, random):
    """Give half the accounts a 12-month objective and a SWOT item."""
    chosen = [account for account in accounts if random.random() < 0.5]
    for start in range(0, len(chosen), 5000):
        batch = chosen[start : start + 5000]
        agreed_on = today - timedelta(days=random.randrange(400))
        text = "Be asked first for everything new"
        bulk_insert(
            [
                TwelveMonthObjective(account=each, text=text, agreed_on=agreed_on, relevant=True)
                for each in batch
            ]
        )
        bulk_insert([swot_item(each, today, *random.choice(SWOT)) for each in batch])
