"""Periods: the days in them, the ones before them, and the addresses that name them."""

from datetime import date, timedelta

import pytest

from accountfile.periods import Period, add_months, away, choices, due_on, in_words, read_period

TODAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2017", date(2017, 1, 1), date(2018, 1, 1)),
        ("2017Q4", date(2017, 10, 1), date(2018, 1, 1)),
        ("2017-02", date(2017, 2, 1), date(2017, 3, 1)),
        ("2017-03-01..2017-12-31", date(2017, 3, 1), date(2018, 1, 1)),
        ("12m", date(2025, 11, 17), date(2026, 11, 17)),
        ("quarter", date(2026, 10, 1), date(2027, 1, 1)),
    ],
)
def test_a_code_names_its_days(code, start, end):
    period = read_period(code, TODAY)
    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    "code",
    [
        "",
        None,
        "banana",
        "2017Q5",
        "2017-13",
        "0000",
        "2017-12-31..2017-01-01",
        "9999",
        "2017-02-30..2017-03-01",
    ],
)
def test_what_names_no_period_gives_the_default(code):
    assert read_period(code, TODAY).code == "12m"


def test_the_period_before_other_days_is_as_long_and_ends_where_they_begin():
    before = Period(date(2026, 3, 11), date(2026, 3, 21), "ten days", "").before
    assert (before.start, before.end) == (date(2026, 3, 1), date(2026, 3, 11))
    assert before.label == "the 10 days before"


@pytest.mark.parametrize(
    ("code", "before"), [("2017Q1", "2016Q4"), ("2017Q4", "2017Q3"), ("2017", "2016")]
)
def test_the_period_before(code, before):
    assert read_period(code, TODAY).before.code == before


def test_months_end_where_the_shorter_month_ends():
    assert [add_months(date(2024, 1, 31), n) for n in (1, 13, -2)] == [
        date(2024, 2, 29),
        date(2025, 2, 28),
        date(2023, 11, 30),
    ]


def test_the_choices_reach_back_to_the_first_row():
    codes = [code for code, _ in choices(TODAY, date(2016, 10, 20))]
    assert ("2016Q4" in codes, "2015" in codes) == (True, False)


@pytest.mark.parametrize(
    ("days", "written"),
    [(-3, "3 days late"), (-1, "1 day late"), (0, "today"), (1, "tomorrow"), (2, "in 2 days")],
)
def test_how_far_away_a_day_is(today, days, written):
    assert away(today + timedelta(days=days), today) == written


@pytest.mark.parametrize(
    ("days", "written", "later"),
    [
        (-1, "is overdue", "was due on 15 Nov 2026"),
        (0, "is due today", "is due on 16 Nov 2026"),
        (1, "is due tomorrow", "is due on 17 Nov 2026"),
        (2, "is due on Wednesday", "is due on 18 Nov 2026"),
    ],
)
def test_when_something_is_due_reads_well_now_and_later(today, days, written, later):
    due = today + timedelta(days=days)
    assert (in_words(due, today), due_on(due, today)) == (written, later)


def test_a_period_within_another_is_cut_to_it():
    march, year = read_period("2017-03", TODAY), read_period("2017", TODAY)
    assert march.within(year) is march
    assert year.within(march) == read_period("2017-03-01..2017-03-31", TODAY)


def test_the_last_day_of_a_period_is_the_one_before_its_end():
    assert read_period("2017-02", TODAY).last_day == date(2017, 2, 28)
