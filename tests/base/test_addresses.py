"""Addresses found once a name are Django's own."""

import pytest
from django import urls

from accountfile.base.addresses import reverse


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("desk", ()),
        ("file", (7,)),
        ("core:action_edit", (7, 8)),
        ("core:action_edit", (8, 7)),
        ("section", (7, "a")),
    ],
)
def test_an_address_is_the_one_that_django_gives(name, args):
    assert [reverse(name, args=args), reverse(name, args=list(args))] == [
        urls.reverse(name, args=args)
    ] * 2


def test_a_name_that_there_is_not_has_no_address():
    with pytest.raises(urls.NoReverseMatch):
        reverse("nowhere", args=[1])
