"""What the review pack prints of surveys and references."""

from accountfile.core import sections
from accountfile.wording import day
from surveys.models import ReferenceSite, ReferenceVisit
from surveys.rounds import can_be_called_back, rounds

MOST_COMMENTS = 12
COLOURS = {
    "good": "green",
    "watch": "amber",
    "poor": "red",
    "plain": "",
}


def pack(account, period, audience):
    if audience == sections.CLIENT:
        return None
    sites = ReferenceSite.objects.filter(account=account)[:10]
    visits = ReferenceVisit.objects.filter(
        site__account=account,
        visited_on__gte=period.start,
        visited_on__lt=period.end,
    )
    return {
        "surveys": [_printed(each) for each in rounds(account, period.last_day, 3)],
        "sites": [_site(site) for site in sites],
        "visits": [_visit(visit) for visit in visits[:10]],
    }


def _printed(found):
    survey, told = found.survey, found.result
    commented = [answer for answer in found.answers if answer.comment]
    return {
        "title": survey.title,
        "sent_on": day(survey.sent_on),
        "label": told.label,
        "score": told.shown,
        "note": told.note,
        "colour": COLOURS[told.tone],
        "spread": [{"step": step, "number": number} for step, number in told.spread],
        "comments": [_comment(each) for each in commented[:MOST_COMMENTS]],
    }


def _comment(answer):
    return {
        "score": answer.score,
        "who": answer.who,
        "text": answer.comment,
        "unheard": can_be_called_back(answer),
    }


def _site(site):
    until = day(site.consent_until) if site.consent_until else "not agreed"
    return {
        "title": site.title,
        "contact": site.contact,
        "until": until,
    }


def _visit(visit):
    return {
        "visited_on": day(visit.visited_on),
        "visitor": visit.visitor,
        "outcome": visit.outcome,
    }
