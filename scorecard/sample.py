"""The figures, scorecards and issues of the sample company and of the measuring population."""

from datetime import timedelta
from decimal import Decimal
from operator import attrgetter

from accountfile.core.models import Action, bulk_insert, create_all
from accountfile.core.rewinding import Came, cleared, month_end, weeks_before
from accountfile.periods import add_months
from scorecard import services
from scorecard.models import (
    Deliverable,
    FinancialPeriod,
    Issue,
    Reading,
    Scorecard,
    Template,
    ValueRecord,
)

# Revenue of twenty-four months in thousands, oldest first; cost and plan follow from it.
REVENUE = [
    41,
    44,
    39,
    47,
    52,
    38,
    45,
    49,
    55,
    51,
    46,
    58,
    44,
    49,
    47,
    53,
    61,
    42,
    48,
    57,
    60,
    55,
    63,
    66,
]
# What is wrong, whose, kind, raised days ago, resolved days ago, client agreed days ago, cause,
# what put it right.
ISSUES = [
    (
        "Second visit of the year came two weeks late",
        "client",
        "timescales",
        41,
        None,
        None,
        "The sub-supplier's fitter was ill and no second one was trained.",
        "",
    ),
    (
        "Purchase orders reach us without a number",
        "ours",
        "management",
        19,
        None,
        None,
        "Their new ordering system asks for it only at the end.",
        "",
    ),
    (
        "Invoice of the spring visit billed four hours too many",
        "client",
        "budgets",
        118,
        104,
        100,
        "Travel was booked as work.",
        "A credit note within the week; travel has a line of its own now.",
    ),
    (
        "Wrong gasket set delivered",
        "client",
        "quality",
        82,
        75,
        None,
        "Two part numbers differ by one digit.",
        "Express delivery the next morning; the part list carries pictures now.",
    ),
]
DELIVERABLES = [
    ("Inspection report of the spring visit", -70, -71, True),
    ("Spare-part list with pictures", -45, -45, True),
    ("Training of the night shift", -30, -22, True),
    ("Inspection report of the autumn visit", -12, -12, False),
    ("Offer for the second compressor", 9, None, None),
    ("Proposal for remote monitoring", 24, None, None),
]
VALUE = [
    (
        "Standstills avoided by the early-warning visits",
        60_000,
        74_500,
        "Hours of standstill against the year before, at their own rate",
        "Director of operations",
        34,
    ),
    (
        "Less energy after the refit of line two",
        40_000,
        31_000,
        "Meter readings of six months",
        "",
        None,
    ),
]
# By category of the yes-or-no template: the places answered no, with what is done about it; what
# was not measured.
NO = {
    5: ("Agree a payment plan with their finance director", "", 21),
    11: ("", "One delivery in nine was late, by agreement with the plant", 40),
}
NOT_MEASURED = {7, 15}

# So many months ago a card was filled; the first account has some from before its last review.
CARDS = {
    0: (6, 5, 4, 3, 2, 1),
    1: (4, 1),
    2: (1,),
}


def sample(accounts, people, today):
    """Give the first account full figures and cards, the next ones less and less, so that gaps are
    to be seen.
    """
    for place, account in enumerate(accounts[:6]):
        owner = account.account_manager or next(iter(people.values()))
        create_all(FinancialPeriod, list(_months(account, today, place)))
        if place < 4:
            issues = [_issue(account, owner, today, *line) for line in ISSUES[place:]]
            owed = [_deliverable(account, owner, today, *line) for line in DELIVERABLES[place:]]
            create_all(Issue, issues)
            create_all(Deliverable, owed)
        for months_ago in CARDS.get(place, ()):
            _card(account, owner, today, months_ago)
        if place < 2:
            create_all(ValueRecord, [_value(account, today, *line) for line in VALUE])


def _months(account, today, place):
    factor = Decimal(10 - place) / 10
    for months_ago, revenue in enumerate(reversed(REVENUE), 1):
        start = add_months(today.replace(day=1), -months_ago)
        revenue = revenue * 1000 * factor
        yield FinancialPeriod(
            account=account,
            starts_on=start,
            ends_on=services.last_day(start),
            revenue=revenue,
            cost=(revenue * Decimal("0.68")).quantize(Decimal(100)),
            planned_revenue=50_000 * factor,
            planned_cost=34_000 * factor,
            currency=account.currency,
        )


