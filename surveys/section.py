"""Satisfaction as a section of the file: what the client says of us, and whether they would say so to others."""

from datetime import timedelta

from django.db.models import Count, Max

from accountfile.addresses import reverse
from accountfile.core import access, sections
from accountfile.core.models import Account
from accountfile.core.sections import (
    AgendaItem,
    Due,
    Heading,
    Input,
    InputState,
    Need,
    Question,
    Reminder,
    Searchable,
    Signal,
)
from accountfile.core.templatetags.af import day
from surveys import sample
from surveys.models import Answer, ReferenceSite, ReferenceVisit, Survey
from surveys.rounds import (
    can_be_called_back,
    headline,
    last_answers,
    rounds,
    scores,
)

FRESH_FOR = 200  # days: twice a year, and time to answer
STILL_TOLD = timedelta(days=60)
POINTS = {"good": 6, "watch": -4, "poor": -10}
COLOURS = {"good": "green", "watch": "amber", "poor": "red", "plain": ""}


class Satisfaction(sections.Section):
    """Surveys, references and visits of one file."""

    def summary(self, account, today):
        found = rounds(account, today)
        newest, trend, running = headline(found)
        sites = list(ReferenceSite.objects.filter(account=account)[:20])
        unhappy = [a for each in found for a in each.answers if can_be_called_back(a)]
        return {
            "asked": bool(found),
            "newest": newest,
            "moved": trend,
            "running": running,
            "unhappy": unhappy[:3],
            "sites": len(sites),
            "agreed": sum(bool(site.consent_until and site.consent_until >= today) for site in sites),
        }

    def pack(self, account, period, audience):
        if audience == sections.CLIENT:
            return None
        sites = ReferenceSite.objects.filter(account=account)[:10]
        visits = ReferenceVisit.objects.filter(
            site__account=account, visited_on__gte=period.start, visited_on__lt=period.end
        )
        return {
            "surveys": [_printed(each) for each in rounds(account, period.last_day, 3)],
            "sites": [_site(site) for site in sites],
            "visits": [_visit(visit) for visit in visits[:10]],
        }

    def questions(self, accounts, today):
        given = last_answers(accounts, today)
        owed = dict(_owed(accounts))
        sites = dict(
            ReferenceSite.objects.filter(account__in=accounts)
            .order_by()
            .values_list("account")
            .annotate(Max("changed_on"))
        )
        for account in accounts:
            last = given.get(account.pk)
            add, every = (reverse(f"surveys:{name}", args=[account.pk]) for name in ("survey_add", "survey_list"))
            yield Question(
                account.pk, "What does the client say of our work, in their own words?", last, add, FRESH_FOR, 2
            )
            what = "Has somebody called back everybody who was unhappy?"
            yield Question(account.pk, what, None if owed.get(account.pk) else last, every, None, 2, last is None)
            url = reverse("surveys:referencesite_add", args=[account.pk])
            yield Question(
                account.pk, "Who at the client would show others what we did?", sites.get(account.pk), url, 370
            )

    def agenda(self, account, since, today):
        found = rounds(account, today)
        if not found:
            url = reverse("section", args=[account.pk, "surveys"])
            yield AgendaItem(Heading.SURVEY, "The client has not been asked yet.", url, "watch")
            return
        newest, trend, running = headline(found)
        for each in running or ([] if newest else found[:1]):
            url = each.survey.get_absolute_url()
            yield AgendaItem(Heading.SURVEY, f"{each.survey}: {each.result.note}.", url)
        if newest:
            yield from _evidence(newest, trend)
        owed = [a for each in running for a in each.answers if can_be_called_back(a)]
        yield from (_said(answer) for answer in owed[:4])

    def inputs(self, account, today):
        url = reverse("section", args=[account.pk, "surveys"])
        last = last_answers([account], today).get(account.pk)
        if last is None:
            yield InputState(Input.SURVEY, sections.MISSING, "No survey has an answer to be read.", url)
        else:
            state = sections.STALE if (today - last).days > FRESH_FOR else sections.READY
            yield InputState(Input.SURVEY, state, f"The last answer is of {day(last)}.", url)

    def signals(self, accounts, today):
        for account_id, (survey, told) in scores(accounts, today).items():
            text = f"{told.label} {told.shown} (n = {told.answered})"
            yield Signal(account_id, POINTS[told.tone], text, survey.get_absolute_url())
        for account_id, number in _owed(accounts):
            text = f"{number} unhappy answer{'s' * (number > 1)} without a call back"
            yield Signal(account_id, -min(9, 3 * number), text, reverse("section", args=[account_id, "surveys"]))

    def needs(self, person, today):
        mine = Account.objects.visible_to(person).filter(account_manager=person)
        for answer in _unanswered(today).filter(survey__account__in=mine)[:5]:
            who = f"{answer.who[:1].upper()}{answer.who[1:]} at {answer.survey.account}"
            text = f"{who} was unhappy ({answer.score}); nobody has called back."
            yield Need(text, answer.get_absolute_url(), "Read the answer", answer.given_on)

    def due(self, today):
        yield Due(_unanswered(today).select_related("survey__account__account_manager"), _to_call_back)

    def searchable(self):
        yield Searchable(Survey, text=lambda row: row.intro, place=7)
        yield Searchable(Answer, text=lambda row: row.comment)
        yield Searchable(ReferenceSite, text=lambda row: f"{row.contact} {row.remark}")
        yield Searchable(ReferenceVisit, text=lambda row: f"{row.purpose} {row.outcome}")

    def demo(self, accounts, people, today):
        sample.demo(accounts, people, today)

    def came(self):
        return sample.came()


