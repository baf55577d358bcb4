"""Contracts and invoices of Acme."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
import time_machine

from accountfile.contracts.models import Contract, Invoice


@pytest.fixture
def a_contract(acme):
    """Return a function that keeps a contract with this end."""

    def kept(ends_on=date(2027, 6, 30), title="Frame contract", account=acme, **more):
        known = {"starts_on": date(2024, 1, 1)} | more
        return Contract.objects.create(account=account, title=title, ends_on=ends_on, **known)

    return kept


@pytest.fixture
def an_invoice(acme):
    """Return a function that keeps an unpaid invoice that is overdue for so many days."""

    def kept(today, days, amount=100, **more):
        due_on = today - timedelta(days=days)
        number = str(Invoice.objects.count())
        known = {
            "number": number,
            "issued_on": due_on - timedelta(days=30),
            "currency": "EUR",
        } | more
        return Invoice.objects.create(account=acme, due_on=due_on, amount=Decimal(amount), **known)

    return kept


@pytest.fixture(autouse=True)
def on_this_day(today):
    """Let every test run at noon of the same day."""
    with time_machine.travel(datetime.combine(today, time(12), UTC), tick=False):
        yield
