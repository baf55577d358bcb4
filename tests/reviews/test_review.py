"""The life of one review: its steps, its period and its clock."""

from contextlib import nullcontext
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from reviews.models import (
    Review,
    WrongStep,
)

STATES = {
    "proposed": {"open", "ahead", "overdue"},
    "prepared": {"open", "ahead", "overdue", "takes minutes"},
    "held": {"open", "takes minutes"},
    "closed": set(),
    "cancelled": set(),
}


@pytest.mark.parametrize("state", STATES)
def test_a_state_says_what_may_still_be_done(state):
    review = Review(state=state, planned_on=date(2026, 11, 15))
    told = {
        "open": review.is_open,
        "ahead": review.is_ahead,
        "overdue": review.is_overdue(date(2026, 11, 16)),
        "takes minutes": review.takes_minutes,
    }
    assert {words for words, is_so in told.items() if is_so} == STATES[state]


def test_a_review_is_overdue_from_the_day_after():
    review = Review(planned_on=date(2026, 11, 16))
    days = [review.is_overdue(date(2026, 11, day)) for day in (15, 16, 17)]
    assert days == [False, False, True]


STEPS = {
    "prepared": ["proposed"],
    "held": ["prepared"],
    "closed": ["held"],
    "cancelled": ["proposed", "prepared"],
}


@pytest.mark.parametrize("state", STEPS)
def test_each_state_is_reached_from_the_one_before(state):
    reached = []
    for before in Review.State.values:
        review = Review(state=before)
        try:
            review.step_to(state)
        except WrongStep:
            assert review.state == before
        else:
            reached.append(before)
    assert reached == STEPS[state]


@pytest.mark.parametrize(
    "state, changes, refused",
    [
        ("proposed", {"location": "Room 2"}, False),
        ("prepared", {"planned_on": date(2027, 1, 11)}, False),
        ("held", {"next_on": date(2027, 1, 11)}, False),
        ("held", {"location": "Room 2"}, True),
        ("held", {"planned_on": date(2027, 1, 11)}, True),
        ("cancelled", {"reason": "Fire"}, True),
        ("proposed", {"state": "prepared"}, True),
        ("held", {"held_on": date(2026, 1, 11)}, True),
    ],
)
def test_what_was_held_or_called_off_is_not_planned_anew(acme, day, state, changes, refused):
    held_on = day if state == "held" else None
    review = Review.objects.create(account=acme, planned_on=day, state=state, held_on=held_on)
    for name, value in changes.items():
        setattr(review, name, value)
    with pytest.raises(ValidationError) if refused else nullcontext():
        review.clean()


def closed(acme, max, day, period_end):
    moment = datetime.combine(day, time(12), UTC)
    signed = {"held_on": day, "closed_at": moment, "closed_by": max, "next_on": day}
    own = {"account": acme, "planned_on": day, "state": "closed", "period_end": period_end}
    return Review.objects.create(**own, **signed)


def test_the_first_review_looks_back_for_its_cadence(acme, day):
    review = Review(account=acme, planned_on=date(2026, 11, 16))
    review.look_back(date(2026, 11, 16))
    assert (review.period_start, review.period_end) == (date(2026, 8, 17), date(2026, 11, 17))
    review.account.tier = None
    review.look_back(date(2026, 11, 16))
    assert review.period_start == date(2026, 5, 17)


@pytest.mark.parametrize(
    "ended, start", [(date(2026, 9, 2), date(2026, 9, 2)), (date(2027, 1, 1), date(2026, 11, 17))]
)
def test_a_period_begins_where_the_last_pack_ended_and_never_after_its_end(
    acme, bolt, max, ended, start
):
    closed(acme, max, date(2026, 9, 1), ended)
    closed(bolt, max, date(2026, 10, 1), date(2026, 10, 2))
    review = Review(account=acme, planned_on=date(2026, 11, 16))
    review.look_back(date(2026, 11, 16))
    assert (review.period_start, review.period_end) == (start, date(2026, 11, 17))
    assert review.period.last_day == date(2026, 11, 16)


def test_a_period_is_worked_out_while_the_review_is_only_planned(acme, max):
    closed(acme, max, date(2026, 9, 1), date(2026, 9, 2))
    period = Review(account=acme, planned_on=date(2026, 11, 16)).period
    assert (period.label, period.code) == ("2 Sep 2026 – 16 Nov 2026", "2026-09-02..2026-11-16")


def test_a_period_that_ends_where_it_begins_is_named_by_one_day(acme):
    day = date(2026, 11, 16)
    following = day + timedelta(days=1)
    review = Review(account=acme, planned_on=day, period_start=following, period_end=following)
    assert review.period.label == "16 Nov 2026 – 16 Nov 2026"


def test_the_review_before_is_the_last_that_was_closed_before(acme, bolt, max):
    first, second = [closed(acme, max, date(2026, month, 1), None) for month in (3, 6)]
    closed(bolt, max, date(2026, 9, 1), None)
    open_one = Review.objects.create(account=acme, planned_on=date(2026, 11, 16))
    previous = [each.previous() for each in (first, second, open_one)]
    assert previous == [None, first, second]


@pytest.mark.parametrize(
    "state, minutes, passed",
    [
        ("held", 0, 0),
        ("held", 59.5, 59),
        ("held", 24 * 60 - 0.5, 24 * 60 - 1),
        ("held", 24 * 60 + 0.5, None),
        ("closed", 10, None),
        ("held", None, None),
    ],
)
def test_the_minutes_of_a_meeting_are_counted_for_a_day(state, minutes, passed):
    began = None if minutes is None else timezone.now() - timedelta(minutes=minutes)
    assert Review(state=state, started_at=began).minutes_since_start() == passed


@pytest.mark.parametrize(
    "zone, starts_at, moment",
    [
        ("Europe/Berlin", time(10), datetime(2026, 11, 16, 9, tzinfo=UTC)),
        (None, time(10), datetime(2026, 11, 16, 10, tzinfo=UTC)),
        ("Europe/Berlin", None, None),
    ],
)
def test_a_review_begins_by_the_account_managers_clock(acme, max, zone, starts_at, moment):
    max.time_zone = zone or ""
    acme.account_manager = max if zone else None
    review = Review(account=acme, planned_on=date(2026, 11, 16), starts_at=starts_at)
    assert review.begins_at == moment


def test_what_is_private_at_a_review_is_for_its_manager_and_the_line_above(held, cast, acme, mia):
    def readers():
        return {person.name for person in cast.values() if held.is_private_to(person)}

    assert readers() == {"Dora", "Lena", "Max"}
    held.account.account_manager = mia
    assert readers() == {"Dora", "Lena", "Max"}
    held.manager = None
    assert readers() == {"Dora", "Lena", "Mia"}
