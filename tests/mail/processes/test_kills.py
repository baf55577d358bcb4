"""Workers are killed while letters are on their way; the mails are counted."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from accountfile.mail import delivery, services
from accountfile.mail.models import Letter
from tests.processes import eventually

pytestmark = pytest.mark.processes


def the_lease_runs_out():
    Letter.objects.update(lease_until=Now() - timedelta(seconds=1))


def test_a_worker_killed_before_the_hand_over_costs_nothing(
    press, smtp_server, celery_worker, mail_by_smtp
):
    smtp_server.falls_silent_at("GREETING")
    worker = celery_worker().says("ready")
    press()
    assert smtp_server.reached.wait(60)
    worker.kill()
    smtp_server.obeys_no_more()
    assert delivery.sweep() == 0
    the_lease_runs_out()
    assert delivery.sweep() == 1
    letter = Letter.objects.get()
    assert (letter.state, letter.attempts, len(smtp_server.letters)) == ("sent", 2, 1)


def test_a_worker_killed_in_the_hand_over_leaves_it_to_a_person(
    press, lena, smtp_server, celery_worker, mail_by_smtp
):
    smtp_server.falls_silent_at("DATA", stores=True)
    worker = celery_worker().says("ready")
    press()
    assert smtp_server.reached.wait(60)
    worker.kill()
    smtp_server.obeys_no_more()
    the_lease_runs_out()
    assert delivery.sweep() == 0
    letter = Letter.objects.get()
    assert (letter.state, len(smtp_server.letters)) == ("doubt", 1)
    services.send_again(letter, by=lena)
    assert delivery.drain() == 1
    assert [mail["Message-ID"] for mail in smtp_server.letters] == [delivery.message_id(letter)] * 2


def test_killed_many_times_under_load_nobody_gets_two(
    write, max, smtp_server, deliver_letters, mail_by_smtp
):
    keys = [f"letter {number}" for number in range(40)]
    for key in keys:
        write(max, key=key, subject=key)
    for arrived in (5, 20):
        process = deliver_letters()
        eventually(lambda enough=arrived: len(smtp_server.letters) >= enough)
        process.kill()
        the_lease_runs_out()
    while delivery.sweep():
        pass
    subjects = [mail["Subject"] for mail in smtp_server.letters]
    assert len(subjects) == len(set(subjects))
    unclear = set(Letter.objects.in_doubt().values_list("key", flat=True))
    assert Letter.objects.filter(state="sent").count() + len(unclear) == 40
    assert set(subjects) | unclear == set(keys)
