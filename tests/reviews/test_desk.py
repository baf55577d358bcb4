"""What of the reviews waits on a person's desk, in reminders and in the calendar."""

from datetime import date, timedelta

import pytest

from accountfile.core import sections
from accountfile.core.models import Standing
from accountfile.core.mornings import reminders_of
from reviews import services
from reviews.models import ProgressReview, Review

SECTION = sections.section_named("reviews")
MONDAY = date(2026, 11, 16)


@pytest.fixture
def planned(acme):
    """Return a function that plans Acme's review so many days from the Monday."""

    def made(days, **more):
        day = MONDAY + timedelta(days=days)
        return Review.objects.create(account=acme, planned_on=day, **more)

    return made


def needed(person):
    return [(need.text, need.verb) for need in SECTION.needs(person, MONDAY)]


@pytest.mark.parametrize(
    "days, words",
    [
        (0, "today"),
        (1, "tomorrow"),
        (2, "on Wednesday"),
        (6, "on Sunday"),
        (7, "on 23 Nov"),
        (14, "on 30 Nov"),
    ],
)
def test_a_review_of_the_fortnight_is_to_be_prepared(planned, max, lena, days, words):
    planned(days)
    wanted = [(f"The review of Acme is {words}.", "Prepare it")]
    assert (needed(max), needed(lena)) == (wanted, wanted)


def test_a_review_after_the_fortnight_wants_nobody_yet(planned, max):
    planned(15)
    assert needed(max) == []


def test_a_review_wants_nobody_but_the_account_manager_and_the_line_manager(
    planned, dora, tia, mia
):
    planned(1)
    assert [needed(person) for person in (dora, tia, mia)] == [[], [], []]


@pytest.mark.parametrize("missing, gaps", [(0, ""), (3, "; 3 things are missing in the file")])
def test_what_is_missing_in_the_file_is_told_with_the_review(planned, max, missing, gaps):
    planned(1)
    Standing.objects.update(missing=missing)
    assert needed(max) == [(f"The review of Acme is tomorrow{gaps}.", "Prepare it")]


@pytest.mark.parametrize(
    "days, state, text, verb",
    [
        (1, "prepared", "is tomorrow", "Open the review"),
        (0, "prepared", "is today", "Open the review"),
        (-1, "proposed", "is overdue since 15 Nov", "Open the review"),
        (-1, "prepared", "is overdue since 15 Nov", "Open the review"),
        (-1, "held", "was held and is not closed yet", "Close it"),
        (1, "held", "was held and is not closed yet", "Close it"),
    ],
)
def test_the_button_moves_a_review_on(planned, max, days, state, text, verb):
    planned(days, state=state, held_on=MONDAY if state == "held" else None)
    assert needed(max) == [(f"The review of Acme {text}.", verb)]


@pytest.mark.parametrize(
    "days, state, text",
    [
        (1, "proposed", "is on Tuesday 17 Nov and is not prepared yet"),
        (0, "prepared", "is on Monday 16 Nov"),
        (-1, "prepared", "was planned for Sunday 15 Nov and has not been held"),
    ],
)
def test_a_reminder_says_whether_the_review_is_prepared(planned, max, lena, days, state, text):
    planned(days, state=state)
    told = {each.person_id: (each.text, each.why) for each in reminders_of(SECTION, MONDAY)}
    words = f"The review of Acme {text}."
    assert told == {
        max.pk: (words, "You manage this account."),
        lena.pk: (words, "You lead its account manager."),
    }


def test_the_earliest_reminder_comes_a_fortnight_ahead(planned):
    planned(15)
    assert list(reminders_of(SECTION, MONDAY)) == []


@pytest.mark.parametrize("days, promised", [(0, 1), (1, 0)])
def test_a_review_is_promised_up_to_its_day(planned, acme, days, promised):
    review = planned(days)
    told = [("Performance review", review.planned_on)] * promised
    assert [(text, on) for on, text, _ in SECTION.promises(acme, MONDAY)] == told


@pytest.mark.parametrize(
    "held, following, promised", [(-9, 0, 1), (-9, 1, 0), (-9, None, 0), (-9, -9, 0), (-9, -8, 1)]
)
def test_the_next_progress_review_is_promised_after_the_last(acme, max, held, following, promised):
    day = None if following is None else MONDAY + timedelta(days=following)
    own = {"account": acme, "by": max, "with_whom": "Kim", "minutes": "All well."}
    ProgressReview.objects.create(held_on=MONDAY + timedelta(days=held), next_on=day, **own)
    told = [(text, on) for on, text, _ in SECTION.promises(acme, MONDAY)]
    assert told == [("Progress review with the client", day)] * promised


def test_the_nightly_job_says_how_many_reviews_it_proposed(acme, bolt):
    services.cancel_review(
        review=Review.objects.create(account=bolt, planned_on=MONDAY), by=bolt.account_manager
    )
    assert [SECTION.nightly(MONDAY) for _ in range(2)] == [
        {"reviews_proposed": 2},
        {"reviews_proposed": 0},
    ]
