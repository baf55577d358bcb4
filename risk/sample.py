"""The risks of the sample company and of the measuring population."""

from datetime import timedelta
from operator import attrgetter

from django.db.models import Min

from accountfile.core.models import bulk_insert, create_all
from accountfile.core.rewinding import Came, weeks_before
from risk.models import Assessment, Assumption, Likelihood, Response, Risk

# What may happen, why, concerns, likelihood, impact, our answer, after it, days until the next
# look, response and day.
RISKS = [
    (
        "The buyer who signed with us retires",
        "He leaves in summer and nobody has been named; his deputy buys elsewhere.",
        "account",
        4,
        4,
        "reduce",
        (2, 3),
        12,
        ("Meet the deputy at the next site visit", 9),
    ),
    (
        "The frame contract is put out to tender",
        "Their new procurement rules ask for three offers above a limit that we pass.",
        "sales",
        3,
        5,
        "reduce",
        (2, 4),
        40,
        ("Agree the renewal before the rules are in force", 30),
    ),
    (
        "A second late delivery this year",
        "The same sub-supplier as last time; no second source is approved.",
        "account",
        4,
        3,
        "share",
        (2, 3),
        25,
        ("Have a second source approved", -6),
    ),
    (
        "Exchange rates eat the margin",
        "We buy in one currency and are paid in another, with no clause for it.",
        "sales",
        3,
        2,
        "keep",
        None,
        60,
        None,
    ),
    (
        "One site stands for most of the revenue",
        "Four fifths of what we invoice comes from one plant.",
        "account",
        2,
        5,
        "reduce",
        None,
        70,
        ("Present the service offer at the second site", 45),
    ),
    (
        "Our project manager moves on",
        "She alone knows how the client's approvals work.",
        "account",
        2,
        3,
        "avoid",
        (1, 2),
        55,
        ("Have her deputy take every second meeting", 20),
    ),
]
ASSUMED = [
    ("The budget for next year stays as it is", "Our sales forecast for the spring", 35),
    ("Their operations director will speak for us", "The renewal of the frame contract", 20),
]


def sample(accounts, people, today):
    """Give the first account a full register, the next ones less and less, so that gaps are to be
    seen.
    """
    for place, account in enumerate(accounts[:5]):
        owner = account.account_manager or next(iter(people.values()))
        for line in RISKS[place : place + (6 if place == 0 else 3)]:
            _kept(
                account,
                owner,
                today,
                *line,
            )
        texts = ASSUMED if place < 2 else []
        create_all(
            Assumption,
            [
                _assumed(
                    account,
                    owner,
                    today,
                    *each,
                )
                for each in texts
            ],
        )


def _kept(
    account, owner, today, title, cause, level, likelihood, impact, answer, after, look, response
):
    risk = Risk.objects.create(
        account=account,
        title=title,
        cause=cause,
        level=level,
        likelihood=likelihood,
        impact=impact,
        answer=answer,
        owner=owner,
        review_on=today + timedelta(days=look),
        residual_likelihood=after[0] if after else None,
        residual_impact=after[1] if after else None,
    )
    judged = [
        (95, max(likelihood - 1, 1), "First look"),
        (10, likelihood, "More likely than we thought in spring"),
    ]
    create_all(
        Assessment,
        [
            Assessment(
                risk=risk,
                assessed_on=today - timedelta(days=age),
                likelihood=how,
                impact=impact,
                by=owner,
                remark=why,
            )
            for age, how, why in judged
        ],
    )
    if response:
        text, days = response
        Response.objects.create(
            risk=risk, text=text, owner=owner, due_on=today + timedelta(days=days)
        )


def _assumed(account, owner, today, text, rests_on, days):
    return Assumption(
        account=account,
        text=text,
        rests_on=rests_on,
        owner=owner,
        confirm_by=today + timedelta(days=days),
    )


def came():
    """Yield when the risks of the sample company came, and how they were judged earlier."""
    yield Came(Risk.objects.all, first_look, as_judged)
    yield Came(Assessment.objects.all, attrgetter("assessed_on"))
    yield Came(Response.objects.all, lambda response: first_look(response.risk))
    yield Came(Assumption.objects.all, weeks_before("confirm_by", 8))


def first_look(risk):
    return risk.assessments.aggregate(first=Min("assessed_on"))["first"]


def as_judged(risk, day):
    """Judge the risk as it was last judged by the day, and look at it again soon after."""
    last = risk.assessments.filter(assessed_on__lte=day).order_by("-assessed_on").first()
    risk.likelihood, risk.review_on = last.likelihood, day + timedelta(days=30)
    return True


def population(accounts, people, today, random):
    """Give every account that has a manager one risk."""
    kept = [account for account in accounts if account.account_manager_id]
    for start in range(0, len(kept), 5000):
        bulk_insert([_one(account, today, random) for account in kept[start : start + 5000]])


def _one(account, today, random):
    title, cause, level, *_ = random.choice(RISKS)
    return Risk(
        account=account,
        title=title,
        cause=cause,
        level=level,
        likelihood=random.choice(Likelihood.values),
        impact=random.randint(1, 4),
        answer=random.choice(Risk.Answer.values),
        owner_id=account.account_manager_id,
        review_on=today + timedelta(days=random.randrange(-10, 170)),
    )
