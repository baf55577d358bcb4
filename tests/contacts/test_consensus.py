"""What several ratings come to, and what the wall chart makes of it."""

from datetime import date

import pytest

from contacts.consensus import apart, consensus
from contacts.models import Contact, Rating
from contacts.wall import role_gaps, support, wall_chart


def view(allegiance=None, influence=None, coverage=0, day=1):
    return Rating(
        allegiance=allegiance,
        influence=influence,
        coverage=coverage,
        rated_on=date(2026, 11, day),
    )


def test_who_does_not_know_has_no_say():
    found = consensus([view(2, None), view(None, 4), view(1, 5), view(2, 4)])
    assert (found["allegiance"], found["influence"], found["disputed"]) == (2, 4, False)


def test_unknown_is_never_the_middle():
    assert consensus([view(), view(), view()])["allegiance"] is None


def test_one_rating_shows_nothing():
    assert consensus([view(-2, 5, 4)]) == {
        "raters": 1,
        "allegiance": None,
        "influence": None,
        "coverage": None,
        "known_to": None,
        "disputed": False,
        "rated_on": None,
    }


def test_two_ratings_show_how_many_know_the_person_and_whether_they_agree():
    assert consensus([view(-2, 5, 4), view(2, 3, 1, day=2)]) == {
        "raters": 2,
        "allegiance": None,
        "influence": None,
        "coverage": None,
        "known_to": 1,
        "disputed": True,
        "rated_on": date(2026, 11, 2),
    }


def test_three_ratings_show_the_middle_one():
    found = consensus([view(-1, 5, 4), view(0, 3, 2), view(1, 2, 1)])
    shown = [found[name] for name in ("raters", "allegiance", "influence", "coverage", "known_to")]
    assert shown == [3, 0, 3, 4, 2]


def test_no_opinion_of_two_can_be_worked_out_from_ones_own():
    scale = range(-2, 3)
    for own in scale:
        for told in (True, False):
            others = [other for other in scale if apart([own, other]) == told]
            assert len(others) != 1, (own, told)


@pytest.mark.parametrize(
    "sides, differ",
    [
        ([0, 1], False),
        ([0, 2], True),
        ([0, 1, 2], False),
        ([-1, 0, 1], True),
        ([0, 0, 2], False),
        ([-2, -2, 1], True),
        ([-1, 0, 0], False),
    ],
)
def test_how_far_opinions_may_differ(sides, differ):
    assert apart(sides) == differ


def test_the_wall_chart_keeps_the_unknown_apart(acme):
    known = Contact(account=acme, name="Kim", influence=5, allegiance=-1)
    unknown = Contact(account=acme, name="Lee", influence=5)
    _, rows = wall_chart([known, unknown])
    assert rows[0][1] == [
        ("high", []),
        ("high", [known]),
        ("medium", []),
        ("low", []),
        ("low", []),
        ("unsure", [unknown]),
    ]


def test_support_is_weighted_by_influence_and_not_available_for_nobody():
    ally, foe = Contact(influence=5, allegiance=2), Contact(influence=1, allegiance=-2)
    assert (support([ally, foe]), support([Contact(influence=5)])) == (67, None)


def test_a_role_that_somebody_plays_is_no_gap():
    people = [Contact(is_sponsor=True, is_user=True), Contact(is_buyer=True)]
    assert [word for _, word in role_gaps(people)] == ["decision maker", "champion"]
