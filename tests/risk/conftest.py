"""Risks of Acme."""

from datetime import UTC, datetime, time

import pytest
import time_machine

from risk.models import Risk


@pytest.fixture
def a_risk(acme, max, today):
    """Return a function that keeps a risk with this likelihood and impact."""

    def kept(likelihood=4, impact=4, title="The buyer leaves", account=acme, **more):
        known = {"owner": max, "review_on": today} | more
        return Risk.objects.create(
            account=account, title=title, likelihood=likelihood, impact=impact, **known
        )

    return kept


@pytest.fixture(autouse=True)
def on_this_day(today):
    """Let every test run at noon of the same day."""
    with time_machine.travel(datetime.combine(today, time(12), UTC), tick=False):
        yield
