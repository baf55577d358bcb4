"""How the risks weigh in the health of an account."""

from datetime import timedelta

from django.db.models import Count

from accountfile.base.addresses import reverse
from accountfile.core.sections import Signal
from accountfile.wording import plural
from risk.models import HIGH, Response, Risk


def signals(accounts, today):
    high = Risk.objects.open().at_level(HIGH).filter(account__in=accounts)
    for account_id, row in high.by_account(number=Count("pk")).items():
        number = row["number"]
        yield Signal(
            account_id,
            -min(20, 8 * number),
            f"{plural(number, 'high risk')} open",
            reverse("risk:risk_list", args=[account_id]),
        )
    yesterday = today - timedelta(days=1)
    late = Response.objects.due_by(yesterday).filter(risk__account__in=accounts)
    by_account = late.order_by().values_list("risk__account")
    for account_id, number in by_account.annotate(Count("pk")):
        yield Signal(
            account_id,
            -min(6, 2 * number),
            f"{plural(number, 'risk response')} overdue",
            reverse("risk:response_list", args=[account_id]),
        )
