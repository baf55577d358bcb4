"""Who gets in where: delivery."""

from datetime import date

from scorecard import services
from scorecard.models import Deliverable, FinancialPeriod, Issue, Scorecard, Template, ValueRecord
from tests.access import CHANGE, Row, crud, moves

DAY = date(2026, 10, 1)


def financials(acme, cast):
    return FinancialPeriod.objects.create(
        account=acme, starts_on=DAY, ends_on=date(2026, 10, 31), revenue=10
    )


def card(acme, cast):
    template = Template.objects.get(name="Five categories")
    made = Scorecard.objects.create(account=acme, template=template, month=DAY)
    services.prepare(scorecard=made)
    return made


def issue(acme, cast):
    return Issue.objects.create(
        account=acme, title="A late visit", raised_on=DAY, owner=cast["max"]
    )


def deliverable(acme, cast):
    return Deliverable.objects.create(account=acme, text="A report", due_on=DAY, owner=cast["max"])


def value(acme, cast):
    return ValueRecord.objects.create(account=acme, text="Less energy")


def typed_card(acme, cast):
    return {"template": Template.objects.get(name="Five categories").pk, "month": "2026-08-14"}


def typed_issue(acme, cast):
    return {
        "title": "B",
        "side": "ours",
        "kind": "people",
        "raised_on": "2026-01-05",
        "owner": cast["max"].pk,
    }


def typed_deliverable(acme, cast):
    return {"text": "B", "owner": cast["max"].pk, "due_on": "2026-12-24"}


MONTH = {"starts_on": "2026-09-01", "ends_on": "2026-09-30", "revenue": "12.50", "currency": "EUR"}
VALUE = {"text": "B", "currency": "EUR"}
ROWS = [
    *crud("scorecard:financialperiod", financials, MONTH),
    *crud("scorecard:scorecard", card, typed_card),
    *crud("scorecard:issue", issue, typed_issue),
    *crud("scorecard:deliverable", deliverable, typed_deliverable),
    *crud("scorecard:valuerecord", value, VALUE),
    Row("scorecard:paste", CHANGE),
    Row(
        "scorecard:paste",
        moves(CHANGE),
        method="post",
        data={"table": "2026-01;10", "currency": "EUR"},
    ),
    Row("scorecard:fill", CHANGE, make=lambda acme, cast: {"row_id": card(acme, cast).pk}),
    Row(
        "scorecard:fill",
        moves(CHANGE),
        make=lambda acme, cast: {"row_id": card(acme, cast).pk},
        method="post",
        data={"version": 1},
    ),
]
