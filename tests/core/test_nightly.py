"""The night: reminders are told once, one digest a person a morning, and running it again adds nothing."""

from datetime import timedelta

from accountfile.core import nightly
from accountfile.core.models import Action, Notice, Standing
from accountfile.mail.models import Letter


def told():
    """Return how many notices of actions there are; other sections may have told something of their own."""
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


def test_a_morning_with_too_much_tells_the_first_and_how_many_more(max, acme, today):
    for number in range(23):
        Notice.objects.create(person=max, account=acme, key=str(number), text=f"Thing {number}.", url="/", why="w")
    nightly.digests(today)
    letter = Letter.objects.get()
    assert (letter.subject, letter.text.count("Thing ")) == ("Your Account Files this morning: 23 things", 20)
    assert "And 3 more:" in letter.text and "And 3 more" in letter.html
    assert Notice.objects.filter(digested_at=None).count() == 0
