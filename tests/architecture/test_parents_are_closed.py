"""The name of an account that the reader may not open is shown nowhere, although their own account
belongs to it.
"""

from contextlib import suppress

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accountfile.core import history
from accountfile.core.models import Account, Change, acting_as
from tests.architecture.walking import ROWS, address, status_of

SECRET_NAME = "Xanadu"
READS = [row for row in ROWS if row.method == "get" and row.expect.get("max") == 200]


@pytest.fixture
def xanadu(acme, cast):
    """Otto's account, to which Max's belongs by now."""
    xanadu = Account.objects.create(name=SECRET_NAME, account_manager=cast["otto"])
    with acting_as(person=cast["otto"]):
        acme.parent = xanadu
        acme.save()
    return xanadu


def names_it(answer):
    status_of(answer)
    return not answer.streaming and SECRET_NAME.encode() in answer.content


def test_no_page_of_the_file_and_no_list_names_it(xanadu, acme, cast, sign_in):
    browser, naming = sign_in(cast["max"]), []
    for row in READS:
        with suppress(IntegrityError), transaction.atomic():
            if names_it(browser.get(address(row, acme, cast))):
                naming.append(row.name)
            transaction.set_rollback(True)
    assert naming == []


@pytest.mark.parametrize("query", ["", "?q=Xanadu", "?export=csv", "?sort=name"])
def test_no_list_search_or_export_finds_it(query, xanadu, cast, sign_in):
    browser = sign_in(cast["max"])
    pages = [browser.get(reverse(name) + query) for name in ("accounts", "search", "desk")]
    found = b"".join(
        b"".join(page.streaming_content) if page.streaming else page.content for page in pages
    )
    assert (
        found.replace(b"?q=Xanadu", b"")
        .replace(b'value="Xanadu"', b"")
        .count(b">" + SECRET_NAME.encode())
        == 0
    )


def test_the_page_says_restricted_and_names_it_to_those_who_may_open_it(
    xanadu, acme, cast, sign_in
):
    page = reverse("file", args=[acme.pk])
    assert "<dt>Belongs to</dt><dd>restricted</dd>" in sign_in(cast["max"]).get(page).text
    assert "<dt>Belongs to</dt><dd>Xanadu</dd>" in sign_in(cast["dora"]).get(page).text
    assert "<dt>Belongs to</dt><dd>restricted</dd>" in sign_in(cast["max"]).get(page).text


def test_the_history_names_it_to_those_who_may_open_it_and_paper_to_nobody(xanadu, acme, cast):
    changes = Change.objects.filter(account=acme, kind=Change.CHANGED)
    told = [
        history.sentences(changes, reader)[0].text for reader in (cast["max"], cast["dora"], None)
    ]
    says = "Otto changed the parent of the account “Acme” from nothing to {}."
    assert told == [says.format(name) for name in ("restricted", SECRET_NAME, "restricted")]


def test_the_page_of_a_lost_race_does_not_name_it(xanadu, acme, cast, sign_in):
    browser = sign_in(cast["max"])
    typed = {"name": "Acme", "status": "active", "currency": "USD", "parent": "", "version": 0}
    answer = browser.post(reverse("edit_cover", args=[acme.pk]), typed)
    assert (answer.status_code, SECRET_NAME in answer.text) == (409, False)
    assert "restricted" in answer.text


def test_there_was_a_name_to_be_shown(xanadu, acme, cast, sign_in):
    history_page = reverse("file_history", args=[acme.pk])
    assert SECRET_NAME in sign_in(cast["dora"]).get(history_page).text
