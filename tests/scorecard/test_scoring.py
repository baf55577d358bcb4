"""The rules of a scorecard."""

from decimal import Decimal

import pytest

from scorecard.scoring import Score, score, state_of


@pytest.mark.parametrize(
    "better, value, target, state",
    [
        ("higher", 100, 100, "good"),
        ("higher", 90, 100, "watch"),
        ("higher", 89, 100, "poor"),
        ("lower", 45, 45, "good"),
        ("lower", 49, 45, "watch"),
        ("lower", 50, 45, "poor"),
        ("lower", 1, 0, "poor"),
        ("higher", -11, -10, "watch"),
        ("higher", None, 100, None),
        ("higher", 100, None, None),
    ],
)
def test_a_figure_is_held_against_its_target(better, value, target, state):
    numbers = [None if each is None else Decimal(each) for each in (value, target)]
    assert state_of(better, None, *numbers) == state


def test_yes_is_green_no_is_red_and_silence_is_not_measured():
    assert [state_of("yes", answer, None, None) for answer in (True, False, None)] == [
        "good",
        "poor",
        None,
    ]


def test_what_is_not_measured_lowers_the_confidence_and_not_the_score():
    assert score([("good", False), (None, False)]) == Score(100, 50, "good", 0)


def test_amber_counts_half():
    assert score([("good", False), ("watch", False), ("poor", False)]) == Score(50, 100, "poor", 1)


def test_a_red_mandatory_line_keeps_the_card_from_green():
    nine = [("good", False)] * 9
    assert score([*nine, ("poor", False)]).tone == "good"
    assert score([*nine, ("poor", True)]) == Score(90, 100, "watch", 1)


def test_nothing_measured_is_not_available():
    assert score([(None, True)]) == Score(None, 0, "", 0)
    assert score([]) == Score(None, None, "", 0)


@pytest.mark.parametrize(
    "goods, of, tone", [(4, 5, "good"), (3, 4, "watch"), (3, 5, "watch"), (5, 9, "poor")]
)
def test_a_card_is_green_from_eighty_and_amber_from_sixty(goods, of, tone):
    lines = [("good", False)] * goods + [("poor", False)] * (of - goods)
    assert score(lines).tone == tone
