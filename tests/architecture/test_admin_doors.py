"""Django's admin, door by door: for administrators with a second factor, and for nobody else."""

import pytest
from django.contrib import admin
from django.urls import reverse

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
PAGES = ["changelist", "add"]


def address(model, door):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{door}")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_nobody_but_an_administrator_gets_in(model, cast, client, sign_in):
    doors = [address(model, door) for door in PAGES]
    for person in ("dora", "lena", "max", "otto"):
        assert {sign_in(cast[person]).get(door).status_code for door in doors} <= {302, 403}
    assert {client.get(door).status_code for door in doors} == {302}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_an_administrator_without_a_second_factor_is_sent_to_set_one_up(model, ada, sign_in):
    answers = [sign_in(ada, second_factor=False).get(address(model, door)) for door in PAGES]
    assert {answer["Location"] for answer in answers} == {reverse("mfa_activate_totp")}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_an_administrator_gets_in(model, ada, sign_in):
    browser = sign_in(ada)
    assert browser.get(address(model, "changelist")).status_code == 200
    assert browser.get(address(model, "add")).status_code in (200, 403)
    assert (
        browser.get(address(model, "changelist"), {"q": "'\x00", "p": "-1", "o": "9.9"}).status_code
        < 500
    )


def test_no_account_file_is_edited_in_the_admin():
    edited = {model._meta.label for model in MODELS}
    assert edited & {"core.Account", "core.Action", "reviews.Review", "contacts.Rating"} == set()
    assert "people.User" in edited
