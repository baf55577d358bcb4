"""What the file should know about the client profile."""

from datetime import timedelta

from django.db.models import Max

from accountfile.base.addresses import reverse
from accountfile.core import sections
from accountfile.core.sections import Input, InputState, Question
from accountfile.profile.models import BuyingDate, Fact, Position
from accountfile.profile.summary import FRESH_DAYS
from accountfile.wording import day

CHART_DAYS = 365
WHO_SITS_WHERE = "Who sits where, and who reports to whom?"
WHEN_THEY_BUY = "What are their budget dates, and who signs at which amount?"
ASKED = {
    Fact.Topic.OVERVIEW: "What does the client do, and for whom?",
    Fact.Topic.MARKET: "How does the client's market move?",
    Fact.Topic.BUSINESS: "How does the client earn its money, and what does it want?",
    Fact.Topic.STRUCTURE: "How is the client organised, and where is it decided?",
    Fact.Topic.PEOPLE: "What is valued at the client, and how do its people work?",
    Fact.Topic.PROCUREMENT: "How does the client buy?",
    Fact.Topic.SUPPLIERS: "Which of their other suppliers matter to our success?",
    Fact.Topic.COMPETITION: "Against whom does the client lose business?",
}


def questions(accounts, today):
    facts = Fact.objects.filter(account__in=accounts).order_by()
    rows = facts.values_list("account", "topic").annotate(Max("known_on"))
    known = {(account_id, topic): known_on for account_id, topic, known_on in rows}
    charts = Position.objects.newest_by_account(accounts, "changed_on")
    calendar = BuyingDate.objects.newest_by_account(accounts, "changed_on")
    for account in accounts:
        add = reverse("profile:fact_add", args=[account.pk])
        for topic, text in ASKED.items():
            yield Question(
                account.pk, text, known.get((account.pk, topic)), f"{add}?topic={topic}", FRESH_DAYS
            )
        page = reverse("profile:position_list", args=[account.pk])
        yield Question(
            account.pk,
            WHO_SITS_WHERE,
            charts.get(account.pk),
            page,
            CHART_DAYS,
            2,
        )
        page = reverse("profile:buyingdate_list", args=[account.pk])
        yield Question(
            account.pk,
            WHEN_THEY_BUY,
            calendar.get(account.pk),
            page,
            CHART_DAYS,
        )


def inputs(account, today):
    changed = Position.objects.newest_by_account([account], "changed_on").get(account.pk)
    state = sections.MISSING
    words = "No organisation chart is drawn yet."
    if changed is not None:
        state = sections.STALE if today - changed > timedelta(days=FRESH_DAYS) else sections.READY
        words = f"Organisation charts last changed on {day(changed)}."
    yield InputState(
        Input.ORGANISATION_CHARTS, state, words, reverse("section", args=[account.pk, "profile"])
    )
