"""Who gets in where: contracts."""

from datetime import date
from decimal import Decimal

from accountfile.contracts.models import Contract, Invoice, Obligation, ServiceLevel, ServiceReading
from tests.access import CHANGE, EVERYBODY, Row, crud, moves

START, END = date(2025, 1, 1), date(2026, 12, 31)


def contract(acme, cast):
    return Contract.objects.create(
        account=acme, title="Frame contract", starts_on=START, ends_on=END
    )


def obligation(acme, cast):
    return Obligation.objects.create(
        contract=contract(acme, cast), text="Report", owner=cast["max"], due_on=END
    )


def level(acme, cast):
    return ServiceLevel.objects.create(
        contract=contract(acme, cast), metric="Response", target=Decimal(98)
    )


def reading(acme, cast):
    return ServiceReading.objects.create(
        service_level=level(acme, cast), month=START, actual=Decimal(97)
    )


def invoice(acme, cast):
    return Invoice.objects.create(
        account=acme, number="1", issued_on=START, due_on=END, amount=Decimal(10)
    )


def of(make):
    return lambda acme, cast: {"row_id": make(acme, cast).pk}


CONTRACT = {
    "title": "Refit",
    "kind": "work",
    "currency": "EUR",
    "starts_on": "2026-01-01",
    "notice_months": 3,
    "notice_days": 0,
    "renewal": "auto",
}
INVOICE = {
    "number": "2",
    "issued_on": "2026-01-01",
    "due_on": "2026-01-31",
    "amount": "12.50",
    "currency": "EUR",
}
DECISION = {"decision": "renew", "reason": "It pays", "version": 1}


def typed_obligation(acme, cast):
    whose = {"contract": contract(acme, cast).pk, "owner": cast["max"].pk}
    return whose | {"text": "Insurance", "side": "ours", "due_on": "2026-12-24"}


def typed_level(acme, cast):
    return {
        "contract": contract(acme, cast).pk,
        "metric": "Standstills",
        "better": "lower",
        "target": "2",
    }


def typed_reading(acme, cast):
    return {"service_level": level(acme, cast).pk, "month": "2026-02-14", "actual": "99"}


ROWS = [
    Row("contracts_desk:list", EVERYBODY),
    *crud("contracts:contract", contract, CONTRACT),
    *crud("contracts:obligation", obligation, typed_obligation),
    *crud("contracts:servicelevel", level, typed_level),
    *crud("contracts:servicereading", reading, typed_reading),
    *crud("contracts:invoice", invoice, INVOICE),
    Row("contracts:decide", CHANGE, make=of(contract)),
    Row("contracts:decide", moves(CHANGE), make=of(contract), method="post", data=DECISION),
    Row("contracts:met", moves(CHANGE), make=of(obligation), method="post"),
]
