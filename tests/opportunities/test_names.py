"""How the figures name people and products."""

from opportunities.figures.sums import names_of
from opportunities.models import Product


def test_two_of_one_name_are_told_apart_by_their_numbers():
    rows = [Product(pk=1, name="Gadget"), Product(pk=2, name="Gadget"), Product(pk=3, name="Lamp")]
    assert names_of(rows) == {1: "Gadget (1)", 2: "Gadget (2)", 3: "Lamp"}
