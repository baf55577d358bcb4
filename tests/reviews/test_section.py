"""What reviews ask for, and what they say for or against the health of a file."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from accountfile.core import sections
from reviews.models import ManagerNote, ProgressReview, Review
from reviews.readiness import readiness

SECTION = sections.section_named("reviews")


@pytest.mark.parametrize(
    "days, points", [(0, []), (1, [-4]), (14, [-4]), (15, [-5]), (30, [-6]), (400, [-12])]
)
def test_a_review_costs_health_from_the_day_after_it_was_planned(acme, today, days, points):
    Review.objects.create(account=acme, planned_on=today)
    signals = SECTION.signals([acme], today + timedelta(days=days))
    assert [signal.points for signal in signals] == points


@pytest.mark.parametrize("days, state", [(0, "ready"), (120, "ready"), (121, "stale")])
def test_a_progress_review_and_a_private_note_are_fresh_for_four_months(
    acme, max, lena, day, days, state
):
    ProgressReview.objects.create(
        account=acme, by=max, held_on=day, with_whom="Kim", minutes="All well."
    )
    ManagerNote.objects.create(account=acme, by=lena, about=max, text="More time.")
    found = SECTION.inputs(acme, day + timedelta(days=days))
    assert [each.state for each in found] == [state, state]


def test_without_progress_review_and_private_note_both_are_missing(acme, today):
    assert [each.state for each in SECTION.inputs(acme, today)] == ["missing", "missing"]


def test_what_the_last_review_decided_is_fresh_for_a_cadence_and_two_weeks(
    acme, held, close, max, day
):
    close(held, max)

    def state(days):
        [found] = [
            question.state(day + timedelta(days=days))
            for question in SECTION.questions([acme], day)
            if question.text.startswith("What did the last")
        ]
        return found

    fresh = acme.tier.review_every_months * 31 + 14
    assert [state(0), state(fresh), state(fresh + 1)] == ["ready", "ready", "stale"]


def test_an_input_leads_to_where_it_is_completed_or_else_to_the_file(acme, today, monkeypatch):
    asked = sections.InputState(sections.Input.RISK_ANALYSES, "missing", "None.", "/elsewhere/")
    section = SimpleNamespace(inputs=lambda account, today: [asked])
    monkeypatch.setattr(sections, "all_sections", lambda: [section])
    urls = {line.number: line.url for line in readiness(acme, today)}
    assert urls.pop(int(sections.Input.RISK_ANALYSES)) == "/elsewhere/"
    assert set(urls.values()) == {f"/accounts/{acme.pk}/"}
