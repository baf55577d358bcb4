"""The figures of one small company are the same bytes on every database: the committed ones."""

from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from accountfile.core.models import Account, ExchangeRate
from opportunities.models import Opportunity, PipelineStage, Product

EXPECTED = Path(__file__).with_name("figures.json")
# Stage, account, product, value, currency, probability, first talk, closing; names that databases
# sort differently.
SALES = [
    ("Won", "acme", "Gadget", "400.10", "USD", None, "2026-01-05", "2026-02-01"),
    ("Won", "acme", "gadget extra", "0.30", "USD", None, "2026-02-01", "2026-05-20"),
    ("Won", "Ärla", "Gadget", "33.35", "EUR", None, "2026-03-02", "2026-05-31"),
    ("Won", "Ärla", "Gadget", "33.35", "EUR", None, "2026-03-01", "2026-08-31"),
    ("Won", "Co op", "Gadget Plus", "12345678901.23", "USD", None, None, "2026-08-01"),
    ("Won", "Coop", "Gadget Plus", "7", "CHF", None, "2026-07-01", "2026-08-01"),
    ("Lost", "Coop", "Gadget", "55", "USD", None, "2026-07-01", "2026-09-30"),
    ("Lost", "zeta", None, "0", "USD", None, "2026-07-05", "2026-09-30"),
    ("Proposal", "acme", "Gadget", "55", "USD", 50, "2026-09-01", None),
    ("Proposal", "acme", "Gadget", "9", "USD", 10, "2026-09-02", None),
    ("Proposal", "acme", "Gadget", "9", "USD", 10, "2026-09-03", None),
    ("Engaging", "Ärla", "gadget extra", "1", "EUR", 33, "2026-09-03", None),
    ("Engaging", None, "Gadget Plus", None, "USD", None, "2026-09-04", None),
    ("Prospecting", "zeta", "Gadget", "0.05", "USD", 1, None, None),
]


@pytest.fixture
def company(cast):
    """A company with sales in three currencies, of which one has no rate."""
    for day, rate in (("2020-01-01", "1.085"), ("2026-06-01", "1.12345678")):
        ExchangeRate.objects.create(currency="EUR", from_on=day, rate=Decimal(rate))
    names = [("acme", None), ("Ärla", None), ("Co op", "acme"), ("Coop", "acme"), ("zeta", None)]
    accounts = {None: None}
    for name, parent in names:
        accounts[name] = Account.objects.create(name=name, parent=accounts[parent], sector=name[:1])
    prices = (
        ("Gadget", "500", "USD"),
        ("gadget extra", "0.35", "EUR"),
        ("Gadget Plus", None, "USD"),
    )
    products = {None: None}
    for name, price, currency in prices:
        listed = price and Decimal(price)
        products[name] = Product.objects.create(name=name, list_price=listed, currency=currency)
    stages = {stage.name: stage for stage in PipelineStage.objects.all()}
    for place, (stage, account, product, value, currency, chance, begun, closed) in enumerate(
        SALES
    ):
        Opportunity.objects.create(
            owner=cast["max" if place % 3 else "mia"],
            stage=stages[stage],
            account=accounts[account],
            product=products[product],
            value=value and Decimal(value),
            currency=currency,
            probability=chance,
            engaged_on=begun and date.fromisoformat(begun),
            closed_on=closed and date.fromisoformat(closed),
        )


def test_the_figures_are_the_same_bytes_on_every_database(company):
    out = StringIO()
    call_command("figures", "--json", stdout=out)
    assert out.getvalue() == EXPECTED.read_text(encoding="utf-8")
