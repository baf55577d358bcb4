"""What is known before a review: evidence in order, inputs, gaps, and what bars its closing."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from accountfile.core import sections
from accountfile.core.sections import AgendaItem, Heading, Input, InputState, Question
from reviews import readiness
from reviews.models import CarriedAction

DAY = date(2026, 11, 16)


@pytest.fixture
def only(monkeypatch):
    """Return a function that makes one section the only one there is."""

    def one(**answers):
        section = SimpleNamespace(title="Made up", **answers)
        monkeypatch.setattr(sections, "all_sections", lambda: [section])

    return one


def test_the_red_comes_first_and_what_is_as_red_in_the_order_of_the_file():
    tones = ("plain", "watch", "good", "poor", "watch")
    said = [("a", AgendaItem(Heading.RISK, str(n), tone=tone)) for n, tone in enumerate(tones)]
    found = readiness.by_heading(said, (sections.INTERNAL,))[Heading.RISK]
    assert [item.text for item in found] == ["3", "1", "4", "0", "2"]


def test_evidence_is_for_its_own_readers_and_under_the_private_item_for_no_others():
    said = [
        ("a", AgendaItem(Heading.RISK, "ours")),
        ("a", AgendaItem(Heading.RISK, "theirs", audience=sections.CLIENT)),
        ("a", AgendaItem(Heading.ACCOUNT_MANAGER, "hers", audience=sections.CLIENT)),
    ]
    read = {
        audience: [
            item.text
            for items in readiness.by_heading(said, (audience,)).values()
            for item in items
        ]
        for audience in (sections.INTERNAL, sections.CLIENT, sections.PRIVATE)
    }
    assert read == {"internal": ["ours"], "client": ["theirs"], "private": ["hers"]}


@pytest.mark.parametrize(
    "headings, home",
    [
        ([], Heading.OPTIONS_AND_ACTIONS),
        ([Heading.RISK], Heading.RISK),
        ([Heading.SWOT, Heading.RISK, Heading.RISK], Heading.RISK),
    ],
)
def test_a_section_is_at_home_where_it_has_most_to_say(headings, home):
    others = [("other", AgendaItem(Heading.SALES, "x"))] * 9
    said = [("own", AgendaItem(heading, "x")) for heading in headings]
    assert readiness.home_of("own", said + others) == int(home)


@pytest.mark.parametrize("ready, percent", [(0, 0), (1, 7), (7, 50), (13, 93), (14, 100)])
def test_the_inputs_that_are_ready_are_told_in_percent(ready, percent):
    lines = [
        readiness.InputLine(number, "x", state="ready" if number <= ready else "stale")
        for number in range(1, 15)
    ]
    assert readiness.percent_ready(lines) == percent


@pytest.mark.parametrize("order", [1, -1])
def test_the_worst_of_several_answers_gives_an_input_its_state_and_its_link(acme, only, order):
    answers = [
        InputState(Input.SWOT, "ready", "Three rows.", "/ready/"),
        InputState(Input.SWOT, "missing", "No row.", "/missing/"),
        InputState(Input.SWOT, "stale", "Old rows.", "/stale/"),
    ][::order]
    only(inputs=lambda account, today: answers)
    [line] = [each for each in readiness.readiness(acme, DAY) if each.number == Input.SWOT]
    assert (line.state, line.url) == ("missing", "/missing/")
    assert line.texts == ["No row.", "Old rows.", "Three rows."]


def test_the_gaps_are_what_is_missing_and_then_what_is_stale_the_weightiest_first(only):
    def questions(accounts, today):
        yield Question(1, "fresh", DAY, "/", 5)
        yield Question(1, "beside the point", None, "/", not_applicable=True)
        yield Question(1, "old", DAY - timedelta(days=6), "/", 5, weight=3)
        yield Question(1, "light", None, "/")
        yield Question(1, "weighty", None, "/", weight=2)

    only(questions=questions)
    found = [(question.text, state) for _, question, state in readiness.gaps(None, DAY)]
    assert found == [("weighty", "missing"), ("light", "missing"), ("old", "stale")]


@pytest.mark.parametrize(
    "stored, asked, left",
    [
        (None, None, "is not set"),
        (None, 1, ""),
        (1, None, ""),
        (1, 0, "has passed already"),
        (0, None, "has passed already"),
        (0, 1, ""),
    ],
)
def test_a_review_closes_with_a_next_date_after_today(held, day, stored, asked, left):
    held.next_on, next_on = [
        days if days is None else day + timedelta(days=days) for days in (stored, asked)
    ]
    found = [each.text for each in readiness.obstacles(held, day, [], next_on)]
    assert found == ([f"The date of the next review {left}."] if left else [])


@pytest.mark.parametrize(
    "about, words", [(False, "“Call the buyer”"), (True, "A restricted action")]
)
def test_an_old_action_bars_the_closing_without_its_words_where_it_is_private(
    held, promise, max, day, about, words
):
    action = promise()
    action.about = max if about else None
    action.save()
    carried = CarriedAction.objects.create(review=held, action=action, was_due_on=day)
    settled = CarriedAction(review=held, action=action, disposition="stands")
    [left] = readiness.obstacles(held, day, [carried, settled], day + timedelta(days=1))
    assert left.text == f"{words} has no disposition yet."
    assert left.url == held.get_absolute_url() + carried.place
