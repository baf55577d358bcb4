"""What the file should know about the risks."""

from django.db.models import Count, Max

from accountfile.base.addresses import reverse
from accountfile.core import sections
from accountfile.core.sections import (
    Input,
    InputState,
    Question,
)
from accountfile.wording import day
from risk.models import HIGH, Assumption, Risk

FRESH_FOR = 100  # days: a quarter and a little


def questions(accounts, today):
    risks = Risk.objects.filter(account__in=accounts).by_account(last=Max("changed_on"))
    high = Risk.objects.open().at_level(HIGH).filter(account__in=accounts)
    bare = high.filter(responses=None).by_account(number=Count("pk"))
    assumed = Assumption.objects.filter(account__in=accounts).by_account(last=Max("changed_on"))
    for account in accounts:
        known = risks.get(account.pk, {}).get("last")
        add, every = (
            reverse(f"risk:{name}", args=[account.pk]) for name in ("risk_add", "risk_list")
        )
        what = "If we lost this client within a year, what would have been the cause?"
        yield Question(
            account.pk,
            what,
            known,
            add,
            FRESH_FOR,
            2,
        )
        unanswered = account.pk in bare
        what = "Who does what about each high risk?"
        yield Question(
            account.pk,
            what,
            None if unanswered else known,
            every,
            None,
            2,
            known is None,
        )
        on = assumed.get(account.pk, {}).get("last")
        what = "What do we assume about this client that nobody has confirmed?"
        yield Question(
            account.pk,
            what,
            on,
            reverse("risk:assumption_add", args=[account.pk]),
            190,
        )


def inputs(account, today):
    url = reverse("section", args=[account.pk, "risk"])
    last = Risk.objects.filter(account=account).aggregate(last=Max("assessments__assessed_on"))[
        "last"
    ]
    if last is None:
        yield InputState(
            Input.RISK_ANALYSES,
            sections.MISSING,
            "No risk has been assessed.",
            url,
        )
    elif (today - last).days > FRESH_FOR:
        yield InputState(
            Input.RISK_ANALYSES,
            sections.STALE,
            f"Last assessed on {day(last)}.",
            url,
        )
    else:
        yield InputState(
            Input.RISK_ANALYSES,
            sections.READY,
            f"Assessed on {day(last)}.",
            url,
        )
