"""The surveys and references of the sample company."""

from datetime import timedelta
from operator import attrgetter

from accountfile.core.models import create_all
from accountfile.core.rewinding import Came
from surveys.forms import people_to_pick
from surveys.models import Answer, Invitation, ReferenceSite, ReferenceVisit, Survey, SurveyQuestion

# Score in spring, score in autumn (None: no answer), what they said in autumn; one line for each
# contact in turn.
GIVEN = [
    (7, 9, "The early-warning visits have paid for themselves. Keep the same people."),
    (6, 5, "Two invoices had to be corrected, and I had to ask twice."),
    (8, 8, ""),
    (8, 9, "Good work; the drawings could come a week earlier."),
    (9, 10, "Your fitters treat our plant as if it were theirs."),
    (7, None, ""),
    (None, None, ""),
]
ROUNDS = [("How we worked together, spring", 215, 0), ("How we worked together, autumn", 33, 1)]
SPRING = "They listen before they promise."
QUESTION = "How easy is it to get an answer from us?"


def sample(accounts, people, today):
    """Give the first account two rounds with answers, the next ones one or none, so that gaps are
    to be seen.
    """
    for place, account in enumerate(accounts[:4]):
        asked = list(zip(people_to_pick(account), GIVEN, strict=False))
        for title, ago, column in ROUNDS[place:]:
            _round(
                account,
                title,
                today - timedelta(days=ago),
                column,
                asked,
            )
        if place < 2:
            _reference(
                account,
                today,
                place,
                [person for person, _ in asked],
            )


def _round(account, title, sent_on, column, asked):
    survey = Survey.objects.create(
        account=account,
        title=title,
        kind=Survey.Kind.NPS,
        intro="Five minutes of yours help us to get better at what matters to you.",
        closes_on=sent_on + timedelta(days=30),
    )
    SurveyQuestion.objects.create(survey=survey, text=QUESTION)
    survey.sent_on = sent_on
    survey.save()
    answers = []
    for place, (person, given) in enumerate(asked):
        score = given[column]
        invitation = Invitation.objects.create(
            survey=survey,
            name=person.name,
            email=person.email,
            department=person.department[:100],
            wave=1,
            state=Invitation.State.SENT if score is None else Invitation.State.ANSWERED,
        )
        if score is not None:
            answers.append(
                _answer(
                    survey,
                    invitation,
                    score,
                    _comment(given, column, place),
                    sent_on,
                    place,
                )
            )
    create_all(Answer, answers)


def _comment(given, column, place):
    """Return what somebody wrote: in autumn several people, in spring the first alone."""
    return given[2] if column else SPRING * (place == 0)


def _answer(survey, invitation, score, comment, sent_on, place):
    return Answer(
        survey=survey,
        invitation=invitation,
        score=score,
        comment=comment,
        replies=[[QUESTION, str(3 + place % 3)]],
        given_on=sent_on + timedelta(days=2 + 3 * place),
    )


def _reference(account, today, place, known):
    host, sponsor = [*known, None, None][:2]
    site = ReferenceSite.objects.create(
        account=account,
        title="Refit of the main plant while it was running",
        contact=f"{host.name}, {host.job_title}" if host else "",
        consent_by=(sponsor or host).name if host else "The managing director",
        consent_until=today + timedelta(days=200 - 180 * place),
        most_a_year=3,
        remark="The control room may be shown, the recipes on its screens may not.",
    )
    ReferenceVisit.objects.create(
        site=site,
        visited_on=today - timedelta(days=48),
        visitor="Two engineers of a food producer from the coast",
        purpose="An offer for a refit of the same kind",
        outcome="They asked for a second day and then for our offer.",
    )


def came():
    """Yield when the surveys and references of the sample company, and the answers to them,
    came.
    """
    yield Came(Survey.objects.all, attrgetter("sent_on"))
    yield Came(SurveyQuestion.objects.all, attrgetter("survey.sent_on"))
    yield Came(Answer.objects.all, attrgetter("given_on"))
    yield Came(ReferenceSite.objects.all)
    yield Came(ReferenceVisit.objects.all, attrgetter("visited_on"))
