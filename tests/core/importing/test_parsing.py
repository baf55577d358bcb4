"""Numbers, dates and words as people write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from accountfile.core.importing import parsing
from accountfile.core.importing.kinds import Refused
from accountfile.core.importing.parsing import Style


def refusal(parse, cell, style=Style()):  # noqa: B008, it is frozen
    with pytest.raises(Refused) as refused:
        parse(cell, style)
    return str(refused.value)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1 234", "1234.00"),
        ("1\u202f234,5", "1234.50"),
        ("£1,234", "1234.00"),
        ("$ 1,000", "1000.00"),
        ("12 EUR", "12.00"),
        ("1100.04", "1100.04"),
        ("(5)", "-5.00"),
        ("-3.2", "-3.20"),
        ("5-", "-5.00"),
        ("1e5", "100000.00"),
        (1100.0400000000001, "1100.04"),
        (7, "7.00"),
    ],
)
def test_an_amount_is_read_however_it_is_written(cell, value):
    assert parsing.money(cell, Style()) == Decimal(value)


def test_a_column_with_decimal_commas_reads_three_digits_as_thousands():
    style = Style(decimal=parsing.style_of_numbers(["1.234", "12,50"]))
    assert parsing.money("1.234", style) == Decimal("1234.00")


@pytest.mark.parametrize("cell", ["abc", "1,2,3", "12 apples", "NaN", "Infinity", "1.2.3", "--5"])
def test_what_is_no_number_is_refused(cell):
    assert refusal(parsing.money, cell) == f"“{cell}” is not a number"


def test_a_number_beyond_every_amount_is_refused():
    assert refusal(parsing.money, "1e30") == "“1e30” is too large a number"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2017-03-01", date(2017, 3, 1)),
        ("20170301", date(2017, 3, 1)),
        ("2017-03-01T23:59:00Z", date(2017, 3, 1)),
        ("31/12/2017", date(2017, 12, 31)),
        ("31.12.2017", date(2017, 12, 31)),
        ("4 Dec 2017", date(2017, 12, 4)),
        ("December 4, 2017", date(2017, 12, 4)),
        (datetime(1996, 7, 4), date(1996, 7, 4)),
    ],
)
def test_a_date_is_read_however_it_is_written(cell, day):
    assert parsing.day(cell, Style()) == day


def test_the_order_of_day_and_month_is_decided_by_the_whole_column():
    column = ["02/03/24", "02/23/26 08:55 PM"]
    order = parsing.style_of_dates(column)
    assert order == "mdy"
    assert [parsing.day(cell, Style(dates=order)) for cell in column] == [date(2024, 2, 3), date(2026, 2, 23)]


def test_a_column_that_could_be_either_is_told_from_one_without_such_dates():
    assert parsing.style_of_dates(["02/03/24", "05/06/24"]) == ""
    assert parsing.style_of_dates(["2024-02-03", "14.2.2024", ""]) is None


@pytest.mark.parametrize("cell", ["2017-13-01", "31/02/2020", "soon", "5"])
def test_what_is_no_date_is_refused(cell):
    assert refusal(parsing.day, cell) == f"“{cell}” is not a date"


def test_a_mistyped_century_is_refused():
    assert refusal(parsing.day, "0202-01-01") == "“0202-01-01” is not a date between 1900 and 2100"


def test_a_year_below_a_thousand_is_refused():
    assert refusal(parsing.year, "0202") == "“0202” is not a year"


def test_half_a_person_is_refused():
    assert refusal(parsing.whole, "2.5") == "“2.5” is not a whole number"


def test_text_that_does_not_fit_is_refused_and_not_cut():
    assert refusal(parsing.text(5), "too long") == "is 8 characters long; at most 5 fit"
