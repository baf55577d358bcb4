"""Nobody gives themselves more than they have: the administration, as somebody who may only change
people.
"""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group, Permission

from accountfile.core.models import Account
from accountfile.people import rights
from accountfile.people.models import User
from accountfile.people.services import add_person
from tests.people.world import LETTERS, PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def paula(db):
    """Paula may do everything with people and groups that a permission can give, and nothing
    else.
    """
    paula = add_person(
        name="Paula Pole", email="paula@example.com", password=PASSWORD, is_staff=True
    )
    given = Permission.objects.filter(content_type__model__in=["user", "group"])
    paula.user_permissions.set(given)
    TOTP.activate(paula, SECRET)
    return paula


@pytest.fixture
def paulas(client, paula):
    client.force_login(paula)
    return client


@pytest.fixture
def adas(client, ada):
    TOTP.activate(ada, SECRET)
    client.force_login(ada)
    return client


@pytest.fixture
def nils(db):
    """Somebody without a file and without rights."""
    return add_person(name="Nils Nord", email="nils@example.com", password=PASSWORD)


@pytest.fixture
def acme(max):
    return Account.objects.create(name="Acme", account_manager=max)


def change(browser, person, **values):
    names = ["name", "username", "email", "line_manager_id", "time_zone", "region"]
    stored = {name.removesuffix("_id"): getattr(person, name) or "" for name in names}
    return browser.post(f"/admin/people/user/{person.pk}/change/", stored | values)


def of(person, *names):
    return User.objects.values_list(*names).get(pk=person.pk)


def act(browser, action, *people):
    chosen = [person.pk for person in people]
    return browser.post(
        "/admin/people/user/", {"action": action, "_selected_action": chosen}, follow=True
    )


def test_she_changes_what_gives_her_nothing(paulas, nils):
    assert change(paulas, nils, email="n@example.com", region="West").status_code == 302
    assert of(nils, "email", "region") == ("n@example.com", "West")


def test_she_neither_changes_her_own_line_nor_her_rights(paulas, paula, lena):
    change(paulas, paula, line_manager=lena.pk, is_superuser="on", sees_everything="on", groups=[])
    assert of(paula, "line_manager", "is_superuser", "sees_everything") == (None, False, False)


def test_she_does_not_place_people_with_files_under_herself(paulas, paula, nils, max, acme):
    assert change(paulas, max, line_manager=paula.pk).status_code == 403
    answer = change(paulas, nils, line_manager=paula.pk)
    assert answer.context["adminform"].form.errors == {
        "line_manager": [
            "This would open the files of Nils Nord to you: ask another administrator."
        ]
    }
    assert (of(max, "line_manager__name"), of(nils, "line_manager")) == (("Lena Lane",), (None,))


@pytest.mark.parametrize("who", ["dora", "ada", "max", "lena"])
def test_she_does_not_become_somebody_with_more_rights(who, paulas, acme, request):
    person = request.getfixturevalue(who)
    assert change(paulas, person, email="paula2@example.com", username="p").status_code == 403
    assert of(person, "email") == (person.email,)


@pytest.mark.parametrize("who", ["dora", "ada", "max", "lena"])
@pytest.mark.parametrize(
    "action", ["remove_second_factor", "end_sessions", "deactivate", "reactivate"]
)
def test_no_action_reaches_somebody_with_more_rights(who, action, paulas, acme, request):
    person = request.getfixturevalue(who)
    TOTP.activate(person, SECRET)
    answer = act(paulas, action, person)
    assert (
        f"{person} has more rights than you: only somebody with as many may change this."
        in answer.text
    )
    assert Authenticator.objects.filter(user=person).exists()
    assert User.objects.get(pk=person.pk).is_active


def test_an_action_reaches_the_others_among_the_chosen(paulas, acme, max, nils):
    act(paulas, "deactivate", max, nils)
    assert (of(max, "is_active"), of(nils, "is_active")) == ((True,), (False,))


def test_her_own_second_factor_is_removed_with_her_password_alone(paulas, paula):
    act(paulas, "remove_second_factor", paula)
    assert Authenticator.objects.filter(user=paula).exists()


def test_a_group_gives_rights_and_is_for_those_who_have_all(paulas):
    group = Group.objects.create(name="Importers")
    doors = ["", "add/", f"{group.pk}/change/", f"{group.pk}/delete/"]
    assert {paulas.get(f"/admin/auth/group/{door}").status_code for door in doors} == {403}


def test_a_superuser_changes_the_rights_of_others_but_not_their_own(adas, ada, nils, lena):
    change(adas, nils, is_staff="on", sees_everything="on")
    assert of(nils, "is_staff", "sees_everything") == (True, True)
    change(adas, ada, is_superuser="", is_staff="", sees_everything="on", line_manager=lena.pk)
    assert of(ada, "is_staff", "is_superuser", "sees_everything", "line_manager") == (
        True,
        True,
        False,
        None,
    )


def test_a_superuser_places_nobody_under_themselves(adas, ada, nils):
    assert change(adas, nils, line_manager=ada.pk).status_code == 200
    assert of(nils, "line_manager") == (None,)


def test_a_director_gains_nothing_by_a_line(dora, nils):
    assert rights.refused(dora, [(nils, {"line_manager_id": dora.pk})]) == {}


def test_whoever_owns_the_machine_is_refused_nothing(dora):
    assert rights.refused(None, [(dora, {"email": None})]) == {}


def test_a_team_opens_more_too(paulas, paula, max, nils, acme):
    acme.team.create(person=nils, does="delivers")
    assert rights.beyond(paula, [nils, max]) == {nils.pk, max.pk}


def test_a_changed_address_is_told_to_the_old_one_and_to_the_person_above(adas, max):
    change(adas, max, email="new@example.com")
    assert [(letter["to_address"], letter["subject"]) for letter in LETTERS] == [
        ("max@example.com", "Your details were changed"),
        ("lena@example.com", "Details of your people were changed"),
    ]
    sentence = (
        "The address of Max Moss was changed from max@example.com to new@example.com by Ada Admin."
    )
    assert [sentence in letter["text"] for letter in LETTERS] == [True, True]


def test_a_changed_line_is_told_to_both_line_managers(adas, max, mia):
    change(adas, max, line_manager=mia.pk)
    assert [letter["to_address"] for letter in LETTERS] == [
        "max@example.com",
        "lena@example.com",
        "mia@example.com",
    ]
    sentence = "The line manager of Max Moss was changed from Lena Lane to Mia Mora by Ada Admin."
    assert all(sentence in letter["text"] for letter in LETTERS)


def test_what_is_no_address_and_no_line_is_told_to_nobody(adas, max):
    change(adas, max, region="West")
    assert LETTERS == []


def test_somebody_of_the_staff_has_more_rights_even_without_being_superuser(lena, max, mia):
    max.is_staff = True
    assert rights.beyond(lena, [max, mia]) == {max.pk}
