"""What each answer of a mail server means, asked of a real one."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from accountfile.mail import delivery, services
from accountfile.mail.models import Lane, Letter


def all_are_due():
    Letter.objects.update(next_attempt_at=Now())


def test_not_now_means_again_later_and_one_mail(write, max, mail_by_smtp):
    mail_by_smtp.says("RCPT", "450 4.2.1 Try later", times=1)
    mail_by_smtp.says("DATA", "451 4.3.0 Try later", times=1)
    letter = write(max)
    for attempt in (1, 2):
        delivery.drain()
        letter.refresh_from_db()
        assert (letter.state, letter.attempts, mail_by_smtp.letters) == ("queued", attempt, [])
        all_are_due()
    delivery.drain()
    assert len(mail_by_smtp.received_by(max.email)) == 1


def test_the_pauses_grow_and_end(write, max, mail_by_smtp):
    mail_by_smtp.says("RCPT", "450 4.2.1 Try later")
    letter = write(max)
    for pause in delivery.BACK_OFF:
        delivery.drain()
        letter.refresh_from_db()
        latest_event = letter.events.last().at
        assert pause * 0.79 <= letter.next_attempt_at - latest_event <= pause * 1.21
        all_are_due()
    delivery.drain()
    letter.refresh_from_db()
    assert (letter.state, letter.error) == ("dead", "Not accepted now: 450 4.2.1 Try later")


@pytest.mark.parametrize("command", ["RCPT", "DATA"])
def test_one_refused_of_three_is_the_only_one_tried_again(
    write, max, mia, lena, mail_by_smtp, command
):
    mail_by_smtp.says(command, "550 5.1.1 Nobody here", to=mia.email)
    for person in (max, mia, lena):
        write(person, key=person.username)
    assert delivery.drain() == 2
    refused = Letter.objects.get(state="dead")
    assert (refused.person, refused.smtp_code) == (mia, 550)
    mail_by_smtp.obeys_no_more()
    services.send_again(refused, by=lena)
    assert delivery.drain() == 1
    assert [len(mail_by_smtp.received_by(person.email)) for person in (max, mia, lena)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("command", "answer"), [("GREETING", "554 5.7.1 Not you"), ("MAIL", "553 5.1.8 Not you")]
)
def test_when_we_are_refused_no_letter_is_to_blame(write, max, lena, mail_by_smtp, command, answer):
    mail_by_smtp.says(command, answer)
    write(max, key="one")
    write(lena, key="two")
    assert delivery.drain() == 0
    assert list(Letter.objects.values_list("state", "attempts")) == [("queued", 0), ("queued", 0)]
    lane, code = Lane.objects.resting().get(), answer.split()[0]
    words = f"The mail server refuses us (code {code}). Check EMAIL_URL and DEFAULT_FROM_EMAIL."
    assert (lane.ours_to_mend, lane.reason) == (True, words)
    mail_by_smtp.obeys_no_more()
    assert delivery.drain() == 0
    Lane.objects.update(paused_until=Now() - timedelta(seconds=1))
    assert delivery.drain() == 2


def test_a_letter_too_large_for_the_server_stops_no_other(write, max, lena, mail_by_smtp):
    mail_by_smtp.says("MAIL", "552 5.3.4 Too large", times=1)
    write(max, key="large")
    write(lena, key="small")
    assert delivery.drain() == 1
    assert Letter.objects.get(state="dead").key == "large"


def test_a_wrong_password_rests_the_line(write, max, mail_by_smtp, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "us", "not this one"
    mail_by_smtp.lets_in = False
    letter = write(max)
    delivery.drain()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.smtp_code) == ("queued", 0, 535)
    assert "not this one" not in letter.error + Lane.objects.get().reason


def test_a_server_that_was_down_gets_each_letter_once(write, max, lena, mail_by_smtp):
    mail_by_smtp.stop()
    first, second = write(max, key="one"), write(lena, key="two")
    assert delivery.drain() == 0
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.attempts, second.attempts) == (1, 0)
    assert Lane.objects.get().reason == delivery.NOBODY_ANSWERS.format(code="")
    mail_by_smtp.start()
    all_are_due()
    Lane.objects.update(paused_until=None)
    assert delivery.drain() == 2
    assert [len(mail_by_smtp.received_by(person.email)) for person in (max, lena)] == [1, 1]


def test_a_server_silent_at_its_greeting_has_accepted_nothing(write, max, mail_by_smtp):
    mail_by_smtp.falls_silent_at("GREETING")
    letter = write(max)
    delivery.drain()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == ("queued", 1)


@pytest.mark.parametrize("stores", [True, False])
@pytest.mark.parametrize("how", ["falls_silent_at", "cuts_at"])
def test_no_answer_after_the_last_dot_is_left_to_a_person(
    write, max, lena, mail_by_smtp, how, stores
):
    getattr(mail_by_smtp, how)("DATA", stores=stores)
    letter = write(max)
    delivery.drain()
    mail_by_smtp.obeys_no_more()
    all_are_due()
    assert delivery.sweep() == 0
    letter.refresh_from_db()
    assert (letter.state, len(mail_by_smtp.letters)) == ("doubt", int(stores))
    services.send_again(letter, by=lena)
    assert delivery.drain() == 1
    assert {mail["Message-ID"] for mail in mail_by_smtp.letters} == {delivery.message_id(letter)}


def test_a_line_cut_between_two_letters_puts_none_in_doubt(write, max, lena, mail_by_smtp):
    mail_by_smtp.accepts_and_hangs_up(times=1)
    write(max, key="one")
    write(lena, key="two")
    assert delivery.drain() == 2
    assert len(mail_by_smtp.letters) == 2
