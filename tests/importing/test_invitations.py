"""Imported people are invited once, by mail, with a link that is theirs alone."""

from io import StringIO

import pytest
from django.core.management import call_command

from accountfile.mail.models import Letter


@pytest.fixture
def newcomers(bring):
    bring("people", "name,email\nAnna Ash,anna@example.com\nBen Birch,\n")


def invited(*options):
    out = StringIO()
    call_command("invite", *options, stdout=out)
    return out.getvalue().splitlines()


def test_whoever_has_an_address_and_no_password_is_invited_once(cast, newcomers):
    assert invited()[0] == "1 invited by mail."
    assert invited()[0] == "0 invited by mail."
    letter = Letter.objects.get(kind="account")
    assert (letter.person.name, letter.subject) == ("Anna Ash", "Your sign-in to the Account File")
    assert "Your username is anna.ash." in letter.text


def test_the_link_lets_the_person_set_a_password(cast, newcomers, client):
    invited()
    text = Letter.objects.get(kind="account").text
    link = next(word for word in text.split() if "/me/password/reset/" in word or "/key/" in word)
    assert client.get("/" + link.split("/", 3)[3], follow=True).status_code == 200


def test_whoever_has_no_address_gets_a_link_from_the_administrator(cast, newcomers):
    name, username, link = invited("--links")[1].split("\t")
    assert (name, username, link.startswith("http")) == ("Ben Birch", "ben.birch", True)


def test_a_director_invites_from_the_page(dora, newcomers, sign_in):
    for _ in range(2):
        assert sign_in(dora).post("/imports/invite/").status_code == 302
    assert Letter.objects.filter(kind="account").count() == 1
