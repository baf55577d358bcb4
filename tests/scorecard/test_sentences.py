"""How delivery reads in sentences."""

from datetime import date
from decimal import Decimal

import pytest

from scorecard import sentences
from scorecard.figures import Earned
from scorecard.models import Measure, Reading, Scorecard


def scored(percent, month=10, template=1):
    return Scorecard(template_id=template, month=date(2026, month, 1), percent=percent)


@pytest.mark.parametrize(
    "rise, words",
    [
        (None, "nothing to compare with the year before"),
        (-1, "-1% on the year before"),
        (0, "0% on the year before"),
        (1, "+1% on the year before"),
    ],
)
def test_growth_bears_its_sign(rise, words):
    assert sentences.grown(rise) == words


@pytest.mark.parametrize(
    "planned, cost, rise, words",
    [
        (200, 60, 20, "€100, 50% of plan, +20% on the year before; margin 40%."),
        (None, 60, None, "€100; margin 40%."),
        (None, None, None, "€100; margin not available."),
    ],
)
def test_the_sums_of_a_year_leave_out_what_is_not_known(planned, cost, rise, words):
    amounts = [None if each is None else Decimal(each) for each in (100, cost, planned)]
    told = sentences.told(Earned(*amounts, None, "EUR"), rise)
    assert told == f"Revenue of the last twelve months: {words}"


@pytest.mark.parametrize(
    "newest, before, words",
    [
        (81, 80, "Up from 80% in September 2026."),
        (80, 80, "The same as in September 2026."),
        (79, 80, "Down from 80% in September 2026."),
        (None, 80, ""),
        (80, None, ""),
    ],
)
def test_a_card_is_compared_with_the_one_before(newest, before, words):
    assert sentences.against([scored(newest), scored(before, 9)]) == words


def test_a_card_is_not_compared_with_one_of_another_template():
    assert sentences.against([scored(80), scored(70, 9, template=2)]) == ""


def test_a_first_card_is_compared_with_nothing():
    assert sentences.against([scored(80)]) == ""


@pytest.mark.parametrize(
    "percent, confidence, reds, words",
    [
        (80, 93, 2, "80%, 93% of the lines measured, 2 red."),
        (None, None, 0, "not available, 0% of the lines measured, no red."),
    ],
)
def test_a_card_reads_as_one_sentence(percent, confidence, reds, words):
    card = scored(percent)
    card.confidence, card.reds = confidence, reds
    assert sentences.said(card, [card]) == f"Scorecard of October 2026: {words}"


@pytest.mark.parametrize(
    "known, words",
    [
        ({}, "nothing is done about it."),
        ({"accepted": "agreed"}, "accepted, agreed."),
        ({"action": "a visit", "accepted": "agreed"}, "a visit."),
        ({"action": "a visit", "until": date(2026, 12, 24)}, "a visit, until 24 Dec 2026."),
    ],
)
def test_a_red_line_says_what_is_done_about_it_or_why_it_is_accepted(known, words):
    reading = Reading(measure=Measure(text="On time"), **known)
    assert sentences.red(reading) == f"On time: red; {words}"
