"""What changed since the last review, in sentences few enough to be read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accountfile.core import sections
from accountfile.core.models import Change
from reviews.changed import changed_since


@pytest.fixture
def since(acme):
    """The moment of the last sign-off; Acme's own beginning lies before it."""
    return timezone.now()


@pytest.fixture
def change(acme, since):
    """Return a function that notes what somebody did in a section of Acme's file."""

    def noted(title, section="risk", **more):
        row = {"actor": "Max", "model": "core.action", "kind": "added", "at": timezone.now()}
        return Change.objects.create(
            account=acme, section=section, title=title, row_id=1, **row | more
        )

    return noted


@pytest.fixture
def told(acme, since):
    def by_section(red=(), audiences=(sections.INTERNAL,), begin=since):
        return changed_since(acme, begin, red, audiences)

    return by_section


def test_one_change_is_told_as_it_is_and_two_of_a_kind_together(change, told):
    change("Call"), change("Write", kind="removed")
    assert told()[0]["texts"] == [
        "Max removed the action “Write”.",
        "Max added the action “Call”.",
    ]
    change("Write")
    assert told()[0]["texts"] == [
        "Max added 2 actions: “Write” and “Call”.",
        "Max removed the action “Write”.",
    ]


def test_many_changes_of_one_row_are_told_once(change, told):
    change("Call"), change("Call")
    assert told()[0]["texts"] == ["Max added the action “Call”."]


def test_what_two_people_did_is_told_of_each(change, told):
    change("Call"), change("Write", actor="Tia")
    assert told()[0]["texts"] == ["Tia added the action “Write”.", "Max added the action “Call”."]


@pytest.mark.parametrize("number, shown, more", [(7, 7, 0), (8, 7, 1)])
def test_no_more_than_seven_sentences_of_a_section_are_printed(change, told, number, shown, more):
    for each in range(number):
        change("Call", actor=f"person {each}")
    [part] = told()
    assert (len(part["texts"]), part["more"]) == (shown, more)
    assert part["texts"][0] == f"Person {number - 1} added the action “Call”."


def test_sections_with_red_evidence_come_first_then_those_with_most_to_tell(change, told):
    change("Call", "risk")
    change("Call", "core"), change("Call", "core", actor="Tia")
    change("Call", "made up")
    titles = [(part["title"], part["red"]) for part in told(red={"made up"})]
    risk = sections.section_named("risk").title
    assert titles == [("made up", True), ("Cover, team and actions", False), (risk, False)]


def test_what_was_done_to_reviews_and_what_is_private_is_not_told(change, told):
    change("Call", "reviews"), change("Call", "risk", audience="private")
    assert told() == []
    assert len(told(audiences=(sections.PRIVATE,))) == 1


def test_only_what_changed_since_the_last_sign_off_is_told(change, told, since):
    change("Call", at=since - timedelta(days=1))
    assert told() == []
    change("Write", at=since + timedelta(seconds=1))
    assert [part["texts"] for part in told()] == [["Max added the action “Write”."]]


def test_at_the_first_review_everything_is_told(change, told):
    change("Call")
    titles = [part["title"] for part in told(begin=None)]
    assert (len(told()), "Cover, team and actions" in titles) == (1, True)
