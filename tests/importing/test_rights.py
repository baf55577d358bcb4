"""An import is a door like the others: nobody gets more by it than they have, and those concerned
hear of it.
"""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from accountfile.core.models import Account, Batch
from accountfile.importing import batches
from accountfile.importing.registry import all_kinds
from accountfile.mail.models import Letter
from accountfile.people.models import User
from accountfile.people.services import rebuild_reporting_lines
from tests.conftest import person

State = Batch.State


@pytest.fixture
def ida(cast):
    """Ida may import files, and nothing else."""
    ida = person("Ida", is_staff=True)
    ida.user_permissions.add(Permission.objects.get(codename="add_batch"))
    rebuild_reporting_lines()
    return ida


def brought(kind, text, by):
    """Import this text for somebody, as the pages do; return the batch."""
    batch = batches.receive(
        kind=all_kinds()[kind](), data=text.encode(), file_name="a.csv", person=by
    )
    for state, since in ((State.TO_CHECK, State.UPLOADED), (State.QUEUED, State.CHECKED)):
        batches.ask_for(batch, state, [since])
        batches.work(batch.pk)
    return Batch.objects.get(pk=batch.pk)


def undone(batch, by):
    batches.ask_for(batch, State.TO_UNDO, [State.DONE], person=by, keep_changed=True)
    batches.work(batch.pk)
    return Batch.objects.get(pk=batch.pk)


def reasons(batch):
    return [problem["reason"] for problem in batch.problems]


def of(name, *names):
    return User.objects.values_list(*names).get(name=name)


HIGHER = "{} has more rights than you: only somebody with as many may change this."


@pytest.mark.parametrize("name", ["Max", "Lena", "Ada"])
def test_the_address_of_somebody_with_more_rights_is_not_imported(name, ida, acme):
    batch = brought("people", f"name,email\n{name},ida2@example.com\n", ida)
    assert (reasons(batch), of(name, "email")) == (
        [HIGHER.format(name)],
        (f"{name.lower()}@example.com",),
    )


def test_nobody_imports_a_line_manager_for_themselves(ida, acme):
    batch = brought("people", "name,line manager\nIda,Lena\n", ida)
    assert reasons(batch) == [
        "Nobody changes their own line manager or rights: ask another administrator."
    ]
    assert of("Ida", "line_manager") == (None,)


def test_nobody_is_placed_below_the_importer(ida, acme):
    batch = brought("people", "name,line manager\nRita,Ida\nOlga,Ida\n", ida)
    assert reasons(batch) == [
        "This would open the files of Olga to you: ask another administrator."
    ]
    assert of("Rita", "line_manager__name") == ("Ida",)


def test_not_even_in_two_steps_of_one_file(ida, cast):
    batch = brought("people", "name,line manager\nRita,Ida\nOlga,Rita\n", ida)
    assert (batch.state, of("Olga", "line_manager")) == (State.FAILED, (None,))
    assert batch.reason.startswith("This file would open the files of people to you")
    assert not User.objects.filter(name="Rita").exists()


@pytest.mark.parametrize("by", ["ada", "dora", None])
def test_no_import_changes_who_sees_everything(by, cast):
    batch = brought("people", "name,email,line manager\nDora,d@example.com,Lena\n", cast.get(by))
    assert of("Dora", "email", "line_manager") == ("dora@example.com", None)
    says = (
        "Dora sees everything: no import changes the address or line manager; an administrator does"
    )
    assert set(reasons(batch)) <= {
        says,
        "Nobody changes their own line manager or rights: ask another administrator.",
    }
    assert says in reasons(batch)


def test_an_account_is_not_given_to_oneself(ida, acme):
    batch = brought("accounts", "name,account manager\nAcme,Ida\n", ida)
    assert reasons(batch) == [
        "this would open an Account File to you: somebody who opens it already has to do it"
    ]
    assert Account.objects.get(name="Acme").account_manager.name == "Max"


def test_a_new_account_is(ida, cast):
    brought("accounts", "name,account manager\nCorn,Ida\n", ida)
    assert Account.objects.get(name="Corn").account_manager == ida


def test_an_undoing_gives_no_more_than_the_import_did(ida, cast, acme):
    Account.objects.filter(pk=acme.pk).update(account_manager=ida)
    moved = brought("accounts", "name,account manager\nAcme,Max\n", cast["ada"])
    assert undone(moved, ida).state == State.DONE
    assert Account.objects.get(name="Acme").account_manager.name == "Max"
    assert undone(moved, cast["dora"]).state == State.UNDONE
    assert Account.objects.get(name="Acme").account_manager == ida


def test_an_undoing_does_not_move_people_below_oneself(ida, cast):
    User.objects.filter(name="Mia").update(line_manager=ida)
    moved = brought("people", "name,line manager\nMia,Olga\n", cast["ada"])
    assert undone(moved, ida).state == State.DONE
    assert of("Mia", "line_manager__name") == ("Olga",)


def test_whoever_is_moved_and_both_line_managers_hear_of_it_once(cast):
    brought(
        "people",
        "name,line manager,email\nMax,Olga,max@example.com\nMia,Olga,m@example.com\n",
        cast["ada"],
    )
    letters = Letter.objects.filter(subject__contains="changed").order_by("to_address")
    assert [letter.to_address for letter in letters] == [
        "lena@example.com",
        "max@example.com",
        "mia@example.com",
        "olga@example.com",
    ]
    told = letters.get(to_address="olga@example.com").text
    assert "The line manager of Max was changed from Lena to Olga by Ada with an import." in told
    assert (
        "The address of Mia was changed from mia@example.com to m@example.com by Ada with an "
        "import."
    ) in told


def test_many_moves_take_no_more_statements(cast, django_assert_max_num_queries):
    new = "".join(f"P{number},Lena,p{number}@example.com\n" for number in range(40))
    brought("people", "name,line manager,email\n" + new, cast["ada"])
    moved = new.replace("Lena", "Olga")
    with django_assert_max_num_queries(75):
        brought("people", "name,line manager,email\n" + moved, cast["ada"])
    assert Letter.objects.filter(subject="Your details were changed").count() == 40


PAGES = ["imports", "import_new", "system_status"]


def answers(someone, *, second_factor, sign_in):
    browser = sign_in(someone, second_factor=second_factor) if someone else Client()
    return {
        browser.get(reverse(name)).get("Location") or browser.get(reverse(name)).status_code
        for name in PAGES
    }


@pytest.mark.parametrize("who", ["dora", "ada"])
def test_every_administrative_page_asks_for_the_second_factor(who, cast, sign_in):
    assert answers(cast[who], second_factor=False, sign_in=sign_in) == {
        reverse("mfa_activate_totp")
    }
    assert answers(cast[who], second_factor=True, sign_in=sign_in) == {200}


def test_staff_without_a_right_open_no_administrative_page(cast, sign_in):
    assert answers(person("Stan", is_staff=True), second_factor=True, sign_in=sign_in) == {403}


def test_each_page_has_a_right_of_its_own(ida, sign_in):
    browser = sign_in(ida)
    assert [browser.get(reverse(name)).status_code for name in PAGES] == [200, 200, 403]
    ida.user_permissions.set([Permission.objects.get(codename="view_heartbeat")])
    assert [browser.get(reverse(name)).status_code for name in PAGES] == [403, 403, 200]


def test_somebody_whose_staff_flag_was_taken_keeps_no_page(ida, sign_in):
    browser = sign_in(ida)
    User.objects.filter(pk=ida.pk).update(is_staff=False)
    assert {browser.get(reverse(name)).status_code for name in PAGES} == {403}
