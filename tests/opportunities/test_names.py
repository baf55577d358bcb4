"""How the figures name people and products, and how rows name themselves."""

import pytest

from opportunities.figures.sums import names_of
from opportunities.models import Product, WhitespaceCell


def test_two_of_one_name_are_told_apart_by_their_numbers():
    rows = [Product(pk=1, name="Gadget"), Product(pk=2, name="Gadget"), Product(pk=3, name="Lamp")]
    assert names_of(rows) == {1: "Gadget (1)", 2: "Gadget (2)", 3: "Lamp"}


@pytest.mark.parametrize("centre, name", [("", "Gadget"), ("the depots", "Gadget for the depots")])
def test_an_empty_place_is_named_by_its_product_and_its_part_of_the_client(centre, name):
    assert str(WhitespaceCell(product=Product(name="Gadget"), buying_centre=centre)) == name
