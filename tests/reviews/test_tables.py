"""What the lists of reviews show, and what they hand over to a file."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils.html import strip_tags

from reviews.models import Review
from reviews.tables import FileReviewTable, ReviewTable


@pytest.fixture
def row(acme, max):
    """Return a function that gives the line of a review as Max's list shows it."""

    def shown(table=ReviewTable, is_asked=True, **review):
        Review.objects.create(account=acme, **review)
        found = table(Review.objects.with_account())
        found.request = SimpleNamespace(user=max) if is_asked else None
        return found.rows[0]

    return shown


@pytest.mark.parametrize(
    "days, state, is_asked, words",
    [
        (-1, "proposed", True, "proposed, overdue"),
        (-1, "prepared", True, "prepared, overdue"),
        (0, "prepared", True, "prepared"),
        (-1, "held", True, "held"),
        (-1, "proposed", False, "proposed"),
    ],
)
def test_a_review_that_is_overdue_says_so_on_the_page_alone(row, day, days, state, is_asked, words):
    held_on = day if state == "held" else None
    line = row(
        planned_on=day + timedelta(days=days), state=state, held_on=held_on, is_asked=is_asked
    )
    assert strip_tags(line.get_cell("state")).strip() == words
    assert line.get_cell_value("state") == state


@pytest.mark.parametrize("table", [ReviewTable, FileReviewTable])
def test_days_are_words_on_the_page_and_days_in_a_file(row, table):
    planned, held = date(2026, 11, 16), date(2026, 11, 17)
    line = row(table, planned_on=planned, state="held", held_on=held)
    cells = [strip_tags(line.get_cell(name)) for name in ("planned_on", "held_on")]
    assert cells == ["16 Nov 2026", "17 Nov 2026"]
    assert [line.get_cell_value(name) for name in ("planned_on", "held_on")] == [planned, held]


def test_a_review_that_is_still_to_be_held_has_no_day(row, day):
    line = row(planned_on=day)
    assert (line.get_cell("held_on"), line.get_cell_value("held_on")) == ("–", None)
