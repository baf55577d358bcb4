"""What contacts tell a review: who left, who stands where, what hospitality brought."""

from datetime import UTC, datetime, time, timedelta

import pytest

from accountfile.core import sections
from accountfile.core.sections import Heading
from accountfile.periods import twelve_months_to
from contacts.models import Contact, ContactPlan, HospitalityEvent


@pytest.fixture
def known(acme, today):
    """Return a function that gives the lines under one heading, as text and tone."""

    def told(heading):
        said = sections.section_named("contacts").agenda(acme, None, today)
        return [(item.text, item.tone) for item in said if item.heading == heading]

    return told


def test_item_5_names_who_left(acme, known, max, today):
    left = today - timedelta(days=9)
    Contact.objects.create(account=acme, name="Jo Hart", is_buyer=True, left_on=left)
    told = [(f"Jo Hart (buyer) left on {left.day} {left:%b %Y}.", "poor")]
    assert known(Heading.ORGANISATION_CHANGES) == told


def test_item_5_marks_only_those_who_played_a_part(acme, known, today):
    Contact.objects.create(account=acme, name="Jo Hart", left_on=today)
    assert [tone for _, tone in known(Heading.ORGANISATION_CHANGES)] == ["plain"]


@pytest.mark.parametrize("days, named", [(-1, 0), (0, 1)])
def test_who_left_and_what_was_planned_is_told_from_the_day_of_the_last_review(
    acme, today, days, named
):
    since = datetime.combine(today - timedelta(days=30), time(9), UTC)
    day = since.date() + timedelta(days=days)
    Contact.objects.create(account=acme, name="Jo Hart", left_on=day)
    HospitalityEvent.objects.create(account=acme, title="Lunch", happens_on=day, purpose="Thanks")
    said = sections.section_named("contacts").agenda(acme, since, today)
    texts = [item.text for item in said]
    for start in ("Jo Hart left on", "Lunch, "):
        assert sum(text.startswith(start) for text in texts) == named


@pytest.mark.parametrize("days, late", [(0, []), (-1, ["Max with Jo Hart: should have spoken on"])])
def test_item_11_names_a_conversation_from_the_day_after_it_was_planned(
    acme, known, max, today, days, late
):
    contact = Contact.objects.create(account=acme, name="Jo Hart")
    day = today + timedelta(days=days)
    ContactPlan.objects.create(contact=contact, owner=max, next_touch_on=day)
    texts = [text for text, _ in known(Heading.RELATIONSHIPS) if "should have spoken" in text]
    assert texts == [f"{each} {day.day} {day:%b %Y}." for each in late]


def test_item_11_names_the_gaps_and_whom_to_talk_about(acme, known):
    for name in ("Jo Hart", "Bo Lind", "Cy Young"):
        Contact.objects.create(account=acme, name=name, allegiance=2, influence=4, is_sponsor=True)
    Contact.objects.create(account=acme, name="Al Reed")
    told = known(Heading.RELATIONSHIPS)
    assert ("4 people known; influence-weighted support +100 of 100.", "plain") in told
    assert ("We know no champion at the client.", "watch") in told
    assert ("We know no sponsor at the client.", "watch") not in told
    assert ("Al Reed: allegiance and influence not known yet.", "watch") in told


def test_item_15_asks_what_came_of_the_last_event(acme, known, today):
    gone = today - timedelta(days=5)
    HospitalityEvent.objects.create(account=acme, title="Lunch", happens_on=gone, purpose="Thanks")
    texts = known(Heading.HOSPITALITY)
    assert texts[0] == (
        "Events ahead: 0; past events whose outcome nobody has written: 1.",
        "watch",
    )
    assert len(texts) == 2


@pytest.mark.parametrize(
    "days, outcome, ahead, untold",
    [(0, "", 1, 0), (-1, "", 0, 1), (-1, "They renewed", 0, 0)],
)
def test_item_15_counts_an_event_as_past_from_the_day_after(
    acme, known, today, days, outcome, ahead, untold
):
    day = today + timedelta(days=days)
    event = {"title": "Lunch", "happens_on": day, "purpose": "Thanks", "outcome": outcome}
    HospitalityEvent.objects.create(account=acme, **event)
    assert known(Heading.HOSPITALITY)[0] == (
        f"Events ahead: {ahead}; past events whose outcome nobody has written: {untold}.",
        "watch" if untold else "plain",
    )


@pytest.mark.parametrize(
    "policy, outcome, words, tone",
    [
        ("unchecked", "", "not checked yet; outcome not known yet", "watch"),
        ("within", "They renewed", "within the policy; They renewed", "plain"),
    ],
)
def test_item_15_marks_an_event_that_nobody_has_held_against_the_policy(
    acme, known, today, policy, outcome, words, tone
):
    event = {"title": "Lunch", "happens_on": today, "purpose": "Thanks"}
    HospitalityEvent.objects.create(account=acme, policy=policy, outcome=outcome, **event)
    assert known(Heading.HOSPITALITY)[1] == (f"Lunch, 16 Nov 2026: Thanks; {words}.", tone)


def test_item_15_says_so_when_there_is_no_hospitality(known):
    assert known(Heading.HOSPITALITY) == [("No hospitality is planned or recorded.", "plain")]


def test_the_pack_prints_hospitality_under_its_own_item(acme, today):
    pack, year = sections.section_named("contacts").pack, twelve_months_to(today)
    assert pack(acme, year, "internal")["headings"] == [Heading.RELATIONSHIPS]
    Contact.objects.create(account=acme, name="Jo Hart")
    HospitalityEvent.objects.create(account=acme, title="Lunch", happens_on=today, purpose="Thanks")
    headings = [sections.FIRST_PAGE, Heading.RELATIONSHIPS, Heading.HOSPITALITY]
    assert pack(acme, year, "internal")["headings"] == headings
