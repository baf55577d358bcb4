"""The file keeps the drawn summary of a section until the file changes."""

import pytest


@pytest.fixture
def risk(a_risk):
    return a_risk()


def test_a_change_shows_at_once(sign_in, max, acme, risk):
    browser, page = sign_in(max), f"/accounts/{acme.pk}/"
    assert str(risk) in browser.get(page).content.decode()
    risk.title = "The buyer retires"
    risk.save()
    assert "The buyer retires" in browser.get(page).content.decode()


def test_looking_again_asks_nothing(sign_in, max, acme, risk, django_assert_max_num_queries):
    browser, page = sign_in(max), f"/accounts/{acme.pk}/"
    browser.get(page)
    with django_assert_max_num_queries(40) as asked:
        browser.get(page)
    assert [query["sql"] for query in asked.captured_queries if '"risk_risk"' in query["sql"]] == []


def test_it_is_not_kept_for_somebody_with_other_rights(sign_in, max, rob, acme, risk, django_assert_max_num_queries):
    sign_in(max).get(f"/accounts/{acme.pk}/")
    browser = sign_in(rob)
    with django_assert_max_num_queries(40) as asked:
        browser.get(f"/accounts/{acme.pk}/")
    assert [query for query in asked.captured_queries if '"risk_risk"' in query["sql"]] != []
