"""Risk management as a section of the file: what may happen, how bad, and who does what about it."""

from datetime import timedelta
from itertools import pairwise

from django.db.models import Count, Max

from accountfile.addresses import reverse
from accountfile.core import sections
from accountfile.core.models import Account
from accountfile.core.periods import due_on, in_words
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
from risk import sample
from risk.heat import heat_map
from risk.models import HIGH, Assumption, Response, Risk

FRESH_FOR = 100  # days: a quarter and a little
COLOURS = {"good": "green", "watch": "amber", "poor": "red"}


class RiskSection(sections.Section):
    """Risks, responses and assumptions of one file."""

    def summary(self, account, today):
        risks = list(Risk.objects.open().filter(account=account).gravest_first().select_related("owner"))
        high = sum(risk.grade == HIGH for risk in risks)
        late = Response.objects.due_by(today - timedelta(days=1))
        return {
            "open": len(risks),
            "high": high,
            "high_note": "need you now" if high else "none",
            "high_tone": "poor" if high else "good",
            "late": late.filter(risk__account=account).count() if risks else 0,
            "responses_url": reverse("risk:response_list", args=[account.pk]),
            "next_look": min((risk.review_on for risk in risks), default=None),
            "top": risks[:5],
            "heat": heat_map(risks),
        }

    def pack(self, account, period, audience):
        if audience == sections.CLIENT:
            return None
        risks = list(Risk.objects.open().filter(account=account).gravest_first().select_related("owner"))
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
            "unconfirmed": [a.text for a in Assumption.objects.unconfirmed().filter(account=account)[:20]],
        }

    def questions(self, accounts, today):
        risks = Risk.objects.filter(account__in=accounts).by_account(last=Max("changed_on"))
        high = Risk.objects.open().at_level(HIGH).filter(account__in=accounts)
        bare = high.filter(responses=None).by_account(number=Count("pk"))
        assumed = Assumption.objects.filter(account__in=accounts).by_account(last=Max("changed_on"))
        for account in accounts:
            known = risks.get(account.pk, {}).get("last")
            add, every = (reverse(f"risk:{name}", args=[account.pk]) for name in ("risk_add", "risk_list"))
            what = "If we lost this client within a year, what would have been the cause?"
            yield Question(account.pk, what, known, add, FRESH_FOR, 2)
            unanswered = account.pk in bare
            what = "Who does what about each high risk?"
            yield Question(account.pk, what, None if unanswered else known, every, None, 2, known is None)
            on = assumed.get(account.pk, {}).get("last")
            what = "What do we assume about this client that nobody has confirmed?"
            yield Question(account.pk, what, on, reverse("risk:assumption_add", args=[account.pk]), 190)

    def agenda(self, account, since, today):
        risks = list(Risk.objects.open().filter(account=account).gravest_first().prefetch_related("assessments"))
        url = reverse("section", args=[account.pk, "risk"])
        high = sum(risk.grade == HIGH for risk in risks)
        if not risks:
            yield AgendaItem(Heading.RISK, "No risk is written down for this account.", url, "watch")
            return
        told = f"{len(risks)} open risk{'s' * (len(risks) > 1)}, {high or 'none'} of them high."
        yield AgendaItem(Heading.RISK, told, url, "poor" if high else "plain")
        for risk in risks[:6]:
            answer = risk.get_answer_display().capitalize()
            words = f"{risk.title}: {risk.score} ({risk.grade}){_moved(risk)}. {answer}."
            yield AgendaItem(Heading.RISK, words, risk.get_absolute_url(), risk.tone, detail=True)
        for response in Response.objects.due_by(today - timedelta(days=1)).filter(risk__account=account)[:5]:
            words = f"Late response: {response.text}, due on {day(response.due_on)}."
            yield AgendaItem(Heading.RISK, words, response.get_absolute_url(), "poor", detail=True)

    def inputs(self, account, today):
        url = reverse("section", args=[account.pk, "risk"])
        last = Risk.objects.filter(account=account).aggregate(last=Max("assessments__assessed_on"))["last"]
        if last is None:
            yield InputState(Input.RISK_ANALYSES, sections.MISSING, "No risk has been assessed.", url)
        elif (today - last).days > FRESH_FOR:
            yield InputState(Input.RISK_ANALYSES, sections.STALE, f"Last assessed on {day(last)}.", url)
        else:
            yield InputState(Input.RISK_ANALYSES, sections.READY, f"Assessed on {day(last)}.", url)

    def signals(self, accounts, today):
        high = Risk.objects.open().at_level(HIGH).filter(account__in=accounts)
        for account_id, row in high.by_account(number=Count("pk")).items():
            number, url = row["number"], reverse("risk:risk_list", args=[account_id])
            yield Signal(account_id, -min(20, 8 * number), f"{number} high risk{'s' * (number > 1)} open", url)
        late = Response.objects.due_by(today - timedelta(days=1)).filter(risk__account__in=accounts)
        for account_id, number in late.order_by().values_list("risk__account").annotate(Count("pk")):
            url = reverse("risk:response_list", args=[account_id])
            yield Signal(account_id, -min(6, 2 * number), f"{number} risk response{'s' * (number > 1)} overdue", url)

    def needs(self, person, today):
        soon = today + timedelta(days=7)
        seen = Account.objects.visible_to(person)
        responses = Response.objects.due_by(soon).filter(owner=person, risk__account__in=seen)
        for response in responses.select_related("risk__account")[:6]:
            text = f"“{response}” against a risk of {response.risk.account} {in_words(response.due_on, today)}."
            yield Need(text, response.risk.get_absolute_url(), "Open the risk", response.due_on)
        risks = Risk.objects.to_review_by(soon).filter(owner=person, account__in=seen)
        for risk in risks.select_related("account")[:6]:
            text = f"The risk “{risk}” of {risk.account} wants another look: it {in_words(risk.review_on, today)}."
            yield Need(text, reverse("risk:assess", args=[risk.account_id, risk.pk]), "Assess it anew", risk.review_on)

    def due(self, today):
        risks = Risk.objects.to_review_by(today).filter(owner__is_active=True).select_related("account")
        yield Due(risks, _to_review)
        responses = Response.objects.due_by(today).filter(owner__is_active=True).select_related("risk__account")
        yield Due(responses, lambda rows: _promised(rows, today))

    def promises(self, account, day):
        for each in Response.objects.due_by(day).filter(risk__account=account):
            yield each.due_on, each.text, reverse("risk:response", args=[account.pk, each.pk])

    def searchable(self):
        yield Searchable(Risk, text=lambda risk: f"{risk.cause} {risk.ending}", place=6)
        yield Searchable(Response)
        yield Searchable(Assumption, text=lambda assumption: assumption.rests_on)

    def demo(self, accounts, people, today):
        sample.demo(accounts, people, today)

    def came(self):
        return sample.came()

    def populate(self, accounts, people, today, random):
        sample.populate(accounts, people, today, random)


def _to_review(risks):
    for risk in risks:
        text = f"The risk “{risk}” of {risk.account} is to be looked at again."
        url, key = reverse("risk:risk", args=[risk.account_id, risk.pk]), f"risk:{risk.pk}:{risk.review_on}"
        yield Reminder(key, risk.owner_id, risk.account_id, text, url, "You own this risk.")


def _promised(responses, today):
    for each in responses:
        text = f"“{each}” against a risk of {each.risk.account} {due_on(each.due_on, today)}."
        url, key = reverse("risk:response", args=[each.file_id, each.pk]), f"risk response:{each.pk}:{each.due_on}"
        yield Reminder(key, each.owner_id, each.file_id, text, url, "You own this response to a risk.")


def _moved(risk):
    """Return how the score has moved since the assessment before, in words."""
    for newer, older in pairwise(risk.assessments.all()):
        if newer.score != older.score:
            return f", {'up' if newer.score > older.score else 'down'} from {older.score}"
    return ""


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


sections.register(
    RiskSection(
        slug="risk",
        title="Risk management",
        why="What may go wrong with this account is cheaper to think of now than to explain later.",
        icon="exclamation-triangle",
        desk=((5, "Risks", "risk_desk:list"),),
    )
)
