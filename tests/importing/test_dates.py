"""Dates as people write them; what could be two days is never guessed."""

from datetime import date, datetime

import pytest

from accountfile.importing import dates
from accountfile.importing.kinds import Refused
from accountfile.importing.parsing import Style

UNSURE = Style(dates="")


def refusal(parse, cell, style=Style()):  # noqa: B008, it is frozen
    with pytest.raises(Refused) as refused:
        parse(cell, style)
    return str(refused.value)


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
        ("4. Dezember 2017", date(2017, 12, 4)),
        ("1er août 2017", date(2017, 8, 1)),
        ("31-Mrz-17 10:00 UTC", date(2017, 3, 31)),
        (datetime(1996, 7, 4), date(1996, 7, 4)),
    ],
)
def test_a_date_is_read_however_it_is_written(cell, day):
    assert dates.day(cell, Style()) == day


def test_the_order_of_day_and_month_is_decided_by_the_whole_column():
    column = ["02/03/24", "02/23/26 08:55 PM"]
    order = dates.style_of_dates(column)
    assert order == "mdy"
    assert [dates.day(cell, Style(dates=order)) for cell in column] == [
        date(2024, 2, 3),
        date(2026, 2, 23),
    ]


def test_a_column_that_could_be_either_is_told_from_one_without_such_dates():
    assert dates.style_of_dates(["02/03/24", "05/06/24"]) == ""
    assert dates.style_of_dates(["2024-02-03", "14.2.2024", ""]) is None


@pytest.mark.parametrize("cell", ["2017-13-01", "31/02/2020", "soon", "5", "201711", "45292"])
def test_what_is_no_date_is_refused(cell):
    assert refusal(dates.day, cell) == f"“{cell}” is not a date"


def test_a_mistyped_century_is_refused():
    assert refusal(dates.day, "0202-01-01") == "“0202-01-01” is not a date between 1900 and 2100"


def test_a_year_below_a_thousand_is_refused():
    assert refusal(dates.year, "0202") == "“0202” is not a year"
    assert refusal(dates.year, "abc") == "“abc” is not a year"


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("31/12/2017", date(2017, 12, 31)),
        ("12/31/2017", date(2017, 12, 31)),
        ("05/05/2017", date(2017, 5, 5)),
    ],
)
def test_a_column_that_tells_nothing_still_has_dates_that_can_only_be_one_day(cell, found):
    assert dates.day(cell, UNSURE) == found


def test_a_date_that_could_be_two_days_is_refused():
    sentence = "“03/04/2017” could begin with the day or with the month: say which comes first"
    assert refusal(dates.day, "03/04/2017", UNSURE) == sentence


def test_a_column_that_shows_both_orders_tells_nothing():
    assert dates.style_of_dates(["13/01/2017", "01/13/2017", "03/04/2017"]) == ""


def test_a_year_is_the_same_in_either_order():
    assert dates.year("03/04/2017", UNSURE) == 2017


@pytest.mark.parametrize("cell", ["12/01/2017", "01/12/2017"])
def test_the_twelfth_is_a_day_or_a_month(cell):
    assert dates.style_of_dates([cell]) == ""
