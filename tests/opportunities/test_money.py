"""Money is added up, weighted and converted to the same cent on every database."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import F

from accountfile.core.models import ExchangeRate
from opportunities.figures.sums import tally
from opportunities.models import Opportunity, Product


@pytest.fixture
def sale(acme, max, stages):
    def made(value, probability=None, **more):
        stage = stages[more.pop("stage", "Proposal")]
        row = Opportunity(
            account=acme, owner=max, stage=stage, value=value, probability=probability, **more
        )
        row.save()
        return row

    return made


@pytest.fixture
def euros(db):
    ExchangeRate.objects.create(currency="EUR", from_on=date(2020, 1, 1), rate=Decimal("1.085"))


def whole():
    return tally(Opportunity.objects.all())


def test_whole_amounts_are_weighted_in_decimals(sale):
    for value, probability in ((55, 50), (9, 10), (9, 10)):
        sale(value, probability)
    assert whole().weighted == Decimal("29.30")


def test_many_cents_add_up_exactly(sale):
    for _ in range(10):
        sale(Decimal("0.10"))
    sale(Decimal("90071992547.41"))
    assert whole().open_value == Decimal("90071992548.41")


def test_each_foreign_amount_is_converted_to_the_cent(sale, euros):
    for value in ("1.00", "3.00", "1.00"):
        sale(Decimal(value), currency="EUR")
    rows = Opportunity.objects.with_worth().order_by("pk").values_list("worth", flat=True)
    # Half a cent away from zero: 1.085 is 1.09 and 3.255 is 3.26, in binary fractions neither would
    # be.
    assert (list(rows), whole().open_value) == (
        [Decimal("1.09"), Decimal("3.26"), Decimal("1.09")],
        Decimal("5.44"),
    )


def test_what_has_no_rate_is_counted_and_left_out(sale):
    sale(100, currency="SEK")
    assert (whole().open_value, whole().without_rate) == (0, 1)


def test_an_open_one_without_a_value_counts_at_the_list_price_in_its_currency(sale, euros):
    product = Product.objects.create(name="Gadget", list_price=Decimal(3), currency="EUR")
    sale(None, product=product)
    assert whole().open_value == Decimal("3.26")


def test_the_rate_is_that_of_the_closing_day(sale, euros):
    ExchangeRate.objects.create(currency="EUR", from_on=date(2026, 10, 1), rate=Decimal(2))
    for day in (date(2026, 9, 30), date(2026, 10, 1)):
        sale(100, currency="EUR", stage="Won", closed_on=day)
    assert list(
        Opportunity.objects.with_worth().order_by("closed_on").values_list("worth", flat=True)
    ) == [
        Decimal("108.50"),
        Decimal(200),
    ]


def test_rows_are_sorted_by_what_they_are_worth_at_home(sale, euros):
    sale(100), sale(99, currency="EUR")
    rows = Opportunity.objects.with_worth().order_by(F("worth").desc())
    assert [row.currency for row in rows] == ["EUR", "USD"]
