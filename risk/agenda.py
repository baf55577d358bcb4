"""The evidence that the risks bring to a review."""

from datetime import timedelta
from itertools import pairwise

from accountfile.base.addresses import reverse
from accountfile.core.sections import (
    AgendaItem,
    Heading,
)
from accountfile.wording import day, plural
from risk.models import HIGH, Response, Risk


def agenda(account, since, today):
    risks = list(
        Risk.objects.open().filter(account=account).gravest_first().prefetch_related("assessments")
    )
    url = reverse("section", args=[account.pk, "risk"])
    high = sum(risk.grade == HIGH for risk in risks)
    if not risks:
        yield AgendaItem(Heading.RISK, "No risk is written down for this account.", url, "watch")
        return
    told = f"{plural(len(risks), 'open risk')}, {high or 'none'} of them high."
    yield AgendaItem(
        Heading.RISK,
        told,
        url,
        "poor" if high else "plain",
    )
    for risk in risks[:6]:
        answer = risk.get_answer_display().capitalize()
        words = f"{risk.title}: {risk.score} ({risk.grade}){_moved(risk)}. {answer}."
        yield AgendaItem(
            Heading.RISK,
            words,
            risk.get_absolute_url(),
            risk.tone,
            detail=True,
        )
    for response in Response.objects.due_by(today - timedelta(days=1)).filter(
        risk__account=account
    )[:5]:
        words = f"Late response: {response.text}, due on {day(response.due_on)}."
        yield AgendaItem(
            Heading.RISK,
            words,
            response.get_absolute_url(),
            "poor",
            detail=True,
        )


def _moved(risk):
    """Return how the score has moved since it was last another one, in words."""
    scores = [assessment.score for assessment in risk.assessments.all()]
    for newer, older in pairwise(scores):
        if newer > older:
            return f", up from {older}"
        if newer < older:
            return f", down from {older}"
    return ""
