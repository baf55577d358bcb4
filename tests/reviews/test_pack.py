"""Printing the pack: once, whole, and with the letters behind it."""

import hashlib
import threading
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from accountfile import pdf
from accountfile.mail.models import Fault, Letter
from reviews import pack as printing
from reviews import services, tasks
from reviews.models import Pack, Review


@pytest.fixture
def waiting(held, line, close, max, lena):
    """Acme's pack before it is printed, on its way to Max and Lena."""
    line(held, "They will buy more.")
    return close(held, max, lena)


def printed():
    """Return the names of the files that printing has left behind."""
    return default_storage.listdir("packs")[1] if default_storage.exists("packs") else []


def states():
    return sorted(Letter.objects.values_list("state", flat=True))


def test_a_printed_pack_lets_its_letters_go(waiting):
    assert printing.sweep() == 1
    waiting.refresh_from_db()
    content = Path(default_storage.path(waiting.storage_key)).read_bytes()
    assert (waiting.state, states()) == ("ready", ["queued", "queued"])
    assert hashlib.sha256(content).hexdigest() == waiting.sha256
    assert content.startswith(b"%PDF-") and waiting.pages > 3


def test_a_pack_is_printed_once_however_often_it_is_asked_for(waiting):
    assert [
        printing.print_if_due(waiting.pk),
        printing.print_if_due(waiting.pk),
        printing.sweep(),
    ] == [True, False, 0]


def test_a_worker_that_lost_its_claim_leaves_everything_as_it_is(waiting):
    mine, before = printing.claim(Pack.objects.due()), printed()
    Pack.objects.filter(pk=mine.pk).update(claim=uuid4())
    assert printing.print_claimed(mine) is False
    assert (states(), printed()) == (["waiting", "waiting"], before)


