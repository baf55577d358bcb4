"""One digest a local date, at the person's own hour, and only what it holds counts as mailed."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from accountfile.core import mornings
from accountfile.core.models import Action, Morning, Notice
from accountfile.mail.models import Fault, Letter


def begin(*moments):
    """Do the mornings of each moment, as the schedule does; return how many letters each wrote."""
    written = []
    for moment in moments:
        with time_machine.travel(moment, tick=False):
            written.append(mornings.begin(moment)["digests"])
    return written


def at(day, hour, minute=0, month=11):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def new(max, acme):
    """Return a function that gives Max something new."""
    keys = iter(range(1000))

    def given(person=max):
        key = next(keys)
        return Notice.objects.create(
            person=person, account=acme, key=str(key), text=f"Thing {key}.", url="/", why="w"
        )

    return given


def lives_in(person, zone, hour=None):
    person.time_zone, person.digest_hour = zone, hour
    person.save()


def test_a_letter_leaves_at_seven_on_the_persons_own_clock(new, max):
    lives_in(max, "America/Los_Angeles")
    begin(at(15, 15))
    new()
    assert begin(at(16, 4, 5), at(16, 14, 59), at(16, 15), at(16, 15, 2)) == [0, 0, 1, 0]


def test_what_arrives_before_the_morning_is_in_its_letter_and_what_arrives_after_in_the_next(
    new, max
):
    lives_in(max, "America/Los_Angeles")
    begin(at(15, 15))
    new()
    begin(at(16, 4, 5))
    new()
    begin(at(16, 15))
    late = new()
    assert begin(at(16, 16), at(17, 14, 59)) == [0, 0]
    late.refresh_from_db()
    assert (Letter.objects.get().text.count("Thing "), late.digested_at) == (2, None)
    assert begin(at(17, 15)) == [1]


def test_nothing_new_in_the_morning_means_no_letter_that_day(new):
    assert begin(at(16, 7)) == [0]
    new()
    assert begin(at(16, 12), at(17, 7)) == [0, 1]


def test_an_hour_that_was_missed_is_made_up_for_on_the_same_day(new):
    new()
    assert begin(at(16, 23, 59), at(17, 0, 5), at(17, 7)) == [1, 0, 0]
    assert Letter.objects.get().key.endswith(":2026-11-16")


def test_a_day_that_was_missed_whole_is_told_the_next_morning(new):
    begin(at(14, 7))
    new()
    assert begin(at(16, 6, 59), at(16, 7)) == [0, 1]


def test_a_person_may_have_an_hour_of_their_own(new, max, settings):
    settings.DIGEST_HOUR = 9
    new()
    assert begin(at(16, 8)) == [0]
    lives_in(max, "UTC", hour=5)
    assert begin(at(16, 8)) == [1]


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        ("Pacific/Kiritimati", at(15, 16, 59), at(15, 17)),
        ("Pacific/Pago_Pago", at(16, 17, 59), at(16, 18)),
    ],
)
def test_the_date_is_the_local_one_at_both_ends_of_the_world(new, max, zone, before, after):
    lives_in(max, zone)
    begin(before)
    new()
    assert begin(before, after) == [0, 1]
    assert Letter.objects.get().key == f"digest:{max.pk}:2026-11-16"


@pytest.mark.parametrize(
    "midnight", [datetime(2026, 3, 27, 23, tzinfo=UTC), datetime(2026, 10, 23, 22, tzinfo=UTC)]
)
@pytest.mark.parametrize("hour", [2, 7])
def test_a_day_with_a_changed_clock_has_one_morning(new, max, midnight, hour):
    """On 29 March the hour from two does not exist in Berlin; on 25 October it comes twice."""
    lives_in(max, "Europe/Berlin", hour)
    for half_hour in range(3 * 48):
        new()
        begin(midnight + timedelta(minutes=30 * half_hour))
    first = midnight.day + 1
    written = [letter.key[-2:] for letter in Letter.objects.order_by("pk")]
    assert written == [str(first), str(first + 1), str(first + 2)]


def test_a_traveller_gets_one_letter_a_date(new, max):
    lives_in(max, "Asia/Tokyo")
    new()
    assert begin(at(15, 22)) == [1]
    lives_in(max, "America/Los_Angeles")
    new()
    assert begin(at(16, 15), at(17, 14, 59), at(17, 15)) == [0, 0, 1]
    lives_in(max, "Asia/Tokyo")
    new()
    assert begin(at(17, 16), at(17, 22)) == [0, 1]


def test_reminders_are_of_the_day_that_the_person_reads(acme, max, lena):
    lives_in(max, "Asia/Tokyo")
    due = date(2026, 11, 17)
    for owner in (max, lena):
        Action.objects.create(account=acme, text="Call", owner=owner, due_on=due)
    begin(at(16, 22))
    assert [notice.person for notice in Notice.objects.filter(key__startswith="action:")] == [max]
    begin(at(17, 7))
    assert Notice.objects.filter(key__startswith="action:").count() == 2
    assert all(
        "is due on 17 Nov 2026" in letter.text
        for letter in Letter.objects.filter(person__in=[max, lena])
    )


def test_only_what_the_letter_holds_counts_as_mailed(new):
    for _ in range(23):
        new()
    begin(at(16, 7))
    letter = Letter.objects.get()
    assert (letter.subject, letter.text.count("Thing ")) == (
        "Your Account Files this morning: 23 things",
        20,
    )
    assert "And 3 more:" in letter.text and "And 3 more" in letter.html
    assert Notice.objects.filter(digested_at=None).count() == 3
    assert begin(at(17, 7)) == [1]
    assert Notice.objects.filter(digested_at=None).count() == 0


def test_somebody_who_left_or_wants_no_mail_gets_none(new, max, lena):
    max.is_active, lena.digest = False, False
    max.save()
    lena.save()
    new()
    new(lena)
    assert begin(at(16, 7)) == [0]


def test_one_person_who_cannot_be_written_to_keeps_nobody_waiting(new, max, mia, lena, monkeypatch):
    new(max)
    new(lena)
    compose = mornings.mail.compose

    def failing(name, context):
        return 1 / 0 if context["person"] == max else compose(name, context)

    monkeypatch.setattr(mornings.mail, "compose", failing)
    assert begin(at(16, 7)) == [1]
    assert [fault.job for fault in Fault.objects.all()] == ["core.mornings: digests"]
    monkeypatch.setattr(mornings.mail, "compose", compose)
    assert begin(at(16, 7, 2)) == [1]
    assert Fault.objects.count() == 0


def test_a_section_that_fails_is_left_out_of_the_morning(new, monkeypatch):
    monkeypatch.setattr("accountfile.contracts.ladder.due", lambda today: 1 / 0)
    new()
    assert begin(at(16, 7)) == [1]
    assert Fault.objects.get().item == "contracts"


def test_a_morning_costs_the_same_for_one_person_and_for_many(
    cast, acme, django_assert_num_queries, django_assert_max_num_queries
):
    begin(at(15, 7))
    with django_assert_max_num_queries(60) as of_many:
        begin(at(16, 7))
    type(cast["max"]).objects.exclude(pk=cast["max"].pk).update(is_active=False)
    with django_assert_num_queries(len(of_many)):
        begin(at(17, 7))


def test_whoever_had_their_morning_is_not_asked_again_that_day(max, today):
    noon = datetime(2026, 11, 16, 12, tzinfo=UTC)
    Morning.objects.create(person=max, done_on=today)
    assert max not in mornings.begun(noon)[today]
    Morning.objects.update(done_on=today - timedelta(days=1))
    assert max in mornings.begun(noon)[today]
