"""Prices, chances and currencies as other systems' files give them."""

from decimal import Decimal

import pytest
from django.db.models import Sum

from opportunities.models import Opportunity, Product
from tests.opportunities.conftest import counts


def test_a_price_below_nothing_is_refused(db, import_file):
    told = import_file("products", "product,sales_price\nGadget,500\nMinus,-5\n")
    assert counts(told) == [2, 1, 0, 0, 1]
    assert Product.objects.aggregate(total=Sum("list_price"))["total"] == 500


def test_a_product_may_cost_nothing(db, import_file):
    import_file("products", "product,sales_price\nLeaflet,0\n")
    assert Product.objects.get().list_price == 0


def test_a_list_price_agrees_with_the_column_of_its_currency(db, import_file):
    text = "name,list price,currency\nGear,€ 5.00,GBP\nLamp,€ 5.00,EUR\nDesk,5.00,GBP\n"
    told = import_file("products", text)
    reason = "says GBP, but the amount is in EUR"
    assert told["problems"] == [{"row": 2, "column": "currency", "reason": reason}]
    named = dict(Product.objects.values_list("name", "currency"))
    assert named == {"Lamp": "EUR", "Desk": "GBP"}


def test_prices_with_decimal_commas_keep_their_thousands(db, import_file):
    import_file("products", "Artikel;Preis\nDesk;1.234\nChair;12,50\n")
    assert dict(Product.objects.values_list("name", "list_price")) == {"Desk": 1234, "Chair": 12.5}


def test_probabilities_may_be_written_from_0_to_1(import_file, acme, gadget):
    import_file("opportunities", "id,stage,probability\nD1,Prospecting,0.2\nD2,Prospecting,0.9\n")
    assert dict(Opportunity.objects.values_list("external_id", "probability")) == {
        "D1": 20,
        "D2": 90,
    }


def test_a_closed_one_has_no_probability_of_its_own(import_file, acme, gadget):
    import_file("opportunities", "id,stage,probability\nD1,Won,90\nD2,Lost,90\nD3,Proposal,90\n")
    found = dict(Opportunity.objects.values_list("external_id", "probability"))
    assert found == {"D1": None, "D2": None, "D3": 90}


@pytest.mark.parametrize("currency", ["EU", "EURO", "ÉUR", "E1R"])
def test_a_currency_is_three_letters(import_file, acme, currency):
    told = import_file("opportunities", f"id,stage,currency\nK1,Won,{currency}\nK2,Won,eur\n")
    assert [each["reason"] for each in told["problems"]] == [
        f"“{currency}” is not a currency such as EUR"
    ]
    assert Opportunity.objects.get().currency == "EUR"


def test_an_amount_keeps_the_currency_that_stands_beside_it(import_file, acme, gadget):
    values = ("1.234,50 €", "£90,00", "$70,00", "50,00")
    rows = "external_id;account;stage;value\n" + "".join(
        f"E{n};Acme;Won;{each}\n" for n, each in enumerate(values, 1)
    )
    import_file("opportunities", rows)
    assert list(Opportunity.objects.order_by("external_id").values_list("value", "currency")) == [
        (Decimal("1234.50"), "EUR"),
        (Decimal("90.00"), "GBP"),
        (Decimal("70.00"), "USD"),
        (Decimal("50.00"), "USD"),
    ]
    assert counts(import_file("opportunities", rows)) == [4, 0, 0, 4, 0]


def test_a_heading_may_name_the_currency_and_a_column_must_agree(import_file, acme):
    import_file("products", "name,list price (EUR)\nGear,12.50\n")
    assert Product.objects.get(name="Gear").currency == "EUR"
    told = import_file(
        "opportunities", "external_id,account,stage,value,currency\nX1,Acme,Won,€ 5.00,GBP\n"
    )
    assert told["problems"] == [
        {"row": 2, "column": "currency", "reason": "says GBP, but the amount is in EUR"},
    ]
