"""While somebody writes for long, every page that only reads is there at once; on a real SQLite
file.
"""

import sqlite3
import time
from contextlib import suppress

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.db import IntegrityError, connections
from django.test import Client

from accountfile.people.models import User
from tests.architecture.walking import ROWS, address, status_of
from tests.conftest import SECRET, everybody, file_of_max
from tests.database import migrated

PATIENT_FOR = 3  # seconds that a statement waits for the lock here, instead of a minute
AT_ONCE = 2  # seconds; a busy machine may take one for a page with a chart
READS = [row for row in ROWS if row.method == "get" and row.expect.get("dora") == 200]


@pytest.fixture
def file(tmp_path, django_db_setup, django_db_blocker):
    """Let the product stand on a database in a file of its own, and return its path."""
    usual = connections["default"]
    if usual.vendor != "sqlite":
        pytest.skip("Only SQLite has one lock for all writers.")
    path = tmp_path / "real.sqlite3"
    path.write_bytes(migrated().read_bytes())
    with django_db_blocker.unblock():
        real = connections.create_connection("default")
        own = {
            "NAME": str(path),
            "OPTIONS": real.settings_dict["OPTIONS"] | {"timeout": PATIENT_FOR},
        }
        # Never in place: the usual connection shares the dictionary, and would no longer know that
        # it is in memory.
        real.settings_dict = real.settings_dict | own
        connections["default"] = real
        yield path
        real.close()
        connections["default"] = usual


@pytest.fixture
def browser(file):
    """Dora reads; that she was seen has not been noted yet, nor how Max's file stands."""
    cast = everybody()
    acme = file_of_max(cast)
    client = Client(raise_request_exception=False)
    TOTP.activate(cast["dora"], SECRET)
    client.force_login(cast["dora"])
    client.addresses = set()
    for row in READS:
        # Two tables may make the same row; then the page of the first is enough.
        with suppress(IntegrityError):
            client.addresses.add(address(row, acme, cast))
    assert len(client.addresses) > len(READS) * 0.7
    return client


@pytest.fixture
def writer(file, browser):
    """Somebody who writes and does not end."""
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.execute("ROLLBACK")
    other.close()


def test_no_page_waits_and_none_fails(browser, writer):
    late, failed = {}, {}
    for url in sorted(browser.addresses):
        begun = time.monotonic()
        status = status_of(browser.get(url))
        if time.monotonic() - begun > AT_ONCE:
            late[url] = time.monotonic() - begun
        if status != 200:
            failed[url] = status
    assert (late, failed) == ({}, {})


def test_somebody_was_there_to_be_waited_for(browser, writer):
    with pytest.raises(Exception, match="locked"):
        User.objects.filter(username="max").update(region="West")
