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
    earned_on = FinancialPeriod.objects.newest_by_account(
        accounts, "ends_on", filter=~Q(revenue=None)
    )
    filled_on = Scorecard.objects.newest_by_account(accounts, "filled_on")
    issues_on = Issue.objects.newest_by_account(accounts, "changed_on")
    agreed_on = ValueRecord.objects.newest_by_account(accounts, "agreed_on")
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
