"""The same doors in the product as a whole, where other pages stand beside them."""

import pytest
from django.urls import get_resolver, resolve


@pytest.fixture(autouse=True)
def whole_product(settings):
    settings.ROOT_URLCONF = "accountfile.urls"


def test_the_admin_has_no_sign_in_of_its_own(client, db):
    assert client.get("/admin/login/").headers["Location"] == "/me/login/?next=/admin/"
    assert resolve("/admin/password_change/").func == resolve("/me/password/change/").func


def test_only_the_views_we_named_stand_under_me():
    assert [str(entry.pattern) for entry in get_resolver().url_patterns].count("me/") == 1


@pytest.mark.parametrize(
    "path", ["", "sessions/", "2fa/", "password/change/", "reauthenticate/", "2fa/totp/activate/"]
)
def test_a_stranger_is_led_to_the_door(client, db, path):
    assert client.get(f"/me/{path}").headers["Location"].startswith("/me/login/?next=/me/")


@pytest.mark.parametrize(
    "path",
    [
        "login/",
        "signup/",
        "inactive/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/1-a-b/",
    ],
)
def test_a_stranger_reads_the_pages_before_the_door(client, db, path):
    answer = client.get(f"/me/{path}")
    assert (answer.status_code, "Account File</title>" in answer.text) == (200, True)


@pytest.mark.parametrize(
    "path", ["", "sessions/", "2fa/", "logout/", "password/change/", "reauthenticate/"]
)
def test_a_persons_own_pages_stand_in_the_shell(client, max, path):
    client.force_login(max)
    answer = client.get(f"/me/{path}")
    assert (
        answer.status_code,
        "pages/base.html" in [template.name for template in answer.templates],
    ) == (200, True)
