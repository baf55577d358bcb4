"""Figures and scorecards of Acme."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from scorecard import services
from scorecard.models import (
    Deliverable,
    FinancialPeriod,
    Issue,
    Scorecard,
    Template,
    ValueRecord,
)


@pytest.fixture
def a_month(acme):
    """Return a function that keeps one month's figures."""

    def kept(year, month, revenue=100, account=acme, **more):
        start = date(year, month, 1)
        known = {"cost": 60, "planned_revenue": 100, "planned_cost": 70, "currency": "EUR"} | more
        return FinancialPeriod.objects.create(
            account=account,
            starts_on=start,
            ends_on=services.last_day(start),
            revenue=revenue,
            **known,
        )

    return kept


@pytest.fixture
def card(acme):
    """The yes-or-no card of October, not filled yet."""
    made = Scorecard.objects.create(
        account=acme, template=Template.objects.get(name="Five categories"), month=date(2026, 10, 1)
    )
    services.prepare(scorecard=made)
    return made


@pytest.fixture
def filled(acme, a_month, card, max, today):
    """Acme with figures, a card with one red line, an issue, a deliverable and a value."""
    for month in (8, 9, 10):
        a_month(2026, month, 80)
    a_month(2025, 10, 200)
    red, *rest = card.readings.select_related("measure")
    red.yes, red.accepted, red.until = False, "Agreed", date(2026, 12, 24)
    for reading in rest:
        reading.yes = True
    services.fill(scorecard=card, readings=[red, *rest], by=max, on=today)
    Issue.objects.create(
        account=acme, title="Late visit", raised_on=today - timedelta(days=40), owner=max
    )
    Deliverable.objects.create(
        account=acme, text="Report", due_on=today - timedelta(days=2), owner=max
    )
    ValueRecord.objects.create(
        account=acme,
        text="Less energy",
        measured=10,
        agreed_by="Ingrid",
        agreed_on=today,
        currency="EUR",
    )
    return acme


@pytest.fixture(autouse=True)
def on_this_day(today):
    """Let every test run at noon of the same day."""
    with time_machine.travel(datetime.combine(today, time(12), UTC), tick=False):
        yield
