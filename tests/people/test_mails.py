"""Mails about sign-in in the real outbox."""

import pytest
from django.test import Client

from accountfile.mail.models import Letter


@pytest.fixture(autouse=True)
def real_outbox(settings):
    settings.ACCOUNT_MAIL_SENDER = "accountfile.mail.services.post_account_mail"


def test_a_reset_is_one_letter_to_that_person_and_reads_well(max):
    Client().post("/me/password/reset/", {"email": "max@example.com"})
    letter = Letter.objects.get()
    assert (letter.person, letter.to_address, letter.subject) == (
        max,
        "max@example.com",
        "Set your new password",
    )
    lines = letter.text.splitlines()
    assert lines[0] == "Hello Max,"
    assert lines[-3:] == [
        "-- ",
        "You get this because it concerns your own sign-in.",
        "https://files.example.com",
    ]


def test_an_unknown_address_is_written_to_by_nobody(max):
    Client().post("/me/password/reset/", {"email": "nobody@example.com"})
    assert Letter.objects.count() == 0
