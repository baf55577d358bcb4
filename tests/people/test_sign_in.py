"""The door: who comes in, who does not, and what the refusal gives away."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accountfile.people.services import add_person, deactivate
from tests.people.world import PASSWORD, sign_in

REFUSED = "The name and the password do not match. Check both and try again."
LOCKED = "Too many wrong tries. Wait five minutes, or set a new password."


def errors_of(response):
    return response.context["form"].non_field_errors()


@pytest.mark.parametrize("name", ["max.moss", "MAX.MOSS", "max@example.com", "Max@Example.com"])
def test_a_person_signs_in_with_username_or_address(client, max, name):
    assert sign_in(client, name).headers["Location"] == "/"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("max.moss", "wrong horse battery"),
        ("max@example.com", "x"),
        ("nobody", "x"),
        ("nobody@example.com", "x"),
    ],
)
def test_every_refusal_says_the_same(client, max, name, password):
    assert errors_of(sign_in(client, name, password)) == [REFUSED]


def test_somebody_invited_who_set_no_password_is_refused_like_a_stranger(client, db):
    add_person(name="Ivy Invited")
    assert errors_of(sign_in(client, "ivy.invited", "!")) == [REFUSED]


def test_somebody_deactivated_is_told_after_the_right_password_only(client, max, lena):
    deactivate(person=max, by=lena)
    assert sign_in(client, "max.moss").headers["Location"] == "/me/inactive/"
    assert errors_of(sign_in(client, "max.moss", "wrong")) == [REFUSED]


def test_wrong_tries_are_limited_and_the_person_elsewhere_still_gets_in(client, max):
    tries = [
        errors_of(sign_in(client, "max.moss", "wrong", REMOTE_ADDR="10.0.0.1")) for _ in range(7)
    ]
    assert tries == [[REFUSED]] * 5 + [[LOCKED]] * 2
    assert errors_of(sign_in(client, "max.moss", REMOTE_ADDR="10.0.0.1")) == [LOCKED]
    assert sign_in(Client(), "max.moss", REMOTE_ADDR="10.0.0.2").headers["Location"] == "/"


SPELLINGS = [
    "max.moss",
    "MAX.MOSS",
    " max.moss ",
    "Max@Example.com",
    "max@example.com",
    "mAX.moss",
    "max.moss\u00a0",
]


def test_tries_are_counted_for_the_person_however_the_name_is_spelt(client, max):
    tries = [errors_of(sign_in(client, name, "wrong")) for name in SPELLINGS]
    assert tries == [[REFUSED]] * 5 + [[LOCKED]] * 2


def test_a_name_of_nobody_is_counted_like_a_name_of_somebody(client, max):
    nobody = ["eve", "EVE", " eve", "ｅｖｅ", "Eve", "eVe"]
    assert [errors_of(sign_in(client, name, "wrong")) for name in nobody][4:] == [
        [REFUSED],
        [LOCKED],
    ]


def test_many_machines_together_are_limited_too(client, max):
    tries = [
        errors_of(sign_in(client, "max.moss", "wrong", REMOTE_ADDR=f"10.0.1.{n}"))
        for n in range(101)
    ]
    assert (tries[99], tries[100]) == ([REFUSED], [LOCKED])


def test_without_a_proxy_a_forwarded_address_counts_for_nothing(client, max, settings):
    settings.TRUSTED_PROXIES = 0
    tries = [
        errors_of(sign_in(client, "max.moss", "wrong", headers={"X-Forwarded-For": f"10.0.0.{n}"}))
        for n in range(6)
    ]
    assert tries[5] == [LOCKED]


def test_behind_one_proxy_the_last_hop_counts_and_a_claimed_one_does_not(client, max, settings):
    settings.TRUSTED_PROXIES = 1

    def try_from(address, claimed):
        return errors_of(
            sign_in(
                client, "max.moss", "wrong", headers={"X-Forwarded-For": f"{claimed}, {address}"}
            )
        )

    assert [try_from("10.0.0.1", f"9.9.9.{n}") for n in range(6)][5] == [LOCKED]
    assert try_from("10.0.0.2", "9.9.9.1") == [REFUSED]


def test_a_garbled_forwarded_address_is_no_error(client, max, settings):
    settings.TRUSTED_PROXIES = 2
    assert (
        sign_in(client, "max.moss", headers={"X-Forwarded-For": "unknown, ::bad, x"}).headers[
            "Location"
        ]
        == "/"
    )


def test_nobody_signs_up(client, db):
    page = client.get("/me/signup/")
    assert (page.status_code, "Nobody signs up here." in page.text) == (200, True)
    client.post("/me/signup/", {"username": "eve", "password1": PASSWORD})
    assert sign_in(client, "eve").status_code == 200


def test_signing_out_needs_a_press_and_clears_the_browser(client, max):
    sign_in(client, "max.moss")
    assert client.get("/me/logout/").status_code == 200
    answer = client.post("/me/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/").headers["Location"] == "/me/login/?next=/"


def test_no_second_address_is_kept_anywhere(client, max):
    sign_in(client, "max@example.com")
    client.post("/me/password/reset/", {"email": "max@example.com"})
    assert EmailAddress.objects.count() == 0


def test_a_forged_host_is_refused(client, db):
    assert client.get("/me/login/", headers={"host": "evil.example.net"}).status_code == 400


def test_another_host_to_go_on_to_is_ignored(client, max):
    data = {"login": "max.moss", "password": PASSWORD, "next": "https://evil.example.net/"}
    assert client.post("/me/login/", data).headers["Location"] == "/"


@pytest.mark.parametrize(
    "path", ["email/", "confirm-email/", "login/code/", "login/code/confirm/", "2fa/webauthn/"]
)
def test_what_the_product_does_not_offer_is_no_door(client, max, path):
    client.force_login(max)
    assert client.get(f"/me/{path}").status_code == 404
