"""What the review pack prints of the risks."""

from accountfile.core import sections
from accountfile.core.sections import (
    Heading,
)
from accountfile.wording import day
from risk.heat import heat_map
from risk.models import Assumption, Response, Risk

COLOURS = {"good": "green", "watch": "amber", "poor": "red"}


def pack(account, period, audience):
    if audience == sections.CLIENT:
        return None
    risks = list(
        Risk.objects.open().filter(account=account).gravest_first().select_related("owner")
    )
    responses = Response.objects.under_way().filter(risk__account=account).select_related("owner")
    return {
        "headings": [sections.FIRST_PAGE, Heading.RISK] if risks else [Heading.RISK],
        "heat": heat_map(risks),
        "risks": [_printed(risk) for risk in risks[:20]],
        "responses": [
            {
                "text": r.text,
                "owner": r.owner.name,
                "due_on": day(r.due_on),
                "late": r.is_late(period.last_day),
            }
            for r in responses[:20]
        ],
        "unconfirmed": [
            a.text for a in Assumption.objects.unconfirmed().filter(account=account)[:20]
        ],
    }


def _printed(risk):
    return {
        "title": risk.title,
        "cause": risk.cause,
        "score": risk.score,
        "grade": risk.grade,
        "colour": COLOURS[risk.tone],
        "left": risk.residual_score,
        "answer": risk.get_answer_display(),
        "owner": risk.owner.name,
        "review_on": day(risk.review_on),
    }
