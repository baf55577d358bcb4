"""What reviews ask for, and what they say for or against the health of a file."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from accountfile.core import sections
from accountfile.core.models import Tier
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


@pytest.mark.parametrize(
    "mood, points, text",
    [
        ("good", 5, "Client content in the last progress review"),
        ("mixed", -3, "Mixed last progress review"),
        ("poor", -12, "Client not content in the last progress review"),
    ],
)
def test_the_mood_of_the_last_progress_review_weighs_in_health(acme, max, day, mood, points, text):
    own = {"account": acme, "by": max, "with_whom": "Kim", "minutes": "All well."}
    ProgressReview.objects.create(held_on=day, mood=mood, **own)
    other = "poor" if mood == "good" else "good"
    ProgressReview.objects.create(held_on=day - timedelta(days=1), mood=other, **own)
    assert [(each.points, each.text) for each in SECTION.signals([acme], day)] == [(points, text)]


@pytest.mark.parametrize("state, ready", [("proposed", 0), ("prepared", 100)])
def test_the_figures_tell_the_last_and_the_next_review_and_whether_it_is_laid_out(
    acme, bolt, held, close, max, day, state, ready
):
    close(held, max)
    Review.objects.planned().update(state=state)
    following = {"next_review_on": day + timedelta(days=90), "review_ready": ready}
    assert SECTION.figures([acme, bolt], None) == {acme.pk: {"last_review_on": day} | following}


@pytest.mark.parametrize("has_tier, months", [(True, 12), (False, 6)])
def test_what_a_review_decided_is_fresh_for_half_a_year_without_a_tier(acme, day, has_tier, months):
    acme.tier = Tier.objects.create(name="Yearly", review_every_months=12) if has_tier else None
    acme.save()
    fresh = [each.fresh_for for each in SECTION.questions([acme], day)]
    assert fresh == [0, months * 31 + 14, 120]


def test_the_file_page_shows_the_next_the_last_and_five_reviews(acme, held, line, close, max, day):
    line(held, kind="decision"), line(held, kind="note")
    line(held, kind="decision", number=16)
    close(held, max)
    for number in range(5):
        Review.objects.create(
            account=acme, planned_on=day - timedelta(days=400 + number), state="cancelled"
        )
    found = SECTION.summary(acme, day)
    assert (found["next"], found["last"]) == (Review.objects.open().get(), held)
    assert [(row.state, row.decisions) for row in found["rows"]] == [("proposed", 0), ("closed", 1)]


def test_the_file_page_of_a_new_account_has_no_reviews(acme, day):
    found = SECTION.summary(acme, day)
    assert [found[name] for name in ("next", "last", "rows", "progress")] == [None, None, [], None]
