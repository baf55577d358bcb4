"""Of two people on one verb the second is told, changes nothing by it, and keeps their words; for
every verb.
"""

import inspect

import pytest
from django.utils.html import escape

from tests.architecture.verbs import FREE, SENT, VERBS
from tests.architecture.walking import ROWS, address, digest


def test_every_verb_is_listed_once_and_nothing_is_free_that_is_no_address():
    posted = {row.name for row in ROWS if row.method == "post"}
    assert sorted(FREE.keys() - posted) == []
    assert len(VERBS) > 40


@pytest.mark.parametrize("row", SENT, ids=str)
def test_whoever_comes_second_is_told_and_keeps_their_words(row, acme, cast, sign_in):
    url = address(row, acme, cast)
    person = next(
        cast[role] for role, status in row.expect.items() if status == 302 and role != "anon"
    )
    data = row.data(acme, cast) if inspect.isroutine(row.data) else row.data
    browser, before = sign_in(person), digest()
    answer = browser.post(url, data | {"version": "99"})
    assert (answer.status_code, digest() == before) == (409, True)
    assert "Somebody was quicker" in answer.text
    words = [value for value in data.values() if isinstance(value, str) and " " in value]
    assert [value for value in words if escape(value) not in answer.text] == []
