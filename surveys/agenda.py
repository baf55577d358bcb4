"""The evidence that surveys and references bring to a review."""

from accountfile.base.addresses import reverse
from accountfile.core import sections
from accountfile.core.sections import (
    AgendaItem,
    Heading,
)
from surveys.models import Answer
from surveys.rounds import (
    can_be_called_back,
    headline,
    rounds,
)


def agenda(account, since, today):
    found = rounds(account, today)
    if not found:
        url = reverse("section", args=[account.pk, "surveys"])
        yield AgendaItem(Heading.SURVEY, "The client has not been asked yet.", url, "watch")
        return
    newest, trend, running = headline(found)
    # While no survey has a score, the newest one says at least how many have answered.
    for each in running or ([] if newest else found[:1]):
        url = each.survey.get_absolute_url()
        yield AgendaItem(
            Heading.SURVEY,
            f"{each.survey}: {each.result.note}.",
            url,
        )
    if newest:
        yield from _evidence(newest, trend)
    owed = [a for each in running for a in each.answers if can_be_called_back(a)]
    yield from (_said(answer) for answer in owed[:4])


def _evidence(newest, trend):
    """Yield what the survey that counts says: its score, and whom it left unhappy."""
    told = newest.result
    words = (
        f"{newest.survey}: {told.label} {told.shown} ({told.note}){', ' + trend if trend else ''}."
    )
    # Only what calls for attention is marked in the meeting.
    tone = sections.PLAIN if told.tone == sections.GOOD else told.tone
    yield AgendaItem(
        Heading.SURVEY,
        words,
        newest.survey.get_absolute_url(),
        tone,
    )
    yield from (_said(answer) for answer in [each for each in newest.answers if each.is_bad][:4])


def _said(answer):
    """Return what somebody who was unhappy said, and whether anybody has called back."""
    who = f"{answer.who[:1].upper()}{answer.who[1:]}"
    said = f"“{answer.comment}”" if answer.comment else f"a score of {answer.score}"
    url, detail = answer.survey.get_absolute_url(), bool(answer.comment)
    if can_be_called_back(answer):
        words = f"{who} said {said}; nobody has called back."
        return AgendaItem(
            Heading.SURVEY,
            words,
            url,
            sections.POOR,
            detail=detail,
        )
    done = f"; the action “{answer.follow_up}” was made" if isinstance(answer, Answer) else ""
    return AgendaItem(
        Heading.SURVEY,
        f"{who} said {said}{done}.",
        url,
        sections.WATCH,
        detail=detail,
    )