def _issue(account, owner, today, title, side, kind, raised, resolved, agreed, cause, put_right):
    return Issue(
        account=account,
        title=title,
        side=side,
        kind=kind,
        owner=owner,
        raised_on=today - timedelta(days=raised),
        resolved_on=today - timedelta(days=resolved) if resolved else None,
        acknowledged_on=today - timedelta(days=agreed) if agreed else None,
        root_cause=cause,
        rectification=put_right,
    )


def _deliverable(account, owner, today, text, due, delivered, accepted):
    return Deliverable(
        account=account,
        text=text,
        owner=owner,
        due_on=today + timedelta(days=due),
        delivered_on=today + timedelta(days=delivered) if delivered else None,
        accepted_first_time=accepted,
    )


def _value(account, today, text, promised, measured, how, agreed_by, ago):
    return ValueRecord(
        account=account,
        text=text,
        promised=promised,
        measured=measured,
        currency=account.currency,
        how_measured=how,
        agreed_by=agreed_by,
        agreed_on=today - timedelta(days=ago) if ago else None,
    )


def _card(account, owner, today, months_ago):
    template = Template.objects.filter(measures__better="yes").order_by("-pk").first()
    month = add_months(today.replace(day=1), -months_ago)
    card = Scorecard.objects.create(account=account, template=template, month=month)
    services.prepare(scorecard=card)
    filled_on = min(services.last_day(month) + timedelta(days=4), today)
    readings = list(card.readings.select_related("measure"))
    for reading in readings:
        place = reading.measure.place
        if place in NOT_MEASURED:
            continue
        # Every ninth line is red, another one each month, besides those that always are.
        reading.yes = place not in NO and (place + months_ago) % 9 != 0
        if reading.yes is False:
            action, accepted, days = NO.get(place, ("", "It is being looked into", 14))
            # Only the newest card makes actions: those of the older ones would be done by now.
            reading.action = action if months_ago == 1 else ""
            reading.accepted = accepted
            if not reading.action and not accepted:
                reading.accepted = "Agreed at the last review"
            reading.until = filled_on + timedelta(days=days)
    services.fill(
        scorecard=card,
        readings=readings,
        by=owner,
        on=filled_on,
    )


def came():
    """Yield when the rows of the sample company came, and what was settled later."""
    yield Came(FinancialPeriod.objects.all, attrgetter("ends_on"))
    yield Came(Issue.objects.all, attrgetter("raised_on"), not_resolved_yet)
    yield Came(Deliverable.objects.all, weeks_before("due_on", 6), not_delivered_yet)
    yield Came(Scorecard.objects.all, month_end, not_filled_yet)
    yield Came(Reading.objects.all, attrgetter("scorecard.filled_on"))
    red = Reading.objects.exclude(made=None)
    yield Came(lambda: Action.objects.filter(pk__in=red.values("made")), made_on)
    yield Came(ValueRecord.objects.all, attrgetter("agreed_on"))


def made_on(action):
    """Return the day of the scorecard that an action was made of."""
    return Reading.objects.get(made=action).scorecard.filled_on


def not_filled_yet(card, day):
    empty = {"percent": None, "confidence": None, "tone": "", "reds": 0}
    return cleared(card, day, filled_on=empty)


def not_resolved_yet(row, day):
    return cleared(
        row,
        day,
        resolved_on={"rectification": ""},
        acknowledged_on={},
    )


def not_delivered_yet(row, day):
    return cleared(row, day, delivered_on={"accepted_first_time": None})


def population(accounts, people, today, random):
    """Give every account the last four months."""
    starts = [add_months(today.replace(day=1), -months_ago) for months_ago in range(1, 5)]
    for begin in range(0, len(accounts), 5000):
        bulk_insert(
            [
                _one(account, start, random)
                for account in accounts[begin : begin + 5000]
                for start in starts
            ]
        )


def _one(account, start, random):
    revenue = Decimal(random.randrange(5_000, 90_000))
    return FinancialPeriod(
        account=account,
        starts_on=start,
        ends_on=services.last_day(start),
        revenue=revenue,
        cost=revenue * 7 / 10,
        planned_revenue=Decimal(random.randrange(20, 80) * 1000),
        planned_cost=Decimal(30_000),
        currency=account.currency,
    )
