"""Satisfaction as a section of the file: what the client says of us, and whether they would say so to others."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Count, Max

from accountfile.addresses import reverse
from accountfile.core import sections
from accountfile.core.models import Account
from accountfile.core.sections import (
    AgendaItem,
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
from surveys.results import moved, result
from surveys.tables import counted

FRESH_FOR = 200  # days: twice a year, and time to answer
STILL_TOLD = timedelta(days=60)
POINTS = {"good": 6, "watch": -4, "poor": -10}
COLOURS = {"good": "green", "watch": "amber", "poor": "red", "plain": ""}


class Satisfaction(sections.Section):
    """Surveys, references and visits of one file."""

    def summary(self, account, today):
        found = _results(account)
        sites = list(ReferenceSite.objects.filter(account=account)[:20])
        newest, older = [*found, None, None][:2]
        return {
            "newest": newest,
            "moved": moved(newest["result"], older["result"]) if newest and older else "",
            "unhappy": [answer for answer in newest["answers"] if answer.is_bad][:3] if newest else [],
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
            "surveys": [_printed(each) for each in _results(account, 3)],
            "sites": [_site(site) for site in sites],
            "visits": [_visit(visit) for visit in visits[:10]],
        }

    def questions(self, accounts, today):
        answers = Answer.objects.filter(survey__account__in=accounts).order_by().values_list("survey__account")
        given = dict(answers.annotate(Max("given_on")))
        owed = dict(
            Answer.objects.not_called_back()
            .filter(survey__account__in=accounts)
            .order_by()
            .values_list("survey__account")
            .annotate(Count("pk"))
        )
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
        found = _results(account)
        url = reverse("section", args=[account.pk, "surveys"])
        if not found:
            yield AgendaItem(Heading.SURVEY, "The client has not been asked yet.", url, "watch")
            return
        newest, told = found[0], found[0]["result"]
        trend = moved(told, found[1]["result"]) if len(found) > 1 else ""
        words = f"{newest['survey']}: {told.label} {told.shown} ({told.note}){', ' + trend if trend else ''}."
        tone = "plain" if told.tone == "good" else told.tone
        yield AgendaItem(Heading.SURVEY, words, newest["survey"].get_absolute_url(), tone)
        for answer in [each for each in newest["answers"] if each.is_bad][:4]:
            said = f"“{answer.comment}”" if answer.comment else f"a score of {answer.score}"
            done = f"the action “{answer.follow_up}” was made" if answer.follow_up_id else "nobody has called back"
            words = f"{answer.who[:1].upper()}{answer.who[1:]} said {said}; {done}."
            tone = "watch" if answer.follow_up_id else "poor"
            detail = bool(answer.comment)
            yield AgendaItem(Heading.SURVEY, words, answer.get_absolute_url(), tone, detail=detail)

    def inputs(self, account, today):
        url = reverse("section", args=[account.pk, "surveys"])
        last = Answer.objects.filter(survey__account=account).aggregate(last=Max("given_on"))["last"]
        if last is None:
            yield InputState(Input.SURVEY, sections.MISSING, "Nobody has answered a survey.", url)
        else:
            state = sections.STALE if (today - last).days > FRESH_FOR else sections.READY
            yield InputState(Input.SURVEY, state, f"The last answer is of {day(last)}.", url)

    def signals(self, accounts, today):
        newest = {}
        sent = Survey.objects.sent().filter(account__in=accounts, sent_on__gt=today - timedelta(days=400))
        for survey in sent.order_by("sent_on", "pk"):
            newest[survey.account_id] = survey
        scores = defaultdict(list)
        for survey_id, score in Answer.objects.filter(survey__in=newest.values()).values_list("survey", "score"):
            scores[survey_id].append(score)
        for survey in newest.values():
            told = result(survey, 0, scores[survey.pk])
            if told.tone in POINTS:
                text = f"{told.label} {told.shown} (n = {told.answered})"
                yield Signal(survey.account_id, POINTS[told.tone], text, survey.get_absolute_url())
        owed = Answer.objects.not_called_back().filter(survey__account__in=accounts).order_by()
        for account_id, number in owed.values_list("survey__account").annotate(Count("pk")):
            text = f"{number} unhappy answer{'s' * (number > 1)} without a call back"
            yield Signal(account_id, -min(9, 3 * number), text, reverse("section", args=[account_id, "surveys"]))

    def needs(self, person, today):
        mine = Account.objects.visible_to(person).filter(account_manager=person)
        for answer in _unanswered(today).filter(survey__account__in=mine)[:5]:
            who = f"{answer.who[:1].upper()}{answer.who[1:]} at {answer.survey.account}"
            text = f"{who} was unhappy ({answer.score}); nobody has called back."
            yield Need(text, answer.get_absolute_url(), "Read the answer", answer.given_on)

    def reminders(self, today):
        for answer in _unanswered(today).filter(survey__account__account_manager__is_active=True):
            account, url = answer.survey.account, reverse("surveys:survey", args=[answer.file_id, answer.survey_id])
            text = f"{account}: {answer.who} gave {answer.score} in “{answer.survey}”. Call back within the week."
            why = "You keep the file of this account."
            yield Reminder(f"answer:{answer.pk}", account.account_manager_id, account.pk, text, url, why)

    def searchable(self):
        yield Searchable(Survey, text=lambda row: row.intro)
        yield Searchable(Answer, text=lambda row: row.comment)
        yield Searchable(ReferenceSite, text=lambda row: f"{row.contact} {row.remark}")
        yield Searchable(ReferenceVisit, text=lambda row: f"{row.purpose} {row.outcome}")

    def demo(self, accounts, people, today):
        sample.demo(accounts, people, today)


def _results(account, most=2):
    """Return the newest sent surveys with their results and answers, with two statements."""
    surveys = list(counted(Survey.objects.sent().filter(account=account))[:most])
    answers = defaultdict(list)
    if surveys:
        for answer in Answer.objects.filter(survey__in=surveys).select_related("invitation", "follow_up"):
            answers[answer.survey_id].append(answer)
    return [_told(survey, answers[survey.pk]) for survey in surveys]


def _told(survey, answers):
    for answer in answers:
        answer.survey = survey
    return {
        "survey": survey,
        "answers": answers,
        "result": result(survey, survey.asked, [answer.score for answer in answers]),
    }


def _unanswered(today):
    rows = Answer.objects.not_called_back().filter(given_on__gt=today - STILL_TOLD)
    return rows.select_related("survey__account", "invitation")


def _printed(found):
    survey, told = found["survey"], found["result"]
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
                "unheard": each.is_bad and not each.follow_up_id,
            }
            for each in found["answers"]
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
