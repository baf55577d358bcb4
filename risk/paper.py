"""What the review pack prints of the risks."""

from accountfile.core import sections
from accountfile.core.sections import Heading
from accountfile.wording import day
from risk.heat import heat_map
from risk.models import Assumption, Response, Risk

MOST = 20
COLOURS = {"good": "green", "watch": "amber", "poor": "red"}


def pack(account, period, audience):
    if audience == sections.CLIENT:
        return None
    of_account = Risk.objects.open().filter(account=account)
    risks = list(of_account.gravest_first().select_related("owner"))
    responses = Response.objects.under_way().filter(risk__account=account)
    assumptions = Assumption.objects.unconfirmed().filter(account=account)
    headings = [Heading.RISK]
    if risks:
        headings.insert(0, sections.FIRST_PAGE)
    return {
        "headings": headings,
        # The map is of all the risks, also of those that the list has no room for.
        "heat": heat_map(risks),
        "risks": [_printed(risk) for risk in risks[:MOST]],
        "responses": [
            _response(each, period.last_day) for each in responses.select_related("owner")[:MOST]
        ],
        "unconfirmed": [each.text for each in assumptions[:MOST]],
    }


def _response(response, today):
    return {
        "text": response.text,
        "owner": response.owner.name,
        "due_on": day(response.due_on),
        "late": response.is_late(today),
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
