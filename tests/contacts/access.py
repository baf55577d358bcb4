"""Who may do what with people and relationships."""

from datetime import date

from contacts.models import ChemistryFlag, Contact, ContactPlan, HospitalityEvent, Relationship
from tests.access import CHANGE, COVER, EVERYBODY, PRIVATE, READ, Row, crud, moves

DAY = date(2026, 12, 1)
LUNCH = {
    "title": "Lunch",
    "happens_on": "2026-12-01",
    "purpose": "Thanks",
    "attendees": "Kim",
    "policy": "unchecked",
}


def contact(acme, cast):
    return Contact.objects.create(account=acme, name="Kim")


def anyone(acme, cast):
    return Contact.objects.filter(account=acme).first() or contact(acme, cast)


def plan(acme, cast):
    return ContactPlan.objects.create(
        contact=contact(acme, cast), owner=cast["max"], next_touch_on=DAY
    )


def line(acme, cast):
    return Relationship.objects.create(
        contact=contact(acme, cast), towards=contact(acme, cast), kind="ally"
    )


def event(acme, cast):
    return HospitalityEvent.objects.create(
        account=acme, title="Lunch", happens_on=DAY, purpose="Thanks", attendees="Kim"
    )


def flag(acme, cast):
    return ChemistryFlag.objects.create(
        contact=contact(acme, cast), colleague=cast["max"], what="Noise", noted_on=DAY
    )


def planned(acme, cast):
    found = {
        "target_coverage": 2,
        "cadence_days": 30,
        "next_touch_on": "2026-12-01",
        "owner": cast["max"].pk,
    }
    return found | {"contact": anyone(acme, cast).pk}


def between(acme, cast):
    return {"contact": contact(acme, cast).pk, "towards": contact(acme, cast).pk, "kind": "ally"}


def clash(acme, cast):
    found = {"what": "Noise", "noted_on": "2026-11-01", "colleague": cast["max"].pk}
    return found | {"contact": anyone(acme, cast).pk}


def of(make):
    return lambda acme, cast: {"row_id": make(acme, cast).pk}


GONE = {"what": "left", "on": "2026-11-02", "where": "Bolt"}
SPOKEN = {"kind": "call", "held_on": "2026-11-02", "summary": "All well"}
ROWS = [
    Row("contacts_desk:list", EVERYBODY),
    *crud("contacts:contact", contact, {"name": "Kim"}),
    Row("contacts:rate", CHANGE, make=of(contact)),
    Row("contacts:rate", moves(CHANGE), make=of(contact), method="post", data={"coverage": 2}),
    Row("contacts:left", CHANGE, make=of(contact)),
    Row("contacts:left", moves(CHANGE), make=of(contact), method="post", data=GONE),
    *crud("contacts:contactplan", plan, planned),
    Row("contacts:touch", CHANGE, make=of(plan)),
    Row("contacts:touch", moves(CHANGE), make=of(plan), method="post", data=SPOKEN),
    Row("contacts:wall_chart", READ),
    *crud("contacts:relationship", line, between),
    *crud("contacts:hospitalityevent", event, LUNCH),
    *crud("contacts:chemistryflag", flag, clash, expect=COVER, read=PRIVATE),
]
