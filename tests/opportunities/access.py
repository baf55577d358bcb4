"""Who may do what in sales."""

from datetime import date
from decimal import Decimal

from opportunities.models import (
    MarketingActivity,
    Opportunity,
    PipelineStage,
    PriceAgreement,
    Product,
    Proposition,
    Qualification,
    WhitespaceCell,
)
from tests.access import CHANGE, EVERYBODY, ROLES, Row, crud, moves

DIRECTORS = dict.fromkeys(ROLES, 403) | {"dora": 200, "anon": 302}
LINE_ABOVE_MAX = dict.fromkeys(ROLES, 404) | {"dora": 200, "lena": 200, "max": 200, "anon": 302}
CLOSED = {"closed_on": "2026-10-01", "reason": "The price"}
DATE = date(2026, 9, 1)


def product():
    return Product.objects.get_or_create(name="Gadget", defaults={"list_price": Decimal(500)})[0]


def stage():
    return PipelineStage.objects.get(name="Engaging")


def sale(acme, cast):
    return Opportunity.objects.create(
        account=acme, owner=cast["max"], product=product(), stage=stage(), engaged_on=DATE
    )


def waiting(acme, cast):
    return Opportunity.objects.create(owner=cast["max"], product=product(), stage=stage())


def one(make):
    return lambda acme, cast: {"row_id": make(acme, cast).pk}


def proposition(acme, cast):
    return Proposition.objects.create(account=acme, title="Share the savings", owner=cast["max"])


def qualification(acme, cast):
    return Qualification.objects.create(opportunity=sale(acme, cast), held_on=DATE)


def looked_at(acme, cast):
    elements = dict.fromkeys(Qualification.ELEMENTS, "1")
    return elements | {
        "opportunity": sale(acme, cast).pk,
        "held_on": "2026-11-01",
        "decision": "open",
    }


def same_look(acme, cast):
    """Look at the opportunity that ``qualification`` has made last."""
    elements = dict.fromkeys(Qualification.ELEMENTS, "2")
    return elements | {
        "opportunity": Opportunity.objects.latest("pk").pk,
        "held_on": "2026-11-01",
        "decision": "open",
    }


def idea(acme, cast):
    return {"title": "Share the savings", "owner": cast["max"].pk, "state": "pursuing"}


def agreed(acme, cast):
    return {"product": product().pk, "discount": "5", "currency": "USD", "from_on": "2026-01-01"}


def planned(acme, cast):
    return {
        "title": "Breakfast",
        "planned_on": "2026-12-01",
        "owner": cast["max"].pk,
        "state": "planned",
    }


def typed(acme, cast):
    return {
        "name": "A second room",
        "owner": cast["max"].pk,
        "stage": stage().pk,
        "currency": "USD",
    }


def agreement(acme, cast):
    return PriceAgreement.objects.create(account=acme, product=product(), discount=5, from_on=DATE)


def cell(acme, cast):
    return WhitespaceCell.objects.create(account=acme, product=product(), buying_centre="North")


def breakfast(acme, cast):
    return MarketingActivity.objects.create(
        account=acme, title="Breakfast", planned_on=DATE, owner=cast["max"]
    )


def no_account(make=None):
    return lambda acme, cast: {"opportunity_id": waiting(acme, cast).pk}


verbs = [
    (
        "opportunity_move",
        lambda acme, cast: {"stage": PipelineStage.objects.get(name="Proposal").pk},
    ),
    ("opportunity_won", CLOSED | {"value": "450"}),
    ("opportunity_lost", CLOSED),
]
ROWS = [
    *crud("opportunities:opportunity", sale, typed),
    *[Row(f"opportunities:{name}", CHANGE, make=one(sale)) for name, _ in verbs],
    *[
        Row(f"opportunities:{name}", moves(CHANGE), make=one(sale), method="post", data=data)
        for name, data in verbs
    ],
    *crud("opportunities:proposition", proposition, idea),
    *[
        row
        for row in crud("opportunities:qualification", qualification, looked_at)
        if "edit" not in row.name
    ],
    Row("opportunities:qualification_edit", CHANGE, make=one(qualification)),
    Row(
        "opportunities:qualification_edit",
        moves(CHANGE),
        make=one(qualification),
        method="post",
        data=lambda acme, cast: same_look(acme, cast) | {"version": 1},
    ),
    *crud(
        "opportunities:whitespacecell",
        cell,
        lambda acme, cast: {"product": product().pk, "holder": "ours"},
    ),
    *crud("opportunities:priceagreement", agreement, agreed),
    *crud("opportunities:marketingactivity", breakfast, planned),
    Row("opportunities_desk:list", EVERYBODY),
    Row("opportunities_desk:board", EVERYBODY),
    Row("opportunities_desk:unassigned", EVERYBODY),
    Row("opportunities_desk:opportunity", LINE_ABOVE_MAX, make=no_account()),
    Row("opportunities_desk:managers", DIRECTORS),
    Row("opportunities_desk:managers", moves(DIRECTORS), method="post"),
    Row("opportunities_desk:figures", EVERYBODY),
    Row("opportunities_desk:sheet", EVERYBODY, make=lambda acme, cast: {"slug": "accounts"}),
    Row("opportunities_desk:measure", EVERYBODY, make=lambda acme, cast: {"name": "win_rate"}),
]
