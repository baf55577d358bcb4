"""The broker dies, hangs or was never there; every letter leaves all the same, once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from accountfile.mail.models import Letter
from tests.processes import eventually

pytestmark = pytest.mark.processes


def all_sent():
    return Letter.objects.exists() and not Letter.objects.exclude(state="sent").exists()


def test_a_broker_lost_with_its_queue_loses_no_letter(
    max, valkey, smtp_server, press, celery_worker, celery_beat
):
    press()
    valkey.lose()
    valkey.start()
    celery_worker()
    celery_beat()
    eventually(all_sent)
    assert len(smtp_server.received_by(max.email)) == 1


def test_a_press_without_broker_is_answered_and_the_mail_leaves_later(
    max, valkey, smtp_server, press, deliver_letters
):
    valkey.lose()
    press()
    assert Letter.objects.get().state == "queued"
    deliver_letters().says("1 letters sent")
    assert len(smtp_server.received_by(max.email)) == 1


def test_a_press_with_a_frozen_broker_is_answered(press, valkey):
    valkey.freeze()
    press()
    assert Letter.objects.get().state == "queued"


def test_two_clocks_and_four_workers_send_each_letter_once(
    write, max, smtp_server, celery_worker, celery_beat, surroundings
):
    for number in range(30):
        write(max, key=str(number), subject=str(number))
    celery_worker(processes=2)
    celery_worker(processes=2)
    celery_beat()
    celery_beat()
    eventually(all_sent)
    assert sorted(int(mail["Subject"]) for mail in smtp_server.letters) == list(range(30))


def test_two_presses_at_once_write_one_letter(write, max):
    def press(number):
        write(max)
        connection.close()

    with ThreadPoolExecutor() as pool:
        list(pool.map(press, range(4)))
    assert Letter.objects.count() == 1
