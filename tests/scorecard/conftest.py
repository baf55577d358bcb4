"""Figures and scorecards of Acme."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine

from scorecard import services
from scorecard.models import FinancialPeriod, Scorecard, Template


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


@pytest.fixture(autouse=True)
def on_this_day(today):
    """Let every test run at noon of the same day."""
    with time_machine.travel(datetime.combine(today, time(12), UTC), tick=False):
        yield
