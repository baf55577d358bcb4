"""What the file page shows of the risks."""

from datetime import timedelta

from accountfile.base.addresses import reverse
from risk.heat import heat_map
from risk.models import HIGH, Response, Risk


def summary(account, today):
    of_account = Risk.objects.open().filter(account=account)
    risks = list(of_account.gravest_first().select_related("owner"))
    high = sum(risk.grade == HIGH for risk in risks)
    yesterday = today - timedelta(days=1)
    late = Response.objects.due_by(yesterday).filter(risk__account=account)
    return {
        "open": len(risks),
        "high": high,
        "high_note": "need you now" if high else "none",
        "high_tone": "poor" if high else "good",
        # A response belongs to a risk: without one there is nothing to count.
        "late": late.count() if risks else 0,
        "responses_url": reverse("risk:response_list", args=[account.pk]),
        "next_look": min((risk.review_on for risk in risks), default=None),
        "top": risks[:5],
        "heat": heat_map(risks),
    }