def _evidence(newest, trend):
    """Yield what the survey that counts says: its score, and whom it left unhappy."""
    told = newest.result
    words = f"{newest.survey}: {told.label} {told.shown} ({told.note}){', ' + trend if trend else ''}."
    tone = sections.PLAIN if told.tone == sections.GOOD else told.tone
    yield AgendaItem(Heading.SURVEY, words, newest.survey.get_absolute_url(), tone)
    yield from (_said(answer) for answer in [each for each in newest.answers if each.is_bad][:4])


def _said(answer):
    """Return what somebody who was unhappy said, and whether anybody has called back."""
    who = f"{answer.who[:1].upper()}{answer.who[1:]}"
    said = f"“{answer.comment}”" if answer.comment else f"a score of {answer.score}"
    url, detail = answer.survey.get_absolute_url(), bool(answer.comment)
    if can_be_called_back(answer):
        words = f"{who} said {said}; nobody has called back."
        return AgendaItem(Heading.SURVEY, words, url, sections.POOR, detail=detail)
    done = f"; the action “{answer.follow_up}” was made" if isinstance(answer, Answer) else ""
    return AgendaItem(Heading.SURVEY, f"{who} said {said}{done}.", url, sections.WATCH, detail=detail)


def _owed(accounts):
    """Return ``(account_id, how many unhappy answers nobody has called back about)``."""
    owed = Answer.objects.not_called_back().filter(survey__account__in=accounts).order_by()
    return owed.values_list("survey__account").annotate(Count("pk"))


def _to_call_back(answers):
    people = access.responsible_people({answer.survey.account for answer in answers})
    for answer in answers:
        account, person = answer.survey.account, people[answer.survey.account_id]
        if person is None:
            continue
        text = f"{account}: {answer.who} gave {answer.score} in “{answer.survey}”. Call back within the week."
        why = "You answer for the file of this account."
        url = answer.get_absolute_url()
        yield Reminder(f"answer:{answer.pk}", person.pk, account.pk, text, url, why)


def _unanswered(today):
    rows = Answer.objects.not_called_back().filter(given_on__gt=today - STILL_TOLD)
    return rows.select_related("survey__account", "invitation")


def _printed(found):
    survey, told = found.survey, found.result
    return {
        "title": survey.title,
        "sent_on": day(survey.sent_on),
        "label": told.label,
        "score": told.shown,
        "note": told.note,
        "colour": COLOURS[told.tone],
        "spread": [{"step": step, "number": number} for step, number in told.spread],
        "comments": [
            {
                "score": each.score,
                "who": each.who,
                "text": each.comment,
                "unheard": can_be_called_back(each),
            }
            for each in found.answers
            if each.comment
        ][:12],
    }


def _site(site):
    until = day(site.consent_until) if site.consent_until else "not agreed"
    return {"title": site.title, "contact": site.contact, "until": until}


def _visit(visit):
    return {"visited_on": day(visit.visited_on), "visitor": visit.visitor, "outcome": visit.outcome}


sections.register(
    Satisfaction(
        slug="surveys",
        title="Satisfaction and references",
        why="What the client thinks of us, asked before it is too late to change it.",
        icon="chat-bubble-left-right",
        desk=((4, "Surveys", "surveys_desk:list"),),
        keeps_summary=False,
    )
)
