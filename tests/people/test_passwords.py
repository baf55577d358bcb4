"""Links that set a password, and which passwords they take."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accountfile.people.services import add_person, deactivate, invitation_link
from tests.people.world import LETTERS, link_in, sign_in

NEW = "a quite different phrase"


def ask(email, **extra):
    return Client().post("/me/password/reset/", {"email": email}, **extra)


def path_of(link):
    return link.removeprefix("https://files.example.com")


def use(link, password=NEW):
    """Open the link as a browser would and set the password; return the last answer."""
    client = Client()
    page = client.get(path_of(link), follow=True)
    if page.context.get("token_fail"):
        return page
    return client.post(
        page.request["PATH_INFO"], {"password1": password, "password2": password}, follow=True
    )


def works(link):
    return not Client().get(path_of(link), follow=True).context.get("token_fail")


def test_known_and_unknown_addresses_get_the_same_answer(max):
    answers = [ask(email) for email in ("max@example.com", "nobody@example.com")]
    assert [answer.headers["Location"] for answer in answers] == ["/me/password/reset/done/"] * 2
    assert [letter["to_address"] for letter in LETTERS] == ["max@example.com"]


def test_the_link_sets_a_password_once_and_does_not_sign_in(max):
    ask("max@example.com")
    link = link_in(LETTERS[0])
    page = use(link)
    assert page.request["PATH_INFO"] == "/me/password/reset/key/done/"
    assert "_auth_user_id" not in page.client.session
    assert sign_in(Client(), "max.moss", NEW).headers["Location"] == "/"
    assert not works(link)


def test_the_link_carries_the_host_of_the_settings(max, settings):
    settings.ALLOWED_HOSTS = ["*"]
    ask("max@example.com", headers={"host": "evil.example.net"})
    assert link_in(LETTERS[0]).startswith("https://files.example.com/me/password/reset/key/")
    assert "evil" not in LETTERS[0]["text"]


@pytest.mark.parametrize(("minutes", "alive"), [(59, True), (61, False)])
def test_a_reset_lives_for_an_hour(max, minutes, alive):
    ask("max@example.com")
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        assert works(link_in(LETTERS[0])) == alive


@pytest.mark.parametrize(("hours", "alive"), [(71, True), (73, False)])
def test_an_invitation_lives_for_three_days(db, hours, alive):
    link = invitation_link(add_person(name="Ivy Invited", email="ivy@example.com"))
    with time_machine.travel(timezone.now() + timedelta(hours=hours)):
        assert works(link) == alive


def test_an_invited_person_sets_a_password_and_signs_in(db):
    link = invitation_link(add_person(name="Ivy Invited", email="ivy@example.com"))
    use(link)
    assert sign_in(Client(), "ivy.invited", NEW).headers["Location"] == "/"
    assert not works(link)


def test_a_changed_address_ends_the_link(max):
    link = invitation_link(max)
    assert works(link)
    max.email = "moss@example.com"
    max.save()
    assert not works(link)


def test_somebody_deactivated_gets_no_link(max, lena):
    deactivate(person=max, by=lena)
    assert ask("max@example.com").status_code == 302
    assert LETTERS == []


def test_asking_without_end_is_limited(max):
    answers = [ask("max@example.com").status_code for _ in range(6)]
    assert (answers, len(LETTERS)) == ([302] * 5 + [429], 5)


def test_a_new_password_ends_every_session_and_says_so_by_mail(max):
    browser = Client()
    sign_in(browser, "max.moss")
    ask("max@example.com")
    use(link_in(LETTERS[0]))
    assert browser.get("/").headers["Location"] == "/me/login/?next=/"
    assert [letter["subject"] for letter in LETTERS] == [
        "Set your new password",
        "Your password was set",
    ]


def test_changing_the_password_keeps_this_session_and_ends_the_others(max):
    here, there = Client(), Client()
    sign_in(here, "max.moss")
    sign_in(there, "max.moss")
    data = {"oldpassword": "correct horse battery", "password1": NEW, "password2": NEW}
    assert here.post("/me/password/change/", data).status_code == 302
    assert (here.get("/").status_code, there.get("/").status_code) == (200, 302)
    assert [letter["subject"] for letter in LETTERS] == ["Your password was changed"]


def test_the_old_password_is_asked_for(client, max):
    sign_in(client, "max.moss")
    data = {"oldpassword": "wrong", "password1": NEW, "password2": NEW}
    assert client.post("/me/password/change/", data).context["form"].errors == {
        "oldpassword": ["This is not your password."]
    }


@pytest.mark.parametrize(
    "password", ["short", "password1234", "max moss 1234", "Account File 2026!", "KeyAccount12"]
)
def test_a_password_easy_to_guess_is_refused(max, password):
    with pytest.raises(ValidationError):
        validate_password(password, max)


@pytest.mark.parametrize(
    "password", ["correct horse battery", "ä" * 12 + "ö", " leading and trailing ", "k7f" * 40]
)
def test_a_long_phrase_is_taken_as_it_was_typed(max, password):
    validate_password(password, max)
    max.set_password(password)
    assert (max.check_password(password), max.check_password(password.strip() + "x")) == (
        True,
        False,
    )
