"""What the file should be able to answer about sales, and three inputs of a review."""

from datetime import timedelta

from django.db.models import Count, Max, Q, Value

from accountfile.base.addresses import reverse
from accountfile.core.sections import (
    MISSING,
    READY,
    STALE,
    Input,
    InputState,
    Question,
)
from accountfile.wording import day
from opportunities.models import (
    MarketingActivity,
    Opportunity,
    PriceAgreement,
    Proposition,
    State,
    WhitespaceCell,
)

FRESH = {
    "open": 90,
    "idea": 180,
    "gap": 365,
    "qualified": 90,
    "price": 365,
    "marketing": 365,
}


def questions(accounts, today):
    """Yield the six questions of each file: two statements for all of them."""
    rows = Opportunity.objects.filter(account__in=accounts).order_by().values("account")
    still = Q(state=State.OPEN)
    known = rows.annotate(
        last=Max("changed_on", filter=still),
        looked=Max("qualifications__held_on", filter=still),
        any=Max("changed_on"),
    )
    sales = {row["account"]: row for row in known}
    others = {(account_id, what): on for account_id, what, on in _last_changes(accounts)}
    for account in accounts:
        row = sales.get(account.pk, {"last": None, "looked": None, "any": None})
        yield from _asked(
            account,
            row,
            lambda what, pk=account.pk: others.get((pk, what)),
        )


def _last_changes(accounts):
    kinds = {"gap": WhitespaceCell, "price": PriceAgreement, "marketing": MarketingActivity}
    rows = [_last_change(model.objects, what, accounts) for what, model in kinds.items()]
    return _last_change(Proposition.objects.pursued(), "idea", accounts).union(*rows, all=True)


def _last_change(rows, what, accounts):
    mine = rows.filter(account__in=accounts).order_by()
    return mine.values_list("account", Value(what)).annotate(on=Max("changed_on"))


def _asked(account, row, other):
    def ask(text, on, what, page, weight=1, **more):
        url = reverse(f"opportunities:{page}_add", args=[account.pk])
        return Question(account.pk, text, on, url, FRESH[what], weight, **more)

    yield ask(
        "Which sales to this client are open, and how far is each?",
        row["last"],
        "open",
        "opportunity",
        3,
    )
    nothing_open = row["last"] is None
    looked = "Is what is open worth the effort?"
    yield ask(
        looked,
        row["looked"],
        "qualified",
        "qualification",
        not_applicable=nothing_open,
    )
    yield ask("What is our next idea for this client?", other("idea"), "idea", "proposition", 2)
    yield ask(
        "Which of our products does the client buy elsewhere or not at all?",
        other("gap"),
        "gap",
        "whitespacecell",
        2,
    )
    yield ask(
        "Which prices were promised, and until when?", other("price"), "price", "priceagreement"
    )
    yield ask(
        "Which marketing is planned for this client?",
        other("marketing"),
        "marketing",
        "marketingactivity",
    )


def inputs(account, today):
    """Yield how far the opportunities, the propositions and the marketing plan are."""
    still = Opportunity.objects.open().filter(account=account).order_by()
    found = still.aggregate(number=Count("pk"), last=Max("changed_on"))
    ideas = (
        Proposition.objects.alive(today)
        .filter(account=account)
        .aggregate(number=Count("pk"), last=Max("changed_on"))
    )
    planned = MarketingActivity.objects.filter(
        account=account, planned_on__gte=today - timedelta(days=90)
    )
    plan = planned.aggregate(number=Count("pk"), last=Max("changed_on"))
    told = (
        (Input.OPPORTUNITIES, found, "opportunity", "Open opportunities", FRESH["open"]),
        (Input.PROPOSITIONS, ideas, "proposition", "Propositions", FRESH["idea"]),
        (
            Input.MARKETING_PLAN,
            plan,
            "marketingactivity",
            "Planned marketing activities",
            FRESH["marketing"],
        ),
    )
    for number, row, page, label, fresh in told:
        url = reverse(f"opportunities:{page}_list", args=[account.pk])
        words = (
            f"{label}: {row['number']}, last changed on {day(row['last'])}."
            if row["number"]
            else f"{label}: none."
        )
        yield InputState(
            number,
            _state(row, today, fresh),
            words,
            url,
        )


def _state(row, today, fresh):
    if not row["number"]:
        return MISSING
    return STALE if today - row["last"] > timedelta(days=fresh) else READY
