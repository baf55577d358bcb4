"""Amounts are converted and added up to the cent, whatever the database."""

import sqlite3
from decimal import Decimal
from types import SimpleNamespace

import pytest

from accountfile.core.models import money


@pytest.fixture
def sqlite():
    """Return a connection to an empty SQLite database that has learnt to convert."""
    bare = sqlite3.connect(":memory:")
    money.teach_sqlite_to_convert(SimpleNamespace(vendor="sqlite", connection=bare))
    yield bare
    bare.close()


@pytest.mark.parametrize(
    ("amount", "rate", "converted"),
    [(0.9, 1.05, 0.95), (None, 1.05, None), (0.9, None, None)],
)
def test_sqlite_converts_to_the_cent_and_nothing_to_nothing(sqlite, amount, rate, converted):
    assert sqlite.execute("SELECT CONVERTED(?, ?)", (amount, rate)).fetchone() == (converted,)


@pytest.mark.parametrize(("stored", "amount"), [(250, Decimal("2.50")), (None, None)])
def test_cents_are_read_back_as_an_amount(stored, amount):
    assert money.WholeNumber(places=2).from_db_value(stored, None, None) == amount
