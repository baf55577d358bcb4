import hashlib
from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models.functions import Now

from accountfile.mail import delivery, services
from accountfile.mail.line import SmtpLine
from accountfile.mail.models import Letter


@pytest.fixture
def pack(write, max, settings, tmp_path):
    """A letter whose pack is ready."""
    settings.MEDIA_ROOT = tmp_path
    letter = write(max, waits_for="pack:1")
    key = default_storage.save("pack", ContentFile(b"%PDF-1.7 the pack"))
    digest = hashlib.sha256(b"%PDF-1.7 the pack").hexdigest()
    services.release("pack:1", file_name="Review of Acme.pdf", storage_key=key, sha256=digest)
    letter.refresh_from_db()
    return letter


def outcome(letter):
    letter.refresh_from_db()
    return letter.state


def test_a_letter_arrives_once_with_both_its_parts(write, max, mail_by_smtp):
    letter = write(max, html="<p>Two inputs are missing.</p>")
    assert delivery.drain() == 1
    assert delivery.drain() == 0
    [mail] = mail_by_smtp.letters
    assert mail["To"] == f"{max.name} <{max.email}>"
    assert mail["Message-ID"] == f"<{letter.number}@localhost>"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert (outcome(letter), letter.attempts, letter.error) == ("sent", 1, "")


def test_the_pack_travels_with_its_letter(pack, mail_by_smtp):
    delivery.drain()
    [attachment] = mail_by_smtp.letters[0].iter_attachments()
    assert (attachment.get_filename(), attachment.get_content()) == (
        "Review of Acme.pdf",
        b"%PDF-1.7 the pack",
    )


def test_nothing_leaves_without_its_attachment(pack, mail_by_smtp):
    default_storage.delete(pack.storage_key)
    delivery.drain()
    assert mail_by_smtp.letters == []
    assert (outcome(pack), pack.error) == ("dead", "The file to attach is missing.")


def test_nothing_leaves_with_an_attachment_that_was_changed(pack, mail_by_smtp):
    with default_storage.open(pack.storage_key, "wb") as file:
        file.write(b"%PDF-1.7 another")
    delivery.drain()
    assert mail_by_smtp.letters == []
    assert (outcome(pack), pack.error) == (
        "dead",
        "The file to attach is not the one that was made for this letter.",
    )


def test_a_person_who_left_is_never_mailed(write, max, mail_by_smtp):
    letter = write(max)
    max.is_active = False
    max.save()
    delivery.drain()
    assert mail_by_smtp.letters == []
    assert outcome(letter) == "void"


def test_a_letter_follows_its_person_to_a_new_address(write, max, mail_by_smtp):
    write(max)
    max.email = "max.new@example.com"
    max.save()
    delivery.drain()
    assert len(mail_by_smtp.received_by("max.new@example.com")) == 1


def test_a_letter_to_nobodys_address_says_so(write, max, mail_by_smtp):
    max.email = None
    max.save()
    letter = write(max)
    delivery.drain()
    assert (outcome(letter), letter.error) == (
        "dead",
        f"No e-mail address is known for {max.name}.",
    )


def test_the_workers_own_clock_does_not_matter(write, max):
    with time_machine.travel("2046-11-22", tick=True):
        write(max)
        letter = delivery.claim_one()
    letter.refresh_from_db()
    assert Letter.objects.abandoned().count() == 0
    assert letter.lease_until.year < 2046


def test_in_the_embedded_product_each_mail_is_a_file(write, max, lena, settings, tmp_path):
    settings.EMAIL_BACKEND = "accountfile.mail.folder.FolderBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    letters = [write(max, key="one"), write(lena, key="two")]
    assert delivery.drain() == 2
    assert {file.name for file in tmp_path.iterdir()} == {
        f"{letter.number}.eml" for letter in letters
    }
    assert b"To: Max <max@" in (tmp_path / f"{letters[0].number}.eml").read_bytes()


def test_a_worker_that_was_given_up_stops_before_the_hand_over(write, max, mail_by_smtp):
    write(max)
    slow = delivery.claim_one()
    Letter.objects.update(lease_until=Now() - timedelta(seconds=1))
    assert delivery.sweep() == 1
    with SmtpLine() as line:
        assert delivery.deliver(slow, line) is False
    assert len(mail_by_smtp.letters) == 1


def test_only_the_worker_with_the_claim_hands_over(write, max, mail_by_smtp):
    write(max)
    slow = delivery.claim_one()
    Letter.objects.update(lease_until=Now() - timedelta(seconds=1))
    delivery._take_back(Letter.objects.abandoned().get())
    quick = delivery.claim_one()
    with SmtpLine() as line:
        assert delivery.deliver(slow, line) is False
        assert mail_by_smtp.letters == []
        assert delivery.deliver(quick, line) is True


def test_a_late_answer_settles_what_the_sweep_called_unclear(write, max):
    write(max)
    letter = delivery.claim_one()
    letter.step_to("handover", by="a worker", lease_until=Now() - timedelta(seconds=1))
    delivery.sweep()
    assert Letter.objects.in_doubt().count() == 1
    assert delivery._record(letter, "sent", sent_at=Now()) is True
    assert outcome(letter) == "sent"


def test_a_letter_that_kills_every_worker_is_given_up(write, max):
    letter = write(max)
    for _ in range(8):
        Letter.objects.update(next_attempt_at=Now())
        assert delivery.claim_one() == letter
        Letter.objects.update(lease_until=Now() - timedelta(seconds=1))
        with time_machine.travel("2020-01-01"):
            delivery._take_back(Letter.objects.abandoned().get())
    assert (outcome(letter), letter.attempts, letter.error) == (
        "dead",
        8,
        "Every attempt lost its worker.",
    )


def test_a_letter_claimed_while_its_file_was_made_anew_leaves_with_the_new_one(pack, mail_by_smtp):
    claimed = delivery.claim_one()
    default_storage.delete(pack.storage_key)
    key = default_storage.save("pack", ContentFile(b"%PDF-1.7 anew"))
    digest = hashlib.sha256(b"%PDF-1.7 anew").hexdigest()
    services.wait_again("pack:1", by="Lena")
    services.release("pack:1", file_name="Review of Acme.pdf", storage_key=key, sha256=digest)
    with SmtpLine() as line:
        assert delivery.deliver(claimed, line) is False
    assert (outcome(pack), pack.attempts) == ("queued", 0)
    assert delivery.drain() == 1
    assert [part.get_content() for part in mail_by_smtp.letters[0].iter_attachments()] == [
        b"%PDF-1.7 anew"
    ]


def test_a_letter_whose_file_is_gone_fails_and_says_why(pack, mail_by_smtp):
    default_storage.delete(pack.storage_key)
    assert delivery.drain() == 0
    assert (outcome(pack), pack.error) == ("dead", "The file to attach is missing.")


def test_a_letter_that_is_being_handed_over_is_not_abandoned(write, max):
    seen = []

    class Watched(SmtpLine):
        def open(self):
            pass

        def carry(self, email):
            seen.append(Letter.objects.abandoned().count())

    write(max)
    assert delivery.deliver(delivery.claim_one(), Watched()) is True
    assert seen == [0]
