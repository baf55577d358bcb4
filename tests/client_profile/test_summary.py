"""What the file page counts of the client profile, and from which day it is out of date."""

from datetime import timedelta

import pytest

from accountfile.core.sections import section_named
from accountfile.profile.models import Fact, Position

SECTION = section_named("profile")


@pytest.fixture
def a_fact(acme, today):
    """Return a function that keeps a fact known for so many days."""

    def kept(text, days=0, **more):
        known = {"topic": "market", "grade": "assumed", "known_on": today - timedelta(days=days)}
        return Fact.objects.create(account=acme, text=text, **known | more)

    return kept


@pytest.mark.parametrize(("days", "stale"), [(180, 0), (181, 1)])
def test_a_fact_is_out_of_date_after_half_a_year(a_fact, acme, today, days, stale):
    a_fact("Frozen food grows.", days)
    found = SECTION.summary(acme, today)
    assert (found["known"], found["unconfirmed"], found["stale"]) == (1, 1, stale)


def test_a_confirmed_fact_is_not_counted_as_assumed(a_fact, acme, today):
    a_fact("Frozen food grows.", grade="confirmed", source="Annual report")
    assert SECTION.summary(acme, today)["unconfirmed"] == 0


def test_the_overview_comes_first_and_any_facts_stand_in_for_it(a_fact, acme, today):
    market = a_fact("Frozen food grows.")
    assert SECTION.summary(acme, today)["overview"] == [market]
    overview = a_fact("A family firm.", topic="overview")
    assert SECTION.summary(acme, today)["overview"] == [overview]


@pytest.mark.parametrize(
    ("days", "state"), [(None, "missing"), (180, "ready"), (181, "stale"), (0, "ready")]
)
def test_organisation_charts_are_ready_for_half_a_year(acme, today, days, state):
    if days is not None:
        position = Position.objects.create(account=acme, title="Head of purchasing", chart="buying")
        changed_on = today - timedelta(days=days)
        Position.objects.filter(pk=position.pk).update(changed_on=changed_on)
    assert [each.state for each in SECTION.inputs(acme, today)] == [state]
