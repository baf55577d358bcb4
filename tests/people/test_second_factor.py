"""The authenticator app and the recovery codes."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from tests.people.world import LETTERS, PASSWORD, code_of, sign_in

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def guarded(max):
    """Max, with an app and recovery codes."""
    TOTP.activate(max, SECRET)
    RecoveryCodes.activate(max)
    return max


@pytest.fixture
def guarded_mia(mia):
    TOTP.activate(mia, SECRET)
    return mia


def codes_of(person):
    return Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()


def say_who_it_is(client, next_path):
    return client.post(f"/me/reauthenticate/?next={next_path}", {"password": PASSWORD})


def give(client, code):
    return client.post("/me/2fa/authenticate/", {"code": code})


def test_the_password_alone_opens_nothing(client, guarded):
    assert sign_in(client, "max.moss").headers["Location"] == "/me/2fa/authenticate/"
    assert client.get("/").headers["Location"] == "/me/login/?next=/"


def test_the_code_of_the_app_opens_once(client, guarded):
    code = code_of(SECRET)
    sign_in(client, "max.moss")
    assert give(client, code).headers["Location"] == "/"
    again = Client()
    sign_in(again, "max.moss")
    assert give(again, code).status_code == 200
    assert again.get("/").status_code == 302


def test_a_recovery_code_opens_once(client, guarded):
    code = codes_of(guarded)[0]
    sign_in(client, "max.moss")
    assert give(client, code).headers["Location"] == "/"
    again = Client()
    sign_in(again, "max.moss")
    assert give(again, code).status_code == 200
    assert len(codes_of(guarded)) == 9


def test_guessing_codes_is_limited(client, guarded):
    sign_in(client, "max.moss")
    for _ in range(5):
        give(client, "000000")
    assert give(client, codes_of(guarded)[0]).context["form"].errors == {
        "code": ["Too many wrong tries. Wait five minutes, or set a new password."]
    }


def test_a_reset_password_does_not_skip_the_factor(client, guarded):
    guarded.set_password("a quite different phrase")
    guarded.save()
    assert (
        sign_in(client, "max.moss", "a quite different phrase").headers["Location"]
        == "/me/2fa/authenticate/"
    )


def test_setting_it_up_ends_other_sessions_and_shows_the_codes(
    client, max, django_capture_on_commit_callbacks
):
    elsewhere = Client()
    sign_in(elsewhere, "max.moss")
    sign_in(client, "max.moss")
    say_who_it_is(client, "/me/2fa/")
    secret = client.get("/me/2fa/totp/activate/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/me/2fa/totp/activate/", {"code": code_of(secret)})
    assert answer.headers["Location"] == "/me/2fa/recovery-codes/"
    assert len(client.get("/me/2fa/recovery-codes/").context["unused_codes"]) == 10
    assert (client.get("/").status_code, elsewhere.get("/").status_code) == (200, 302)
    assert [letter["subject"] for letter in LETTERS] == ["Your second factor is on"]


def test_removing_it_asks_for_the_password_again(client, guarded):
    sign_in(client, "max.moss")
    give(client, codes_of(guarded)[0])
    assert (
        client.post("/me/2fa/totp/deactivate/")
        .headers["Location"]
        .startswith("/me/reauthenticate/")
    )
    assert Authenticator.objects.count() == 2
    say_who_it_is(client, "/me/2fa/")
    assert client.post("/me/2fa/totp/deactivate/").headers["Location"] == "/me/2fa/"
    assert (Authenticator.objects.count(), [letter["subject"] for letter in LETTERS]) == (
        0,
        ["Your second factor was removed"],
    )


def test_secrets_are_not_readable_in_the_database(guarded):
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert SECRET not in stored
    assert get_adapter().decrypt(stored) == SECRET


def test_a_rotated_key_still_opens_what_it_closed(guarded, settings):
    stored = Authenticator.objects.get(type="totp").data["secret"]
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the key of next year"
    assert get_adapter().decrypt(stored) == SECRET


def doors(person, *paths):
    """Return where each of these pages leads the person without a second factor; None where it
    opens.
    """
    browser = Client()
    browser.force_login(person)
    return [browser.get(path).headers.get("Location") for path in paths]


SET_UP = "/me/2fa/totp/activate/"


def test_only_administrators_have_to_set_it_up_unless_the_house_says_otherwise(ada, lena, max):
    assert doors(ada, "/", "/admin/") == [None, SET_UP]
    assert [doors(person, "/") for person in (lena, max)] == [[None], [None]]


def test_whoever_leads_people_can_be_asked_for_it(ada, lena, max, mia, settings):
    settings.SECOND_FACTOR_FOR = "line_managers"
    assert [doors(person, "/") for person in (ada, lena, max)] == [[SET_UP], [SET_UP], [None]]
    for report in (max, mia):
        report.is_active = False
        report.save()
    assert doors(lena, "/") == [None]


def test_everybody_can_be_asked_for_it_and_finds_the_pages_to_set_it_up_open(
    max, guarded_mia, settings
):
    settings.SECOND_FACTOR_FOR = "everyone"
    assert doors(max, "/", "/search/", "/me/", "/me/2fa/", "/me/logout/") == [
        SET_UP,
        SET_UP,
        None,
        None,
        None,
    ]
    assert doors(guarded_mia, "/") == [None]


def test_a_press_is_turned_away_like_a_look(max, settings):
    settings.SECOND_FACTOR_FOR = "everyone"
    browser = Client()
    browser.force_login(max)
    assert browser.post("/accounts/", {}).headers["Location"] == SET_UP


def test_the_people_of_the_sample_company_are_never_asked(ada, lena, max, settings):
    settings.SAMPLE_COMPANY, settings.SECOND_FACTOR_FOR = True, "everyone"
    for person in (ada, max):
        person.external_id = f"{settings.SAMPLE_MARK}{person.username}"
        person.save()
    assert [doors(person, "/") for person in (ada, max, lena)] == [[None], [None], [SET_UP]]
    assert doors(ada, "/admin/") == [None]
