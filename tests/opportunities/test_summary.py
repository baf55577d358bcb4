"""What the file page shows of sales."""

from datetime import date, timedelta

import pytest

from accountfile.core import sections
from opportunities import services
from opportunities.models import Opportunity, Proposition

sales = sections.section_named("opportunities")

NOTHING = {
    "open_value": 0,
    "open_note": "0 opportunities",
    "weighted": 0,
    "won_value": 0,
    "won_note": "0 orders; USD 0 the year before",
    "win_rate": None,
    "rate_note": "0 lost",
    "ever": False,
    "chart_period": "?period=all",
    "top": [],
    "propositions": 0,
}


def test_the_file_page_of_a_new_account_has_no_sales(acme, today):
    found = sales.summary(acme, today)
    assert {name: found[name] for name in NOTHING} == NOTHING


def test_the_file_page_tells_the_year_beside_the_year_before(acme, max, stages, today):
    year = today - timedelta(days=365)
    for value, stage, closed_on in (
        (7, "Won", year + timedelta(days=1)),
        (50, "Won", year),
        (9, "Lost", today),
        (1000, "Won", year - timedelta(days=365)),
    ):
        own = {"account": acme, "owner": max, "stage": stages[stage]}
        Opportunity.objects.create(value=value, closed_on=closed_on, **own)
    found = sales.summary(acme, today)
    assert (found["won_value"], found["win_rate"], found["ever"], found["chart_period"]) == (
        7,
        50,
        True,
        "",
    )
    assert (found["won_note"], found["rate_note"]) == (
        "1 order; USD 50 the year before",
        "1 lost; last won 17 Nov 2025",
    )


def test_the_file_page_draws_all_time_where_the_last_order_is_long_ago(won, acme):
    found = sales.summary(acme, date(2027, 8, 21))
    assert (found["ever"], found["won_value"], found["chart_period"]) == (True, 0, "?period=all")


@pytest.mark.parametrize("days, late", [(-1, True), (0, False)])
def test_the_file_page_marks_what_is_past_its_day(opportunity, acme, today, days, late):
    Opportunity.objects.update(expected_on=today + timedelta(days=days))
    assert [row.late for row in sales.summary(acme, today)["top"]] == [late]


def test_the_file_page_counts_ideas_only_where_nothing_is_open(
    waiting, acme, max, gadget, stages, today
):
    Proposition.objects.create(account=acme, title="Share the savings", owner=max)
    alone = sales.summary(acme, today)["propositions"]
    services.assign(rows=Opportunity.objects.all(), account=acme)
    assert (alone, sales.summary(acme, today)["propositions"]) == (1, 0)
