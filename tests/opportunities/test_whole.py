"""All figures as one object: of which quarter the review sheets are, and of nothing at all."""

from datetime import date

import pytest

from accountfile.periods import quarter
from opportunities.figures.whole import everything
from opportunities.models import Opportunity


def told(**asked):
    return everything(Opportunity.objects.all(), **asked)


def sheets(found):
    return [name for name in found if name.startswith("review_sheet")]


@pytest.mark.parametrize(
    "asked, name",
    [
        ({}, "review_sheet_2026Q3"),
        ({"quarter": None}, "review_sheet_2026Q3"),
        ({"quarter": quarter(2025, 1)}, "review_sheet_2025Q1"),
    ],
)
def test_the_sheets_are_of_the_quarter_asked_for_else_of_the_last_closing(won, asked, name):
    assert sheets(told(**asked)) == [name]


def test_before_anything_has_closed_there_is_no_sheet(opportunity):
    found = told()
    days = (found["totals"]["first_close"], found["totals"]["last_close"])
    assert (sheets(found), days) == ([], (None, None))


def test_the_first_and_the_last_closing_are_days(won, acme, max, stages):
    Opportunity.objects.create(
        account=acme, owner=max, stage=stages["Lost"], closed_on=date(2025, 2, 1)
    )
    totals = told()["totals"]
    assert (totals["first_close"], totals["last_close"]) == ("2025-02-01", "2026-08-20")


def test_subsidiaries_come_by_name_below_their_parent(won, acme, bolt):
    for name in ("corn", "Ale"):
        bolt.__class__.objects.create(name=name, parent=acme)
    bolt.parent = acme
    bolt.save()
    assert told()["groups"] == {
        "Acme": {"subsidiaries": ["Ale", "Bolt", "corn"], "group_won_value": 400}
    }


@pytest.mark.parametrize("value, alike", [(400, 2), (401, 1)])
def test_of_rows_that_are_alike_all_but_one_count_as_doubles(won, value, alike):
    for each in (value, 400):
        won.pk, won.value = None, each
        won._state.adding = True
        won.save()
    assert told()["totals"]["rows_identical_except_for_the_id"] == alike
