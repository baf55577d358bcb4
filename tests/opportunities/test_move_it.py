"""The desk's "Move it" leads to where the day can be moved."""

from datetime import timedelta

import pytest

from accountfile.core.models import TeamMember
from opportunities import services
from opportunities.models import Opportunity, PipelineStage
from opportunities.section import Sales


@pytest.fixture
def late(acme, max):
    """An open opportunity of Max whose day has passed."""
    stage = PipelineStage.objects.open().first()
    passed = max.today() - timedelta(days=4)
    return Opportunity.objects.create(
        account=acme, owner=max, stage=stage, name="Two depots", expected_on=passed
    )


def test_the_desk_leads_to_a_form_with_the_day_and_moves_it(late, max, sign_in):
    need = next(need for need in Sales().needs(max, max.today()) if need.verb == "Move it")
    browser, later = sign_in(max), max.today() + timedelta(days=20)
    page = browser.get(need.url)
    assert page.context["form"]["expected_on"].value() == late.expected_on
    sent = {
        "stage": late.stage_id,
        "expected_on": later,
        "reason": "They asked for June.",
        "version": late.version,
    }
    assert browser.post(need.url, sent).status_code == 302
    late.refresh_from_db()
    assert (late.expected_on, late.stage_changes.first().reason) == (later, "They asked for June.")
    assert [need for need in Sales().needs(max, max.today()) if need.verb == "Move it"] == []


def test_who_may_only_read_the_file_is_led_to_the_opportunity(late, rob):
    late.owner = rob
    late.save()
    assert TeamMember.objects.get(person=rob).contributes is False
    assert [(n.url, n.verb) for n in Sales().needs(rob, rob.today())] == [
        (late.get_absolute_url(), "Open it")
    ]


def test_a_day_that_is_not_given_stays_and_the_same_again_does_nothing(late, max):
    for day in (None, late.expected_on):
        services.move_stage(opportunity=late, stage=late.stage, by=max, expected_on=day)
    found = Opportunity.objects.get()
    assert (found.expected_on, found.version, found.stage_changes.count()) == (
        late.expected_on,
        late.version,
        0,
    )
