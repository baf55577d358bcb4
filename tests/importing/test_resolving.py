"""What a cell that names another row may mean."""

import pytest

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
