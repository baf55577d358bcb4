"""Columns are understood by their headers, whoever named them."""

import csv
import io
from types import SimpleNamespace

import pytest

from accountfile.importing import engine, records
from accountfile.importing.accounts import Accounts
from accountfile.importing.engine import complete_mapping
from accountfile.importing.headers import guess
from accountfile.importing.kinds import Field, Kind, Refused
from accountfile.importing.parsing import text
from accountfile.importing.people import People
from accountfile.importing.plan import Wishes
from accountfile.importing.records import _columns


class Sites(Kind):
    """Rows of which nothing but their own fields says how columns are called."""

    name, noun, plural = "sites", "site", "sites"
    fields = (
        Field("name", "Name", text(100), headers="site name, standort"),
        Field("keeper", "Keeper", text(100), joined_from=("given name", "surname")),
        Field("rent", "Rent", text(100), headers="annual rent, miete, rent number"),
    )


# What the conventions call a meaning, and the field here.
MEANINGS = {
    Accounts: {
        "account name": "name",
        "external id": "external_id",
        "sector": "sector",
        "annual revenue": "annual_revenue",
        "annual revenue, million USD": "annual_revenue",
        "employees": "employees",
        "founded": "founded",
        "country": "country",
        "parent account (id)": "parent",
        "parent account (name)": "parent",
        "account manager (name)": "account_manager",
        "account manager (name or e-mail)": "account_manager",
        "account manager (id)": "account_manager",
        "background": "background",
    },
    People: {"account manager": "name", "line manager": "line_manager", "region": "region"},
}
OBJECTS = {
    "account": Accounts,
    "company": Accounts,
    "sales team": People,
}


def test_every_header_of_the_conventions_is_understood(real):
    rows = csv.DictReader(io.StringIO(real("header_conventions.csv").decode()))
    wrong = []
    for row in rows:
        kind = OBJECTS.get(row["object"])
        field = MEANINGS.get(kind, {}).get(row["meaning"])
        if field and guess(kind, [row["header"]]) != {field: row["header"]}:
            wrong.append((row["object"], row["header"], guess(kind, [row["header"]])))
    assert wrong == []


@pytest.mark.parametrize(
    "header", ["Account Name", "account_name", "ACCOUNT-NAME", "AccountName", " Accóunt name "]
)
def test_case_accents_and_blanks_of_a_header_do_not_matter(header):
    assert guess(Accounts, [header]) == {"name": header}


def test_a_header_that_is_nearly_known_is_guessed():
    assert guess(Accounts, ["Compny Name", "Emplyees"]) == {
        "name": "Compny Name",
        "employees": "Emplyees",
    }


@pytest.mark.parametrize("header", ["Standort", "SITE_NAME", "Sitename (net)", "Stndort"])
def test_a_new_kind_is_guessed_from_the_headers_of_its_fields(header):
    assert guess(Sites, ["Colour", header]) == {"name": header}


def test_what_a_field_likes_best_is_its_column():
    assert guess(Sites, ["Miete", "Annual rent"]) == {"rent": "Annual rent"}


def test_a_number_sign_and_a_unit_do_not_hide_a_header():
    assert guess(Sites, ["Rent #"]) == {"rent": "Rent #"}
    assert guess(Sites, ["Miete (EUR)"]) == {"rent": "Miete (EUR)"}


def test_columns_are_joined_only_where_all_are_there_and_none_is_better():
    both = ["Given name", "Surname"]
    assert guess(Sites, both) == {"keeper": "Given name + Surname"}
    assert guess(Sites, ["Surname"]) == {}
    assert guess(Sites, [*both, "Keeper"]) == {"keeper": "Keeper"}


def test_first_and_last_names_make_one_name():
    assert guess(People, ["First Name", "Last Name", "Manager"])["name"] == "First Name + Last Name"


def test_a_column_that_is_given_is_not_guessed_for_another_field():
    mapping = complete_mapping(Accounts, ["Name", "Parent"], {"name": "Parent"})
    assert mapping == {"name": "Parent"}


def test_a_field_that_does_not_exist_is_refused():
    with pytest.raises(Refused) as refused:
        complete_mapping(Accounts, ["Name"], {"colour": "Name"})
    assert str(refused.value).startswith("“colour” is no field of accounts: the fields are name, ")


@pytest.mark.parametrize(
    ("column", "found"),
    [
        ("Name", "Name"),
        ("name ", "Name"),
        ("First + last", "First + Last"),
        ("Nobody", None),
        ("First + Nobody", None),
        ("", None),
    ],
)
def test_a_column_is_found_by_its_name_or_by_several(column, found):
    assert engine.column_named(column, ["Name", "First", "Last"]) == found


@pytest.mark.parametrize(("mapping", "sheet"), [({}, "Data"), ({"name": "Which"}, "Notes")])
def test_the_sheet_that_has_what_is_needed_is_chosen(monkeypatch, mapping, sheet):
    tables = [
        SimpleNamespace(sheet="Cover", headers=["Printed"]),
        SimpleNamespace(sheet="Notes", headers=["Which"]),
        SimpleNamespace(sheet="Data", headers=["Account name"]),
    ]
    monkeypatch.setattr(engine, "read_tables", lambda data, sheet: tables)
    assert engine.fitting_table(Accounts(), b"", mapping=mapping).sheet == sheet


def test_a_column_may_be_called_like_two_that_are_joined():
    assert _columns("a", {"a": 0}) == [0]
    assert _columns("a + b", {"a": 0, "b": 1}) == [0, 1]
    assert _columns("a + b", {"a": 0, "b": 1, "a + b": 2}) == [2]


def test_a_reader_hears_how_far_the_rows_are(monkeypatch):
    monkeypatch.setattr(records, "TOLD_EVERY", 2)
    table = next(engine.read_tables(b"name\nA\nB\nC\nD\nE\n"))
    heard = []
    wishes = Wishes({"name": "name"})
    records.read_records(Accounts(), table, wishes, lambda *far: heard.append(far))
    assert heard == [(2, 5), (4, 5)]


def test_a_corrected_cell_is_remembered_as_it_was_written():
    table = next(engine.read_tables(b"name,sector\nAcme,Softwere\nBolt,Oil\n"))
    wishes = Wishes({"name": "name", "sector": "sector"}, {("sector", "softwere"): "Software"})
    rows, _ = records.read_records(Accounts(), table, wishes)
    assert [row["sector"] for row in rows] == ["Software", "Oil"]
    assert [row.written for row in rows] == [{"sector": "Softwere"}, {}]


class Rooms(Kind):
    """Rows of which two fields like the same columns, one of them more."""

    name, noun, plural = "rooms", "room", "rooms"
    fields = (
        Field("number", "Number", text(100), headers="door, label"),
        Field("label", "Label", text(100), headers="number plate"),
        Field("site", "Site", text(100), headers="building name"),
        Field("place", "Place", text(100), headers="building name"),
    )


def test_what_one_field_likes_best_is_not_taken_by_a_field_before_it():
    assert guess(Rooms, ["Label"]) == {"label": "Label"}


@pytest.mark.parametrize("header", ["Building name", "Buildng name"])
def test_a_column_means_one_thing_also_where_it_is_misspelt(header):
    assert guess(Rooms, [header]) == {"site": header}


def test_a_column_with_a_plus_in_its_name_is_that_column():
    assert engine.column_named("Terms + Conditions", ["Terms + Conditions"]) == "Terms + Conditions"
