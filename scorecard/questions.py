"""What the file should know about delivery."""

from django.db.models import Max, Q

from accountfile.base.addresses import reverse
from accountfile.core import sections
from accountfile.core.sections import (
    Input,
    InputState,
    Question,
)
from accountfile.wording import day
from scorecard.models import FinancialPeriod, Issue, Scorecard, ValueRecord

FRESH_FOR = 65  # days: a month's card, and time to fill it


def questions(accounts, today):
    earned_on = _last(
        FinancialPeriod,
        accounts,
        Max("ends_on", filter=~Q(revenue=None)),
    )
    filled_on = _last(Scorecard, accounts, Max("filled_on"))
    issues_on = _last(Issue, accounts, Max("changed_on"))
    agreed_on = _last(ValueRecord, accounts, Max("agreed_on"))
    for account in accounts:
        ask = _asker(account.pk)
        yield ask(
            "What does the account earn, against plan and last year?",
            earned_on,
            "paste",
            75,
            2,
        )
        yield ask(
            "Is what we promised really so, this month?",
            filled_on,
            "scorecard_add",
            FRESH_FOR,
            2,
        )
        yield ask("Which issues stand between us and the client?", issues_on, "issue_add", 190)
        yield ask(
            "What has the client gained through us, and who there agrees?",
            agreed_on,
            "valuerecord_add",
            370,
        )


def inputs(account, today):
    url = reverse("scorecard:scorecard_list", args=[account.pk])
    last = Scorecard.objects.filter(account=account).aggregate(last=Max("filled_on"))["last"]
    if last is None:
        yield InputState(
            Input.SCORECARD,
            sections.MISSING,
            "No scorecard has been filled.",
            url,
        )
    else:
        state = sections.STALE if (today - last).days > FRESH_FOR else sections.READY
        yield InputState(
            Input.SCORECARD,
            state,
            f"Last filled on {day(last)}.",
            url,
        )


def _last(model, accounts, newest):
    rows = model.objects.filter(account__in=accounts).order_by().values_list("account")
    return dict(rows.annotate(newest=newest).values_list("account", "newest"))


def _asker(account_id):
    def ask(text, known, where, fresh_for, weight=1):
        url = reverse(f"scorecard:{where}", args=[account_id])
        return Question(
            account_id,
            text,
            known.get(account_id),
            url,
            fresh_for,
            weight,
        )

    return ask