def test_a_pack_whose_worker_vanished_is_given_back(waiting):
    mine = printing.claim(Pack.objects.due())
    Pack.objects.filter(pk=mine.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    printing.give_back_lost()
    mine.refresh_from_db()
    assert (mine.state, mine.attempts, mine.error) == (
        "queued",
        1,
        "The worker was lost while printing.",
    )
    assert printing.sweep() == 1


def test_a_pack_that_loses_a_second_worker_waits_a_minute(waiting):
    Pack.objects.update(attempts=1)
    printing.claim(Pack.objects.due())
    Pack.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    printing.give_back_lost()
    wait = Pack.objects.get().next_attempt_at - timezone.now()
    assert timedelta(seconds=50) < wait <= timedelta(seconds=60)


@pytest.mark.parametrize("before, seconds", list(enumerate([20, 60, 300, 900, None])))
def test_a_pack_that_cannot_be_printed_waits_longer_each_time_and_is_given_up(
    waiting, monkeypatch, before, seconds
):
    monkeypatch.setattr(printing, "draw", lambda pack: 1 / 0)
    Pack.objects.update(attempts=before)
    assert printing.print_if_due(waiting.pk) is False
    found = Pack.objects.get()
    wait = (found.next_attempt_at - timezone.now()).total_seconds()
    if seconds is None:
        assert (found.state, found.error[-21:]) == ("dead", "It was tried 5 times.")
    else:
        assert (found.state, seconds - 10 < wait <= seconds) == ("queued", True)
        assert found.error == "ZeroDivisionError: division by zero"


def test_one_pack_that_cannot_be_given_back_does_not_keep_the_others(waiting, monkeypatch):
    printing.claim(Pack.objects.due())
    Pack.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    monkeypatch.setattr(printing, "_lost", lambda pack: 1 / 0)
    printing.give_back_lost()
    assert Fault.objects.get().job == "packs of lost workers"


def test_the_sweep_has_each_pack_printed_by_a_task_of_its_own(waiting, bolt, otto, monkeypatch):
    review = Review.objects.create(account=bolt, planned_on=waiting.review.planned_on)
    other = {
        name: getattr(waiting, name)
        for name in ("data", "template_version", "checksum", "created_by")
    }
    second = Pack.objects.create(review=review, **other)
    asked = []
    monkeypatch.setattr(
        tasks, "after_commit", lambda task, *args, expires: asked.append((task.name, args, expires))
    )
    tasks.sweep()
    assert sorted(asked) == [("reviews.render_pack", (pk,), 30) for pk in (waiting.pk, second.pk)]
    assert set(Pack.objects.values_list("state", flat=True)) == {"queued"}


def test_a_pack_that_takes_long_to_print_stays_with_its_worker(waiting, monkeypatch):
    monkeypatch.setattr(printing, "RENEWED_EVERY", 0.01)
    renewed = threading.Event()
    monkeypatch.setattr(
        printing, "_claimed", lambda pack: SimpleNamespace(update=lambda **change: renewed.set())
    )
    with printing._claim_renewed(waiting):
        assert renewed.wait(10)
    assert [thread.name for thread in threading.enumerate() if "_renew" in thread.name] == []


def test_a_pack_that_kills_every_worker_is_given_up_and_can_be_printed_again(waiting, lena):
    for _ in range(printing.MOST_ATTEMPTS):
        Pack.objects.update(next_attempt_at=timezone.now() - timedelta(seconds=1))
        printing.claim(Pack.objects.due())
        Pack.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        for lost in Pack.objects.abandoned():
            printing._give_back(lost, "The worker was lost while printing.")
    assert (Pack.objects.get().state, states()) == ("dead", ["waiting", "waiting"])
    assert services.print_again(pack=waiting, by=lena) is True
    assert (printing.sweep(), states()) == (1, ["queued", "queued"])


def test_a_pack_too_long_to_print_is_given_up_at_once_and_says_why(waiting, monkeypatch):
    monkeypatch.setattr(pdf, "MOST_LETTERS", 10)
    printing.sweep()
    found = Pack.objects.get()
    assert (found.state, found.attempts, found.error[:14]) == ("dead", 1, "This text has ")


def test_a_missing_file_is_printed_anew_from_what_was_frozen(waiting, lena):
    printing.sweep()
    waiting.refresh_from_db()
    assert services.print_again(pack=waiting, by=lena) is False
    Path(default_storage.path(waiting.storage_key)).unlink()
    assert services.print_again(pack=waiting, by=lena) is True
    assert printing.sweep() == 1


@pytest.mark.parametrize("loss", ["lost", "another"])
def test_letters_leave_with_the_pack_that_is_printed_again(waiting, lena, max, loss):
    printing.sweep()
    path = Path(default_storage.path(Pack.objects.get().storage_key))
    path.unlink() if loss == "lost" else path.write_bytes(b"%PDF-1.7 of a backup")
    Letter.objects.get(person=max).step_to(
        "dead", by="a test", error="The file to attach is missing."
    )
    assert services.print_again(pack=waiting, by=lena) is True
    assert states() == ["waiting", "waiting"]
    printing.sweep()
    waiting.refresh_from_db()
    assert (states(), waiting.has_file) == (["queued", "queued"], True)
    assert set(Letter.objects.values_list("sha256", flat=True)) == {waiting.sha256}


def test_a_letter_that_failed_while_its_pack_was_being_printed_leaves_with_it(waiting, max):
    Letter.objects.get(person=max).step_to(
        "dead", by="a test", error="The file to attach is missing."
    )
    printing.sweep()
    assert states() == ["queued", "queued"]


def test_sending_to_more_people_wakes_no_letter_that_was_refused(waiting, lena, max, tia):
    printing.sweep()
    waiting.refresh_from_db()
    Letter.objects.get(person=max).step_to("dead", by="a test", error="550 no such person")
    services.send_to_more(pack=waiting, people=[tia], by=lena)
    assert states() == ["dead", "queued", "queued"]


def test_a_pack_that_is_asked_for_again_is_handed_to_a_worker_at_once(waiting, lena, monkeypatch):
    asked = []
    monkeypatch.setattr(services, "after_commit", lambda *told: asked.append(told))
    Pack.objects.update(state="dead")
    for _ in range(2):
        waiting.refresh_from_db()
        services.print_again(pack=waiting, by=lena)
    assert asked == [(tasks.render_pack, waiting.pk)]


def test_a_new_file_takes_the_place_of_the_one_before(waiting, lena):
    printing.sweep()
    before = Pack.objects.get().storage_key
    Pack.objects.update(missing_letters="x")
    waiting.refresh_from_db()
    assert services.print_again(pack=waiting, by=lena) is True
    printing.sweep()
    waiting.refresh_from_db()
    assert (default_storage.exists(before), waiting.has_file) == (False, True)


def test_more_people_get_the_printed_pack_and_nobody_gets_it_twice(waiting, lena, max, tia, otto):
    printing.sweep()
    waiting.refresh_from_db()
    assert services.send_to_more(pack=waiting, people=[max, tia, otto], by=lena) == [tia]
    assert services.send_to_more(pack=waiting, people=[tia], by=lena) == []
    assert states() == ["queued", "queued", "queued"]


def test_the_page_says_which_letters_no_font_has_and_offers_to_print_again(
    waiting, monkeypatch, sign_in, lena, max
):
    paper = pdf.PDF(b"%PDF-1.7", 3, hashlib.sha256(b"%PDF-1.7").hexdigest(), missing="𒕃")
    monkeypatch.setattr(printing, "draw", lambda pack: paper)
    printing.sweep()
    page = sign_in(lena).get(waiting.review.get_absolute_url()).content.decode()
    assert "the paper shows boxes for them: 𒕃" in page
    assert "Print it again" in page and "Download the pack" in page
