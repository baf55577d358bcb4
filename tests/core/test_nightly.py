"""The night: reminders are told once, one digest a person a morning, and running it again adds
nothing.
"""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from accountfile.core import nightly
from accountfile.core.models import Action, Draft, Notice, Press, Standing
from accountfile.cover.views.system_status import JOBS, is_late
from accountfile.mail.heartbeat import LEASE
from accountfile.mail.models import Fault, Heartbeat, Letter


def told():
    """Return how many notices of actions there are; other sections may have told something of their
    own.
    """
    return Notice.objects.filter(key__startswith="action:").count()


def test_the_night_told_twice_tells_once(max, acme, today):
    Action.objects.create(account=acme, text="Send the plan", owner=max, due_on=today)
    nightly.run(today)
    second = nightly.run(today)
    assert told() == 1
    assert (second["notices"], second["digests"]) == (0, 0)
    assert Letter.objects.filter(person=max).count() == 1


def test_an_action_that_stays_open_is_told_again_after_a_week_not_before(max, acme, today):
    Action.objects.create(account=acme, text="Send the plan", owner=max, due_on=today)
    counts = []
    for day in (0, 1, 6, 7, 8):
        nightly.run(today + timedelta(days=day))
        counts.append(told())
    assert counts == [1, 2, 2, 3, 3]


def test_nobody_who_left_is_told_anything(max, acme, today):
    Action.objects.create(account=acme, text="Send the plan", owner=max, due_on=today)
    max.is_active = False
    max.save()
    nightly.run(today)
    assert (told(), Letter.objects.filter(person=max).count()) == (0, 0)


def test_a_notice_about_a_file_that_was_moved_away_is_not_mailed(max, otto, acme, today):
    Action.objects.create(account=acme, text="Send the plan", owner=max, due_on=today)
    acme.account_manager = otto
    acme.save()
    nightly.run(today)
    assert told() == 1
    assert Letter.objects.filter(person=max).count() == 0


def test_the_night_brings_every_standing_up_to_date(acme, bolt, today):
    nightly.run(today)
    assert Standing.objects.stale().count() == 0
    assert Standing.objects.count() == 2


def test_somebody_who_wants_no_digest_gets_notices_only(max, acme, today):
    max.digest = False
    max.save()
    Action.objects.create(account=acme, text="Send the plan", owner=max, due_on=today)
    nightly.run(today)
    assert (told(), Letter.objects.filter(person=max).count()) == (1, 0)


@pytest.fixture
def nights(monkeypatch):
    """Return the days for which the night was done, without doing it."""
    days = []
    monkeypatch.setattr(nightly, "night", days.append)
    return days


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def runs(*moments):
    """Ask at each moment whether the night is due, as the schedule does, and return the answers."""
    asked = []
    for moment in moments:
        with time_machine.travel(moment, tick=False):
            asked.append(nightly.run_if_due(moment))
    return asked


def test_the_night_is_done_once_a_day_early_in_the_morning(nights, db):
    assert runs(at(16, 5), at(16, 5, 2), at(16, 23), at(17, 3, 59), at(17, 4)) == [
        True,
        False,
        False,
        False,
        True,
    ]
    assert nights == [date(2026, 11, 16), date(2026, 11, 17)]


def test_a_night_that_was_missed_is_made_up_for_at_any_hour(nights, db):
    assert runs(at(16, 4), at(18, 14), at(18, 15), at(19, 4)) == [True, True, False, True]


def test_the_night_follows_the_clock_of_the_house(nights, settings, db):
    settings.TIME_ZONE = "America/Los_Angeles"
    assert runs(at(16, 13), at(17, 4), at(17, 12)) == [True, False, True]


def test_a_night_that_fails_is_not_finished(nights, monkeypatch, db):
    monkeypatch.setattr(nightly, "night", lambda day: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        runs(at(16, 4))
    assert Heartbeat.objects.get().finished_at is None
    monkeypatch.setattr(nightly, "night", nights.append)
    assert runs(at(16, 4, 2)) == [True]
    assert Heartbeat.objects.get().error == ""


def test_a_night_never_runs_twice_at_once(monkeypatch, db):
    seen = []
    monkeypatch.setattr(nightly, "night", lambda day: seen.append(nightly.run_if_due(at(16, 4))))
    assert (runs(at(16, 4)), seen) == ([True], [False])


def test_a_night_whose_worker_died_is_done_again_after_its_lease(nights, db):
    Heartbeat.objects.create(name="core.nightly", started_at=at(16, 4), done_for=date(2026, 11, 15))
    assert runs(at(16, 4) + LEASE, at(16, 4) + LEASE + timedelta(seconds=1)) == [False, True]


def test_one_section_that_fails_leaves_the_night_to_the_others(acme, monkeypatch, today):
    monkeypatch.setattr("reviews.desk.propose_due", lambda day: 1 / 0)
    nightly.run(today)
    assert (Standing.objects.count(), Fault.objects.get().item) == (1, "reviews")


@pytest.mark.parametrize(
    ("moment", "late"),
    [(at(17, 3, 59), False), (at(17, 4), False), (at(17, 6, 59), False), (at(17, 7), True)],
)
def test_the_night_is_late_when_it_is_three_hours_overdue(nights, moment, late, db):
    runs(at(16, 15))
    assert is_late(JOBS["core.nightly"], Heartbeat.objects.get(), moment) == late


def test_the_night_drops_drafts_after_thirty_days_and_presses_after_two(max, today):
    now = timezone.now()
    for name, days in (("young", 29), ("old", 31)):
        Draft.objects.create(person=max, page=name)
        Draft.objects.filter(page=name).update(at=now - timedelta(days=days))
    for name, days in (("young", 1), ("old", 3)):
        at = now - timedelta(days=days)
        Press.objects.create(key=uuid.uuid4(), person=max, url=name, at=at)
    nightly.night(today)
    assert list(Draft.objects.values_list("page", flat=True)) == ["young"]
    assert list(Press.objects.values_list("url", flat=True)) == ["young"]
