"""The file keeps the drawn summary of a section until the file changes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def risk(a_risk):
    return a_risk()


def risk_queries(browser, page):
    """Return the statements about risks that a look at the page causes."""
    with CaptureQueriesContext(connection) as asked:
        browser.get(page)
    return [query["sql"] for query in asked.captured_queries if '"risk_risk"' in query["sql"]]


def test_a_change_shows_at_once(sign_in, max, acme, risk):
    browser, page = sign_in(max), f"/accounts/{acme.pk}/"
    assert str(risk) in browser.get(page).content.decode()
    risk.title = "The buyer retires"
    risk.save()
    assert "The buyer retires" in browser.get(page).content.decode()


def test_looking_again_asks_nothing(sign_in, max, acme, risk):
    browser, page = sign_in(max), f"/accounts/{acme.pk}/"
    browser.get(page)
    assert risk_queries(browser, page) == []


def test_it_is_not_kept_for_somebody_with_other_rights(sign_in, max, rob, acme, risk):
    sign_in(max).get(f"/accounts/{acme.pk}/")
    assert risk_queries(sign_in(rob), f"/accounts/{acme.pk}/") != []
