import hashlib
import re

import pytest
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils.html import strip_tags

from accountfile.mail import services
from accountfile.mail.models import Letter

pytestmark = pytest.mark.urls("tests.mail.urls_for_tests")


@pytest.fixture
def max_browsing(max):
    client = Client()
    client.force_login(max)
    return client


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def words_of(response):
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()))


def test_an_empty_outbox_says_what_it_is_for(max_browsing):
    assert words_of(max_browsing.get("/letters/")).strip() == (
        "No mail yet Every mail that the product sends for you is listed here with what became of "
        "it: waiting, sent, or failed and why."
    )


@pytest.mark.parametrize(
    ("state", "more", "words", "verbs"),
    [
        ("waiting", {}, "being prepared", []),
        ("queued", {}, "waiting", []),
        (
            "queued",
            {"attempts": 1, "error": "450 Later"},
            "will be tried again at 4 Dec 2046, 08:00 UTC",
            [],
        ),
        ("claimed", {"claim": True}, "being sent", []),
        ("sent", {"sent_at": "2046-12-04T08:00Z"}, "sent 4 Dec 2046, 08:00 UTC", ["Send again"]),
        (
            "dead",
            {"error": "Refused: 550 nobody"},
            "failed Refused: 550 nobody",
            ["Try again"],
        ),
        ("doubt", {"claim": True}, "unclear – it may have arrived", ["Send again", "It arrived"]),
        ("void", {}, "not needed any more", []),
        ("hold", {}, "held back", []),
    ],
)
def test_each_state_is_said_in_words_with_what_can_be_done(
    write, max, max_browsing, state, more, words, verbs
):
    letter = write(max)
    if more.get("claim"):
        more = {"claim": letter.number}
    Letter.objects.update(state=state, next_attempt_at="2046-12-04T08:00Z", **more)
    page = max_browsing.get("/letters/").content.decode()
    assert words in re.sub(r"\s+", " ", strip_tags(page))
    assert re.findall(r"<button[^>]*>\s*([A-Z][a-z ]+?)\s*<span", page) == verbs


def test_no_verb_is_offered_to_whoever_may_only_read(write, max, max_browsing):
    letter = write(max)
    letter.step_to("doubt", by="a test", claim=letter.number)
    assert max_browsing.get("/letters/").content.decode().count("<button") == 2
    assert max_browsing.get("/letters/?hands off=1").content.decode().count("<button") == 0


def test_a_mail_about_somebodys_sign_in_is_restricted_for_all_others(lena, max, max_browsing):
    services.post_account_mail(
        person=lena, to_address=lena.email, subject="New password", text="secret link"
    )
    address = f"/outbox/{Letter.objects.get().pk}/"
    assert "restricted" in words_of(max_browsing.get("/letters/"))
    assert address not in max_browsing.get("/letters/").content.decode()
    max_browsing.force_login(lena)
    assert address in max_browsing.get("/letters/").content.decode()
    assert "secret link" in words_of(max_browsing.get(address))


def test_try_again_pressed_twice_queues_once(write, max, max_browsing):
    letter = write(max)
    letter.step_to("dead", by="a test")
    first, second = [max_browsing.post(f"/letters/{letter.pk}/again/") for _ in range(2)]
    assert (first.status_code, first["Location"]) == (302, "/letters/")
    assert said(first) == [f"The mail to {max.name} is on its way again."]
    assert said(second)[-1] == f"The mail to {max.name} is on its way already."
    letter.refresh_from_db()
    assert letter.generation == 2


def test_it_arrived_closes_an_unclear_letter(write, max, max_browsing):
    letter = write(max)
    letter.step_to("doubt", by="a test", claim=letter.number)
    first, second = [max_browsing.post(f"/letters/{letter.pk}/arrived/") for _ in range(2)]
    assert said(first) == [f"Noted: the mail to {max.name} arrived."]
    assert said(second)[-1] == f"The mail to {max.name} counts as sent already."
    letter.refresh_from_db()
    assert letter.state == "sent"


@pytest.mark.parametrize("verb", ["again", "arrived"])
def test_looking_changes_nothing(write, max, max_browsing, verb):
    letter = write(max)
    letter.step_to("doubt", by="a test", claim=letter.number)
    answer = max_browsing.get(f"/letters/{letter.pk}/{verb}/")
    assert (answer.status_code, answer.url) == (302, "/letters/")
    letter.refresh_from_db()
    assert letter.state == "doubt"


def test_the_attachment_is_downloaded_never_shown(write, max, max_browsing, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    letter = write(max, waits_for="pack:1")
    assert max_browsing.get(f"/letters/{letter.pk}/file/").status_code == 404
    key = default_storage.save("pack", ContentFile(b"%PDF-1.7"))
    digest = hashlib.sha256(b"%PDF-1.7").hexdigest()
    services.release("pack:1", file_name="Review.pdf", storage_key=key, sha256=digest)
    response = max_browsing.get(f"/letters/{letter.pk}/file/")
    assert response.getvalue() == b"%PDF-1.7"
    assert response["Content-Disposition"] == 'attachment; filename="Review.pdf"'
    assert response["Content-Security-Policy"] == "sandbox"
    default_storage.delete(key)
    assert max_browsing.get(f"/letters/{letter.pk}/file/").status_code == 404
