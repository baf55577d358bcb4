"""Figures by what is sold, and what is not sold yet."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from accountfile.core.models import exact_sum
from accountfile.periods import EVER
from opportunities.figures.sums import NOTHING, Tally, in_order, tallies
from opportunities.models import Product, State, in_reporting_currency
from opportunities.models.opportunity import closed_within


@dataclass(frozen=True)
class ProductSales:
    """How a product sells, and what it fetched of its list price."""

    product: Product
    tally: Tally
    listed: "Listed"


@dataclass(frozen=True)
class Listed:
    """What orders with a value and a list price fetched, beside the list price of the same
    orders.
    """

    won_value: Decimal = Decimal(0)
    list_value: Decimal = Decimal(0)

    def __add__(self, other):
        return Listed(self.won_value + other.won_value, self.list_value + other.list_value)

    @property
    def realised(self):
        """Won value in percent of the list price; None without either."""
        return 100 * self.won_value / self.list_value if self.list_value else None


def by_product(rows, period=EVER, products=None):
    """Return a ProductSales for each product of the catalogue, by name."""
    products = in_order(Product.objects.own() if products is None else products)
    found = tallies(rows, "product", period=period)
    listed = listed_by_product(rows, period)
    return [
        ProductSales(
            p,
            found.get(p.pk, NOTHING),
            listed.get(p.pk, Listed()),
        )
        for p in products
    ]


def listed_by_product(rows, period=EVER):
    """Return ``{product number: Listed}``."""
    price = in_reporting_currency("product__list_price", "product__currency")
    won = rows.filter(Q(state=State.WON, value__isnull=False) & closed_within(period)).order_by()
    # Both amounts at the same rate, and of the same orders, or the share means nothing.
    priced = won.with_worth().annotate(price=price).filter(worth__isnull=False, price__isnull=False)
    added = priced.values("product").annotate(won=exact_sum("worth"), listed=exact_sum("price"))
    return {row["product"]: Listed(row["won"], row["listed"]) for row in added}


def whitespace(rows, accounts, period=EVER):
    """Return ``[(account, [products it has no won order of])]``, products by name."""
    accounts = list(accounts)
    won = (
        rows.won()
        .closed_in(period)
        .filter(product__isnull=False, account__in=[a.pk for a in accounts])
    )
    bought = set(won.order_by().values_list("account", "product").distinct())
    products = in_order(Product.objects.own().on_sale())
    return [(a, [p for p in products if (a.pk, p.pk) not in bought]) for a in accounts]


def accounts_without(rows, number, period=EVER):
    """Return ``[(product, how many of this number of accounts have no won order of it)]`` by
    name.
    """
    won = rows.won().closed_in(period).filter(account__isnull=False).order_by()
    buyers = dict(won.values_list("product").annotate(Count("account", distinct=True)))
    return [
        (product, number - buyers.get(product.pk, 0))
        for product in in_order(Product.objects.own().on_sale())
    ]
