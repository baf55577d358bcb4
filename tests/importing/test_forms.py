"""What the pages of an import offer to choose from."""

import pytest

from accountfile.importing.forms import ColumnsForm, DoubtsForm
from accountfile.importing.people import People

HEAD = {"headers": ["First", "Last", "Terms + Conditions"], "sheets": []}


def offered(form, name):
    return [value for value, _ in form.fields[name].choices]


def test_columns_that_make_one_value_are_offered_where_they_were_found_alone():
    form = ColumnsForm(kind=People, head=HEAD, columns={"name": "First + Last"})
    assert offered(form, "name") == ["", *HEAD["headers"], "First + Last"]
    assert offered(form, "email") == ["", *HEAD["headers"]]


def test_a_column_with_a_plus_in_its_name_is_offered_once():
    form = ColumnsForm(kind=People, head=HEAD, columns={"name": "Terms + Conditions"})
    assert offered(form, "name") == ["", *HEAD["headers"]]


@pytest.mark.parametrize(("rows", "says"), [(1, "1 row says"), (1200, "1,200 rows say")])
def test_a_doubt_says_how_many_rows_it_is_about(rows, says):
    doubt = {"label": "Sector", "text": "fod", "rows": rows, "refused": False, "proposal": "food"}
    [field] = DoubtsForm(doubts=[doubt]).fields.values()
    assert field.label == f"Sector: {says} “fod”. Is this “food”?"
