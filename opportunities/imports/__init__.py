"""Importing what is sold and every sale from other systems' files."""

from opportunities.imports.products import Products
from opportunities.imports.sales import Opportunities


def kinds():
    """Return products and opportunities, in the order in which they are best imported."""
    return (Products, Opportunities)
