"""Numbers and words as people write them."""

from datetime import datetime
from decimal import Decimal

import pytest

from accountfile.importing import parsing
from accountfile.importing.kinds import Refused
from accountfile.importing.parsing import Style


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
        ("1.234,56 €", "1234.56"),
        ("12 500 zł", "12500.00"),
        ("US$ 1,234.5", "1234.50"),
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


def test_an_amount_that_could_be_two_numbers_is_refused():
    style = Style(decimal=parsing.style_of_numbers(["1.234", "2.500"]))
    sentence = "“1.234” could be 1234 or 1.234: write it without marks for thousands"
    assert (refusal(parsing.money, "1.234", style), refusal(parsing.whole, "1.234", style)) == (
        sentence,
        sentence,
    )


def test_what_can_only_be_one_number_is_read_whatever_the_column_shows():
    cells = ["1,234", "12,5", "12.5", "1.234.567", "0.125", "100"]
    assert [parsing.number(cell, Style(decimal="")) for cell in cells] == [
        1234,
        Decimal("12.5"),
        Decimal("12.5"),
        1234567,
        Decimal("0.125"),
        100,
    ]


def test_a_column_with_both_marks_shows_neither():
    assert parsing.style_of_numbers(["1.234,50", "1,234.50", "1.234"]) == ""


def test_percentages_may_be_written_from_0_to_1():
    column = ["0.2", "1.0", ""]
    assert parsing.writes_shares(column)
    assert parsing.percent("0.2", Style(share=True)) == 20


@pytest.mark.parametrize("column", [["0", "1"], ["0.5", "12"], ["0.5 %", "1 %"], []])
def test_other_percentages_are_as_they_stand(column):
    assert not parsing.writes_shares(column)


@pytest.mark.parametrize(
    "cell", ["abc", "1,2,3", "12 apples", "NaN", "Infinity", "1.2.3", "--5", "12 34", "5 000 0"]
)
def test_what_is_no_number_is_refused(cell):
    assert refusal(parsing.money, cell) == f"“{cell}” is not a number"


def test_a_number_beyond_every_amount_is_refused():
    assert refusal(parsing.money, "1e30") == "“1e30” is too large a number"


def test_half_a_person_is_refused():
    assert refusal(parsing.whole, "2.5") == "“2.5” is not a whole number"


def test_text_that_does_not_fit_is_refused_and_not_cut():
    assert refusal(parsing.text(5), "too long") == "is 8 characters long; at most 5 fit"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" Acme ", "Acme"),
        (7, "7"),
        (1370.0, "1370"),
        (1.5, "1.5"),
        (True, "TRUE"),
        (False, "FALSE"),
        (datetime(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1, 9, 30), "2026-03-01 09:30:00"),
    ],
)
def test_a_cell_of_a_workbook_becomes_the_text_a_person_would_write(cell, text):
    assert parsing.as_text(cell) == text


def test_a_text_may_fill_its_column_to_the_last_character():
    assert parsing.text(5)("Acmes", Style()) == "Acmes"
    assert refusal(parsing.text(5), "Acmes!") == "is 6 characters long; at most 5 fit"


def test_the_edges_of_whole_numbers_and_percentages():
    assert [parsing.whole(cell, Style()) for cell in ("0", "2147483647")] == [0, 2_147_483_647]
    assert refusal(parsing.whole, "2147483648") == "“2147483648” is out of range"
    assert refusal(parsing.whole, "-1") == "“-1” is out of range"
    assert refusal(parsing.whole, "1.5") == "“1.5” is not a whole number"
    assert [parsing.percent(cell, Style()) for cell in ("0", "100")] == [0, 100]
    for cell in ("-0.01", "100.01"):
        assert refusal(parsing.percent, cell) == f"“{cell}” is not a percentage between 0 and 100"
