"""Who gets in where: risks."""

from datetime import date

from risk.models import Assumption, Response, Risk
from tests.access import CHANGE, EVERYBODY, Row, crud, moves

DAY = date(2026, 12, 1)


def risk(acme, cast):
    return Risk.objects.create(
        account=acme,
        title="The buyer leaves",
        likelihood=4,
        impact=4,
        owner=cast["max"],
        review_on=DAY,
    )


def response(acme, cast):
    return Response.objects.create(
        risk=risk(acme, cast), text="Meet the deputy", owner=cast["max"], due_on=DAY
    )


def assumption(acme, cast):
    return Assumption.objects.create(account=acme, text="The budget stays", owner=cast["max"])


def of(make):
    return lambda acme, cast: {"row_id": make(acme, cast).pk}


def typed_risk(acme, cast):
    return {
        "title": "A late delivery",
        "level": "account",
        "likelihood": 3,
        "impact": 3,
        "answer": "share",
        "owner": cast["max"].pk,
        "review_on": "2026-12-24",
    }


def typed_response(acme, cast):
    return {
        "risk": risk(acme, cast).pk,
        "text": "Approve a source",
        "owner": cast["max"].pk,
        "due_on": "2026-12-24",
    }


def typed_assumption(acme, cast):
    return {"text": "They renew", "owner": cast["max"].pk}


def typed_action(acme, cast):
    return {
        "happened_on": "2026-01-05",
        "ending": "He left",
        "text": "Meet her",
        "owner": cast["max"].pk,
        "due_on": "2026-12-24",
    }


SCORE = {"likelihood": 5, "impact": 4, "review_on": "2027-02-01", "remark": "He has given notice"}
ROWS = [
    Row("risk_desk:list", EVERYBODY),
    *crud("risk:risk", risk, typed_risk),
    *crud("risk:assumption", assumption, typed_assumption),
    *crud("risk:response", response, typed_response),
    Row("risk:assess", CHANGE, make=of(risk)),
    Row("risk:assess", moves(CHANGE), make=of(risk), method="post", data=SCORE),
    Row("risk:happened", CHANGE, make=of(risk)),
    Row("risk:happened", moves(CHANGE), make=of(risk), method="post", data=typed_action),
    Row("risk:close", CHANGE, make=of(risk)),
    Row(
        "risk:close",
        moves(CHANGE),
        make=of(risk),
        method="post",
        data={"ending": "The deputy is our friend"},
    ),
    Row("risk:response_done", moves(CHANGE), make=of(response), method="post"),
    Row("risk:confirm", moves(CHANGE), make=of(assumption), method="post"),
    Row("risk:wrong", CHANGE, make=of(assumption)),
    Row("risk:wrong", moves(CHANGE), make=of(assumption), method="post", data=typed_risk),
]
