"""How the risks weigh in the health of an account."""

from datetime import timedelta

from django.db.models import Count

from accountfile.base.addresses import reverse
from accountfile.core.sections import (
    Signal,
)
from accountfile.wording import plural
from risk.models import HIGH, Response, Risk


def signals(accounts, today):
    high = Risk.objects.open().at_level(HIGH).filter(account__in=accounts)
    for account_id, row in high.by_account(number=Count("pk")).items():
        number, url = row["number"], reverse("risk:risk_list", args=[account_id])
        yield Signal(
            account_id,
            -min(20, 8 * number),
            f"{plural(number, 'high risk')} open",
            url,
        )
    late = Response.objects.due_by(today - timedelta(days=1)).filter(risk__account__in=accounts)
    for account_id, number in late.order_by().values_list("risk__account").annotate(Count("pk")):
        url = reverse("risk:response_list", args=[account_id])
        yield Signal(
            account_id,
            -min(6, 2 * number),
            f"{plural(number, 'risk response')} overdue",
            url,
        )
