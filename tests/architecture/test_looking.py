"""No address that a browser can be sent to answers with an empty page."""

import pytest
from django.test import Client

from accountfile.pages.middleware import page_above
from tests.architecture.walking import ROWS, address

SENT = {row.name: row for row in ROWS if row.method == "post"}


@pytest.mark.parametrize("row", SENT.values(), ids=str)
def test_looking_at_an_address_that_takes_a_form_shows_a_page(row, acme, cast, sign_in):
    url = address(row, acme, cast)
    answer = sign_in(cast["dora"]).get(url, follow=True)
    assert (answer.status_code in (200, 404), bool(answer.content or answer.streaming)) == (
        True,
        True,
    )
    if answer.redirect_chain and "only takes what a button sends" in answer.text:
        assert answer.status_code == 200


@pytest.mark.parametrize("row", [row for row in ROWS if row.method == "get"], ids=str)
def test_sending_to_an_address_that_is_only_looked_at_shows_a_page(row, acme, cast, sign_in):
    answer = sign_in(cast["dora"]).delete(address(row, acme, cast))
    assert answer.status_code != 405 or "does not take this" in answer.text


def test_the_page_above_is_the_nearest_that_leads_anywhere():
    assert page_above("/accounts/3/history/9/put-back/") == "/accounts/3/history/"
    assert page_above("/drafts/drop/") == "/drafts/"
    assert page_above("/drafts/") == "/"
    assert page_above("/") == ""


def test_a_stranger_is_sent_to_the_door_first(db):
    assert Client().get("/drafts/")["Location"] == "/me/login/?next=/drafts/"


def test_who_looks_at_a_buttons_address_is_told_where_they_are(sign_in, max, acme):
    answer = sign_in(max).get("/notices/read/", follow=True)
    assert (answer.redirect_chain, "nothing was changed" in answer.text) == (
        [("/notices/", 302)],
        True,
    )
