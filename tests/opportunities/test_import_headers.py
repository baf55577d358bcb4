"""The columns of sales are understood by their headers, whoever named them."""

import csv

import pytest

from accountfile.importing.headers import guess
from opportunities.imports import Opportunities
from tests.opportunities.conftest import DATA

# What the conventions call a meaning, and the field here.
MEANINGS = {
    "external id": "external_id",
    "opportunity name": "name",
    "account (id)": "account",
    "account (name)": "account",
    "account (name, may be blank)": "account",
    "account (ids, separated by ;)": "account",
    "account manager (name)": "owner",
    "product (name)": "product",
    "stage": "stage",
    "value": "value",
    "won value (0 when lost)": "value",
    "close date": "closed_on",
    "closed on": "closed_on",
    "probability %": "probability",
}


def test_every_header_of_the_conventions_is_understood():
    path = DATA / "header_conventions.csv"
    if not path.exists():
        pytest.skip("The published data is not here.")
    with path.open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["object"] in ("opportunity", "deal")]
    wanted = {row["header"]: MEANINGS.get(row["meaning"]) for row in rows}
    known = {header: field for header, field in wanted.items() if field}
    assert len(known) > 10
    guessed = {header: guess(Opportunities, [header]) for header in known}
    assert guessed == {header: {field: header} for header, field in known.items()}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Deal #", "external_id"),
        ("Wert (EUR)", "value"),
        ("Prob. %", "probability"),
        ("Étape", "stage"),
    ],
)
def test_numbers_units_and_other_languages_are_understood(header, field):
    assert guess(Opportunities, [header, "Deal"]) == {field: header, "name": "Deal"}
