"""What a survey shows, and when: a headline rests on a closed survey or on five answers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from accountfile.core.models import Account
from surveys.models import Survey
from surveys.results import moved, result

TODAY = date(2026, 11, 16)  # the day on which every test of this folder runs


def of(scores, kind="nps", *, asked=8, ended=True, anonymous=False):
    """Return the result of a survey that ended yesterday, or ends today."""
    closes_on = TODAY - timedelta(days=1) if ended else TODAY
    survey = Survey(kind=kind, closes_on=closes_on, anonymous=anonymous, account=Account())
    return result(survey, asked, scores, TODAY)


@pytest.mark.parametrize(
    "kind, scores, shown",
    [
        ("nps", [10, 9, 8, 3], "+25"),
        ("nps", [0], "-100"),
        ("csat", [5, 4, 3], "67%"),
        ("nps", [], "not available"),
        ("custom", [None], "not available"),
    ],
)
def test_a_score_has_no_decimals(kind, scores, shown):
    assert of(scores, kind).shown == shown


@pytest.mark.parametrize(
    "scores, more, note",
    [
        ([10, 9], {}, "n = 2, 25% of those asked"),
        ([10, 9], {"asked": 0}, "n = 2"),
        ([10, 9], {"ended": False}, "2 of 8 so far"),
        ([9] * 5, {"ended": False}, "5 of 8 so far"),
        ([9] * 4, {"anonymous": True, "ended": False}, "fewer than 5 of 8 so far"),
        ([9] * 5, {"anonymous": True, "ended": False}, "5 of 8 so far"),
        ([9] * 5, {"anonymous": True}, "n = 5, 62% of those asked"),
        (
            [9] * 4,
            {"anonymous": True},
            "fewer than 5 of 8 answered, too few to show anything without a name",
        ),
    ],
)
def test_the_note_says_how_many_answered(scores, more, note):
    assert of(scores, **more).note == note


@pytest.mark.parametrize(
    "number, ended, anonymous, shown",
    [
        (1, True, False, True),
        (4, False, False, False),
        (5, False, False, True),
        (4, True, True, False),
        (5, False, True, False),
        (9, False, True, False),
        (5, True, True, True),
    ],
)
def test_a_score_is_shown_when_the_survey_is_over_or_five_have_answered(
    number, ended, anonymous, shown
):
    found = of([9] * number, ended=ended, anonymous=anonymous)
    there = (found.is_shown, found.score is not None, found.spread != ())
    assert there == (shown, shown, shown)


def test_the_spread_has_every_step_of_the_scale():
    assert of([5, 4, 4], "csat").spread == ((1, 0), (2, 0), (3, 0), (4, 2), (5, 1))


def test_the_number_of_too_few_answers_without_a_name_is_nowhere():
    found = of([9] * 4, anonymous=True)
    assert (found.answered, found.rate) == (None, None)


@pytest.mark.parametrize(
    "kind, scores, tone",
    [
        ("nps", [9] * 3 + [8] * 7, "good"),
        ("nps", [9] * 29 + [8] * 71, "watch"),
        ("nps", [8], "watch"),
        ("nps", [8] * 99 + [6], "poor"),
        ("csat", [4] * 8 + [3] * 2, "good"),
        ("csat", [4] * 79 + [3] * 21, "watch"),
        ("csat", [4] * 6 + [3] * 4, "watch"),
        ("csat", [4] * 59 + [3] * 41, "poor"),
        ("custom", [None], "plain"),
    ],
)
def test_the_edges_of_a_tone(kind, scores, tone):
    assert of(scores, kind).tone == tone


@pytest.mark.parametrize(
    "newer, older, words",
    [
        ([10] * 5, [0] * 5, "up by 200"),
        ([8] * 5, [10] * 5, "down by 100"),
        ([10] * 4, [0] * 5, "too few answers for a trend (fewer than 5)"),
        ([10] * 5, [0] * 4, "too few answers for a trend (fewer than 5)"),
        ([10] * 5, [9] * 5, "unchanged"),
        ([10] * 5, [], ""),
    ],
)
def test_a_trend_needs_five_answers_on_both_sides(newer, older, words):
    assert moved(of(newer), of(older)) == words


def test_scores_of_two_kinds_have_no_trend():
    newer = of([9] * 5)
    assert (moved(newer, replace(newer, kind="csat")), moved(newer, None)) == ("", "")
