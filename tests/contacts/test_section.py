"""What people and relationships ask for, and what they say for or against the health of a file."""

from datetime import timedelta

import pytest

from accountfile.core.sections import section_named
from accountfile.periods import Period
from contacts import health
from contacts.models import Contact, ContactPlan, HospitalityEvent
from contacts.questions import WITHOUT

SECTION = section_named("contacts")


@pytest.fixture
def influential(acme):
    """Return a function that keeps somebody influential."""
    return lambda name: Contact.objects.create(account=acme, name=name, influence=5)


@pytest.fixture
def planned(max, today):
    """Return a function that plans the next conversation with somebody this many days ago."""

    def made(contact, ago=0):
        day = today - timedelta(days=ago)
        ContactPlan.objects.create(contact=contact, owner=max, next_touch_on=day)

    return made


def test_the_contact_plan_says_how_many_have_one_and_how_many_are_late(
    acme, influential, planned, today
):
    influential("Lee")
    planned(influential("Kim"))
    text = next(SECTION.inputs(acme, today)).text
    assert text == "1 of 2 influential people have a contact plan, none of them late."
    later = next(SECTION.inputs(acme, today + timedelta(days=15))).text
    assert later == "1 of 2 influential people have a contact plan, 1 of them late."


def states(acme, today):
    return [each.state for each in SECTION.inputs(acme, today)]


def test_the_contact_plan_is_missing_until_one_is_made(acme, influential, today):
    influential("Kim")
    assert states(acme, today) == ["missing", "missing"]


def test_the_contact_plan_is_stale_until_everybody_influential_has_one(
    acme, influential, planned, today
):
    kim, lee = influential("Kim"), influential("Lee")
    planned(kim)
    assert states(acme, today)[0] == "stale"
    planned(lee)
    assert states(acme, today)[0] == "ready"


@pytest.mark.parametrize("ago, state", [(14, "ready"), (15, "stale")])
def test_the_contact_plan_is_stale_two_weeks_after_a_day_was_missed(
    acme, influential, planned, today, ago, state
):
    planned(influential("Kim"), ago)
    assert states(acme, today)[0] == state


@pytest.mark.parametrize("ago, late", [(0, False), (1, True)])
def test_a_conversation_is_late_on_page_and_paper_from_the_day_after_it_was_planned(
    acme, influential, planned, today, ago, late
):
    planned(influential("Kim"), ago)
    assert SECTION.summary(acme, today)["late"] == int(late)
    # The last day of the period is today.
    period = Period(today, today + timedelta(days=1), "", "")
    assert [plan["late"] for plan in SECTION.pack(acme, period, "internal")["plans"]] == [late]


def test_a_missing_sponsor_weighs_more_than_any_other_missing_part(acme, today):
    weights = {each.text: each.weight for each in SECTION.questions([acme], today)}
    parts = [weights[text] for text in WITHOUT.values()]
    assert parts == [3, 1, 1, 1]


@pytest.mark.parametrize("ago, state", [(-30, "ready"), (180, "ready"), (181, "stale")])
def test_hospitality_is_fresh_for_half_a_year(acme, today, ago, state):
    day = today - timedelta(days=ago)
    HospitalityEvent.objects.create(account=acme, title="Lunch", happens_on=day, purpose="Thanks")
    assert states(acme, today)[1] == state


def test_where_people_stand_is_answered_once_all_of_them_are_rated(acme, today):
    def state():
        [found] = [
            question.state(today)
            for question in SECTION.questions([acme], today)
            if question.text.startswith("On whose side")
        ]
        return found

    assert state() == "missing"
    Contact.objects.create(account=acme, name="Kim", rated_on=today)
    assert state() == "ready"
    Contact.objects.create(account=acme, name="Lee")
    assert state() == "missing"


@pytest.mark.parametrize(
    ("known", "points"),
    [
        ({}, []),
        ({"number": 1}, [-10]),
        ({"number": 1, "is_sponsor": True}, []),
        ({"judged": 2, "close": 1}, [-8]),
        ({"judged": 2, "close": 2}, []),
        ({"placed": 2, "foes": 2}, []),
        ({"placed": 3, "foes": 1}, [-6]),
        ({"placed": 3, "friends": 1}, [5]),
        ({"placed": 3, "friends": 3}, [10]),
        ({"placed": 2, "friends": 2}, []),
        ({"placed": 3}, []),
    ],
)
def test_health_weighs_who_is_known_and_on_whose_side(monkeypatch, acme, today, known, points):
    names = ("number", "is_sponsor", "judged", "close", "placed", "foes", "friends")
    row = {"account": acme.pk} | dict.fromkeys(names, 0) | known
    monkeypatch.setattr(health, "known", lambda accounts: [row])
    assert [signal.points for signal in health.signals([acme], today)] == points
