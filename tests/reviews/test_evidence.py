"""What the reviews themselves bring to a review, with the tone in which it is shown."""

from datetime import timedelta

import pytest

from accountfile.core import sections, standing
from accountfile.core.models import Action, Standing
from accountfile.core.sections import Heading
from reviews.models import ProgressReview, Review

SECTION = sections.section_named("reviews")


@pytest.fixture
def told(acme, day):
    """Return a function that gives what the reviews say under one heading, as text and tone."""

    def under(heading, since=None):
        items = SECTION.agenda(acme, since, day)
        return [(item.text, item.tone) for item in items if item.heading == heading]

    return under


@pytest.fixture
def after(held, close, max):
    """Return a function that closes Acme's review, after which so many things have been done."""

    def closed(done):
        close(held, max)
        for number in range(1, done + 1):
            held.after_checks.create(number=number, by=max)
        return Review.objects.open().get().looks_back_to

    return closed


@pytest.mark.parametrize(
    "done, words, tone",
    [
        (0, "none are done", "watch"),
        (1, "1 is done", "watch"),
        (2, "2 are done", "watch"),
        (6, "all are done", "plain"),
    ],
)
def test_item_1_says_how_much_of_what_follows_a_review_is_done(after, told, done, words, tone):
    lines = told(Heading.PREVIOUS_MINUTES, after(done))
    assert lines[1] == (f"Of the 6 things that follow a review, {words}.", tone)


def test_item_1_counts_decisions_apart_from_notes(held, line, after, told, day):
    line(held), line(held, kind="decision"), line(held, kind="decision")
    line(held, number=16, kind="decision")
    words = f"The last review was held on {day.day} {day:%b %Y}: 3 lines, 2 decisions."
    assert told(Heading.PREVIOUS_MINUTES, after(0))[0] == (words, "plain")


def test_a_review_is_not_its_own_predecessor(held, after, told):
    after(0)
    held.refresh_from_db()
    first = "This is the first review of the account."
    assert told(Heading.PREVIOUS_MINUTES, held.looks_back_to) == [(first, "plain")]


@pytest.mark.parametrize(
    "due, previous, ahead",
    [
        (
            [],
            ("No action is open.", "plain"),
            ("No action is agreed for the time ahead.", "watch"),
        ),
        (
            [-1],
            ("1 action is open, 1 overdue.", "poor"),
            ("1 action is open.", "plain"),
        ),
        (
            [0],
            ("1 action is open, none overdue.", "plain"),
            ("1 action is open; the next is due on {0}.", "plain"),
        ),
        (
            [9, -1, 5],
            ("3 actions are open, 1 overdue.", "poor"),
            ("3 actions are open; the next is due on {5}.", "plain"),
        ),
    ],
)
def test_an_action_is_overdue_from_the_day_after(promise, told, day, due, previous, ahead):
    for days in due:
        promise(days=days)
    shown = {days: day + timedelta(days=days) for days in range(10)}
    words = {days: f"{each.day} {each:%b %Y}" for days, each in shown.items()}
    text, tone = ahead
    for days, each in words.items():
        text = text.replace(f"{{{days}}}", each)
    assert told(Heading.PREVIOUS_ACTIONS) == [previous]
    assert told(Heading.OPTIONS_AND_ACTIONS) == [(text, tone)]


@pytest.mark.parametrize("missing, tone", [(0, "good"), (1, "watch")])
def test_item_12_is_good_where_nothing_is_missing(acme, told, today, missing, tone):
    standing.refresh([acme.pk], today)
    Standing.objects.update(missing=missing, out_of_date=4)
    acme.refresh_from_db()
    words = f"Questions the file leaves unanswered: {missing}; answers out of date: 4."
    assert told(Heading.MISSING_INFORMATION) == [(words, tone)]


@pytest.mark.parametrize(
    "mood, words, tone",
    [("good", "content", "good"), ("mixed", "mixed", "watch"), ("poor", "not content", "poor")],
)
@pytest.mark.parametrize("agreed, shown", [("", "Late again."), ("A weekly call.",) * 2])
def test_item_13_tells_what_the_last_progress_review_agreed_or_said(
    acme, max, told, day, mood, words, tone, agreed, shown
):
    own = {"account": acme, "by": max, "with_whom": "Kim"}
    ProgressReview.objects.create(held_on=day - timedelta(days=9), minutes="Old.", **own)
    said = {"minutes": "Late again.", "agreed": agreed, "mood": mood}
    ProgressReview.objects.create(held_on=day, **said, **own)
    text = f"Progress review with Kim on {day.day} {day:%b %Y}: {words}. {shown}"
    assert told(Heading.SURVEY) == [(text, tone)]


def test_item_13_says_nothing_without_a_progress_review(told):
    assert told(Heading.SURVEY) == []


@pytest.mark.parametrize(
    "mine, words", [(0, "no open actions"), (1, "1 open action"), (2, "2 open actions")]
)
def test_item_16_counts_what_the_account_manager_has_taken_on(
    acme, promise, told, tia, day, mine, words
):
    Action.objects.create(account=acme, text="Tia's", owner=tia, due_on=day)
    for _ in range(mine):
        promise()
    assert told(Heading.ACCOUNT_MANAGER) == [
        (f"Max keeps the account and owns {words} here.", "plain")
    ]


def test_item_16_is_poor_where_nobody_manages_the_account(acme, told):
    acme.account_manager = None
    acme.save()
    assert told(Heading.ACCOUNT_MANAGER) == [("The account has no account manager.", "poor")]
