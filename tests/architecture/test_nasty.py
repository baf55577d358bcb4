"""Odd input at every address: an answer below 500, and nothing half written."""

import inspect

import pytest
from django.db import transaction

from tests.architecture.walking import ROWS, address, digest, status_of

NASTY = ["\x00", "'\"<script>{{7*7}}", "9" * 400, "2026-02-30"]
PARAMETERS = (
    "q",
    "page",
    "sort",
    "period",
    "state",
    "owner",
    "manager",
    "before",
    "export",
    "next",
    "status",
    "tier",
)


@pytest.mark.parametrize("row", [row for row in ROWS if row.method == "get"], ids=str)
def test_looking_changes_nothing_and_odd_parameters_are_answered(row, acme, cast, sign_in):
    url, browser = address(row, acme, cast), sign_in(cast["dora"])
    before = digest()
    status_of(browser.get(url))
    answers = {
        nasty: status_of(browser.get(url, dict.fromkeys(PARAMETERS, nasty))) for nasty in NASTY
    }
    assert {nasty: status for nasty, status in answers.items() if status >= 500} == {}
    assert digest() == before


@pytest.mark.parametrize("row", [row for row in ROWS if row.method == "post"], ids=str)
def test_odd_fields_are_answered(row, acme, cast, sign_in):
    url, browser = address(row, acme, cast), sign_in(cast["dora"])
    data = row.data(acme, cast) if inspect.isroutine(row.data) else row.data
    answers = {}
    for nasty in NASTY:
        with transaction.atomic():
            answers[nasty] = browser.post(
                url, dict.fromkeys([*data, "version", "press"], nasty)
            ).status_code
            transaction.set_rollback(True)
    assert {nasty: status for nasty, status in answers.items() if status >= 500} == {}
