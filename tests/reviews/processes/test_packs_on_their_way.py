"""Workers die, the broker dies, the mail server refuses: the pack is printed, and each person gets
it once.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from accountfile.mail import delivery
from accountfile.mail import services as mail
from accountfile.mail.models import Letter
from reviews import pack as printing
from reviews import services
from reviews.models import Pack, Review
from tests.processes import eventually

pytestmark = pytest.mark.processes


def test_the_pack_of_a_worker_killed_while_printing_is_taken_up_within_two_minutes(
    press, all_sent, arrived, celery_worker, celery_beat
):
    press()
    worker = celery_worker()
    eventually(lambda: Pack.objects.filter(state="claimed").exists())
    worker.kill()
    assert Pack.objects.get().state == "claimed"
    celery_worker()
    celery_beat()
    eventually(lambda: Pack.objects.filter(attempts=2).exists(), seconds=90)
    eventually(all_sent)
    assert (arrived(), Pack.objects.get().attempts) == ([1, 1], 2)


def test_a_press_without_broker_closes_the_review_and_the_pack_leaves_later(
    press, all_sent, arrived, valkey, celery_worker, celery_beat
):
    valkey.lose()
    press()
    states = sorted(Letter.objects.values_list("state", flat=True))
    assert (Review.objects.closed().count(), Pack.objects.get().state, states) == (
        1,
        "queued",
        ["waiting", "waiting"],
    )
    valkey.start()
    celery_worker()
    celery_beat()
    eventually(all_sent)
    assert arrived() == [1, 1]


def test_two_clocks_and_four_workers_print_once_and_send_once(
    press, all_sent, arrived, celery_worker, celery_beat
):
    press()
    for start in (celery_worker, celery_worker):
        start(processes=2)
    celery_beat()
    celery_beat()
    eventually(all_sent)
    assert (arrived(), Pack.objects.get().attempts) == ([1, 1], 1)


def test_two_people_who_close_at_the_same_moment_make_one_pack(press):
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda _: press(), range(2)))
    assert (Pack.objects.count(), Letter.objects.count(), Review.objects.count()) == (1, 2, 2)


def test_a_refused_address_fails_alone_and_trying_again_reaches_only_that_one(
    press, arrived, mail_by_smtp, max, lena, surroundings
):
    press()
    mail_by_smtp.says("RCPT", "550 no such person", to=max.email)
    printing.sweep()
    delivery.drain()
    assert (arrived(), Letter.objects.get(person=max).state) == ([0, 1], "dead")
    mail_by_smtp.obeys_no_more()
    mail.send_again(Letter.objects.get(person=max), by=lena)
    delivery.drain()
    assert arrived() == [1, 1]


def test_a_server_that_cannot_take_it_now_gets_it_later(
    press, arrived, mail_by_smtp, max, surroundings
):
    press()
    mail_by_smtp.says("RCPT", "451 come back later", to=max.email)
    printing.sweep()
    delivery.drain()
    letter = Letter.objects.get(person=max)
    assert (arrived(), letter.state, letter.attempts) == ([0, 1], "queued", 1)
    mail_by_smtp.obeys_no_more()
    Letter.objects.update(next_attempt_at=timezone.now() - timedelta(seconds=1))
    delivery.drain()
    assert arrived() == [1, 1]


def test_nothing_leaves_without_its_pack_and_a_new_print_sends_it_once(
    press, arrived, mail_by_smtp, lena, surroundings
):
    press()
    printing.sweep()
    pack = Pack.objects.get()
    Path(default_storage.path(pack.storage_key)).unlink()
    delivery.drain()
    assert (arrived(), list(Letter.objects.values_list("state", flat=True))) == (
        [0, 0],
        ["dead", "dead"],
    )
    services.print_again(pack=pack, by=lena)
    printing.sweep()
    delivery.drain()
    assert arrived() == [1, 1]


def test_a_poisoned_pack_dies_alone_and_can_be_mended(
    press, arrived, mail_by_smtp, lena, surroundings
):
    press()
    healthy = Pack.objects.get().data
    Pack.objects.update(data={"poison": True})
    for _ in range(printing.MOST_ATTEMPTS):
        Pack.objects.update(next_attempt_at=timezone.now() - timedelta(seconds=1))
        printing.sweep()
    assert (Pack.objects.get().state, arrived()) == ("dead", [0, 0])
    Pack.objects.update(data=healthy)
    services.print_again(pack=Pack.objects.get(), by=lena)
    printing.sweep()
    delivery.drain()
    assert arrived() == [1, 1]
