"""Who gets in where: surveys.

The doors of those who answer are open to everybody; a link is what opens a survey.
"""

from datetime import date

from surveys import services
from surveys.models import Answer, Invitation, ReferenceSite, ReferenceVisit, Survey, SurveyQuestion
from tests.access import CHANGE, EVERYBODY, ROLES, Row, crud, moves

OPEN = dict.fromkeys(ROLES, 200)
CLOSED = dict.fromkeys(ROLES, 404)
FAR = date(2099, 1, 1)


def survey(acme, cast):
    return Survey.objects.create(account=acme, title="Autumn", closes_on=FAR)


def question(acme, cast):
    return SurveyQuestion.objects.create(survey=survey(acme, cast), text="How easy is it?")


def invitation(acme, cast):
    return Invitation.objects.create(
        survey=survey(acme, cast), name="Ana Sousa", email="ana@example.com"
    )


def answer(acme, cast):
    return Answer.objects.create(survey=survey(acme, cast), score=3, given_on=date(2026, 11, 1))


def site(acme, cast):
    return ReferenceSite.objects.create(
        account=acme, title="The plant", consent_by="Ana", consent_until=FAR
    )


def visit(acme, cast):
    return ReferenceVisit.objects.create(
        site=site(acme, cast), visited_on=date(2026, 11, 1), visitor="Two engineers"
    )


def of(make):
    return lambda acme, cast: {"row_id": make(acme, cast).pk}


def typed_question(acme, cast):
    return {"survey": survey(acme, cast).pk, "text": "B", "kind": "yes", "place": 1}


def typed_visit(acme, cast):
    return {"site": site(acme, cast).pk, "visited_on": "2026-11-02", "visitor": "B"}


SURVEY = {"title": "B", "kind": "csat", "closes_on": "2099-01-01"}
PEOPLE = {"people": "Ana Sousa, ana@example.com"}
ROWS = [
    Row("surveys_desk:list", EVERYBODY),
    *crud("surveys:survey", survey, SURVEY),
    *crud("surveys:surveyquestion", question, typed_question),
    *crud("surveys:referencesite", site, {"title": "B", "most_a_year": 2}),
    *crud("surveys:referencevisit", visit, typed_visit),
    Row("surveys:ask", CHANGE, make=of(survey)),
    Row("surveys:ask", moves(CHANGE), make=of(survey), method="post", data=PEOPLE),
    Row("surveys:send", moves(CHANGE), make=of(survey), method="post"),
    Row("surveys:remind", moves(CHANGE), make=of(survey), method="post"),
    Row("surveys:revoke", moves(CHANGE), make=of(invitation), method="post"),
    Row("surveys:call_back", moves(CHANGE), make=of(answer), method="post"),
    Row("surveys_public:thank_you", OPEN),
    Row(
        "surveys_public:answer",
        CLOSED,
        make=lambda acme, cast: {"token": services.secrets.token_urlsafe(32)},
    ),
]
