"""What a cell that names another row may mean."""

from collections import Counter
from types import SimpleNamespace

import pytest

from accountfile.importing import resolving
from accountfile.importing.plan import Wishes
from accountfile.importing.resolving import nearest

NAMES = {"northwind traders": "Northwind Traders", "gtx pro": "GTX Pro"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("GTXPro", "GTX Pro"),
        ("Northwind Trad", "Northwind Traders"),  # three letters short
        ("Northwind Tra", None),  # four
        ("Southwind Traders", None),  # another first letter
        ("Northwind Treders", "Northwind Traders"),
        ("?!", None),
    ],
)
def test_the_nearest_name_differs_by_little_and_begins_alike(text, name):
    assert nearest(text, NAMES) == name


def test_no_name_is_near_where_there_is_none():
    assert nearest("Northwind", {}) is None


@pytest.mark.parametrize(("times", "proposals"), [(3, ["Software"]), (2, [])])
def test_a_word_is_proposed_that_is_three_times_as_frequent(times, proposals):
    sector = SimpleNamespace(name="sector", words=())
    counts = Counter({"Software": times, "Softwere": 1})
    doubts = resolving._near_words(sector, counts, {}, Wishes())
    assert [doubt.proposal for doubt in doubts] == proposals


def test_the_rows_of_a_file_name_one_another_whether_they_have_numbers_or_not(reasons):
    text = "id,name,parent\n1,Group,\n2,Acme,Group\n3,Bolt,1\n"
    assert reasons("accounts", text) == []
