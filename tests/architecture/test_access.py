"""Every address × every role: the expected answer, and a database that no refused request has
touched.
"""

import inspect

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver

from tests.architecture.walking import ROWS, address, digest, status_of

# Django's own pages and the sign-in pages have tests of their own: tests/people.
ELSEWHERE = ("admin", "account_", "mfa_", "usersessions_", "socialaccount_")


def names(resolver=None, prefix=""):
    """Yield the name of every address."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern, space)
        elif pattern.name:
            yield f"{prefix}{pattern.name}"


def test_every_address_stands_in_an_access_table():
    listed = {row.name for row in ROWS}
    missing = sorted({name for name in names() if not name.startswith(ELSEWHERE)} - listed)
    assert missing == []


def test_every_address_has_a_name():
    def nameless(resolver, path=""):
        for pattern in resolver.url_patterns:
            here = f"{path}{pattern.pattern}"
            if isinstance(pattern, URLResolver):
                if pattern.namespace != "admin":
                    yield from nameless(pattern, here)
            elif not pattern.name:
                yield here

    assert sorted(nameless(get_resolver())) == []


def fields(row, acme, cast):
    return row.data(acme, cast) if inspect.isroutine(row.data) else row.data


def ask(row, url, data, browser):
    return status_of(browser.post(url, data) if row.method == "post" else browser.get(url))


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_role_gets_its_answer_and_no_refusal_changes_anything(row, acme, cast, sign_in):
    url = address(row, acme, cast)
    browsers = {role: Client() if role == "anon" else sign_in(cast[role]) for role in row.expect}
    refused = {role for role, status in row.expect.items() if status >= 400 or role == "anon"}
    data = fields(row, acme, cast)
    before = digest()
    got = {role: ask(row, url, data, browsers[role]) for role in refused}
    assert digest() == before
    for role in row.expect.keys() - refused:
        # Each role meets the same rows: what the one before wrote is taken back.
        with transaction.atomic():
            got[role] = ask(row, url, fields(row, acme, cast), browsers[role])
            transaction.set_rollback(True)
    assert got == row.expect
