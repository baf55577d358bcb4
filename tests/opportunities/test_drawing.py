"""The months of the chart of won value."""

from datetime import date

import pytest

from accountfile.periods import EVER, days, quarter, year_of
from opportunities.drawing import months_within, won_by_month
from opportunities.models import Opportunity


@pytest.fixture
def win(acme, max, stages):
    def won(value, closed_on):
        own = {"account": acme, "owner": max, "stage": stages["Won"]}
        return Opportunity.objects.create(value=value, closed_on=closed_on, **own)

    return won


@pytest.mark.parametrize(
    "period, number, first, last",
    [
        (quarter(2026, 3), 3, "2026-07", "2026-09"),
        (days(date(2026, 7, 31), date(2026, 9, 2)), 3, "2026-07", "2026-09"),
        (days(date(2024, 1, 1), date(2026, 1, 1)), 24, "2024-01", "2025-12"),
        (days(date(2023, 12, 31), date(2026, 1, 1)), 24, "2024-01", "2025-12"),
    ],
)
def test_the_chart_shows_each_month_of_a_period_and_at_most_the_last_twenty_four(
    period, number, first, last
):
    months = months_within(period)
    assert (len(months), months[0].code, months[-1].code) == (number, first, last)


def test_all_time_is_drawn_as_the_twelve_months_up_to_the_last_order(win, acme):
    for value, closed_on in ((5, date(2025, 2, 28)), (9, date(2025, 3, 1)), (7, date(2026, 2, 3))):
        win(value, closed_on)
    rows = won_by_month(acme, EVER)
    assert [rows[0], rows[-1], len(rows)] == [
        {"label": "Mar 25", "won": 9, "before": 0},
        {"label": "Feb 26", "won": 7, "before": 5},
        12,
    ]


def test_without_an_order_there_is_nothing_to_draw_of_all_time(acme, opportunity):
    assert won_by_month(acme, EVER) == []


def test_a_month_that_the_period_cuts_counts_only_what_lies_in_it(win, acme):
    for year, value in ((2025, 10), (2026, 1)):
        win(value, date(year, 7, 14)), win(2 * value, date(year, 7, 15))
        win(4 * value, date(year, 7, 20)), win(8 * value, date(year, 7, 21))
    rows = won_by_month(acme, days(date(2026, 7, 15), date(2026, 7, 21)))
    assert rows == [{"label": "Jul 26", "won": 6, "before": 60}]


def test_a_year_is_drawn_beside_the_year_before(win, acme):
    win(3, date(2024, 12, 31)), win(4, date(2025, 1, 1))
    rows = won_by_month(acme, year_of(2025))
    assert [(row["won"], row["before"]) for row in (rows[0], rows[-1])] == [(4, 0), (0, 3)]
