"""Importing what is sold, with its list price."""

from accountfile.importing.kinds import Field, Kind
from accountfile.importing.parsing import text
from opportunities.imports.amounts import (
    currency,
    of_two_currencies,
    price,
    with_its_currency,
)
from opportunities.models import Product


def every_product():
    """Yield each product with the texts that name it."""
    for pk, *texts in Product.objects.values_list("pk", "name", "external_id"):
        yield pk, texts


class Products(Kind):
    """What is sold, with its list price."""

    name, noun, plural = "products", "product", "products"
    model = Product
    fields = (
        Field(
            "name",
            "Name",
            text(200),
            required=True,
            headers=(
                "product name, product, name, item, item name, article, title, product or "
                "service, description, produkt, produktname, artikel, artikelbezeichnung, "
                "bezeichnung, produit, désignation, libellé"
            ),
        ),
        Field(
            "series",
            "Series",
            text(100),
            asked=True,
            headers=(
                "series, product series, product family, family, category, product line, line, "
                "range, group, serie, warengruppe, produktgruppe, gamme, famille"
            ),
        ),
        Field(
            "list_price",
            "List price",
            price,
            headers=(
                "list price, sales price, price, unit price, suggested retail price, retail "
                "price, standard price, rrp, msrp, catalogue price, catalog price, price each, "
                "listenpreis, preis, einzelpreis, prix, prix unitaire, prix catalogue, tarif"
            ),
        ),
        Field("currency", "Currency", currency),
        Field(
            "external_id",
            "External id",
            text(100),
            headers=(
                "external id, product id, product code, id, sku, item number, item no, article "
                "number, part number, code, record id, product number, artikelnummer, artikelnr, "
                "référence"
            ),
        ),
    )

    def attributes(self, record):
        return with_its_currency(super().attributes(record), record["list_price"])

    def check(self, records):
        return of_two_currencies(records, "list_price")

    def create(self, rows):
        return Product.objects.bulk_create(rows, batch_size=500)

    def update(self, rows, names, before):
        Product.objects.bulk_update(rows, names, batch_size=500)

    def remove(self, rows):
        for start in range(0, len(rows), 500):
            Product.objects.filter(pk__in=[row.pk for row in rows[start : start + 500]]).delete()
