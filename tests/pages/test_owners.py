"""Whoever is to do something may open the file; others are put on the team by the same press, by
who may do so.
"""

import pytest

from accountfile.core import access
from accountfile.core.models import Account, Action, Notice, TeamMember
from contacts.models import Contact
from contacts.services import left

WORDS = {"text": "Call the buyer", "due_on": "2026-12-01", "priority": 2}


def add(client, account, **more):
    return client.post(f"/accounts/{account.pk}/actions/add/", WORDS | more)


def page_of(client, account):
    return client.get(f"/accounts/{account.pk}/actions/add/")


def offered(page):
    return {str(value): label for value, label in page.context["form"].fields["owner"].choices}


def test_who_may_open_a_file_is_the_line_the_team_and_the_director(acme, cast):
    people = access.people_who_may_open(Account.objects.get(pk=acme.pk))
    assert {person.name for person in people} == {"Dora", "Lena", "Max", "Tia", "Rob"}
    assert all(Account.objects.visible_to(person).filter(pk=acme.pk).exists() for person in people)


def test_an_account_manager_is_offered_those_who_may_open_the_file(acme, max, otto, sign_in):
    client = sign_in(max)
    assert set(offered(page_of(client, acme)).values()) == {
        "choose",
        "Dora",
        "Lena",
        "Max",
        "Tia",
        "Rob",
    }
    answer = add(client, acme, owner=otto.pk, add_to_team="on")
    assert "ask the line manager" in str(answer.context["form"].errors["owner"])
    assert (Action.objects.count(), TeamMember.objects.filter(person=otto).count()) == (0, 0)


def test_the_line_manager_may_choose_others_once_they_say_that_these_join(
    acme, lena, otto, sign_in
):
    client = sign_in(lena)
    assert offered(page_of(client, acme))[str(otto.pk)] == "Otto (not on the team yet)"
    answer = add(client, acme, owner=otto.pk)
    assert "tick" in str(answer.context["form"].errors["owner"])
    add(client, acme, owner=otto.pk, add_to_team="on")
    assert Action.objects.get().owner == otto
    member = TeamMember.objects.get(person=otto)
    assert (member.account, member.contributes) == (acme, False)


def test_the_tick_adds_nobody_who_may_open_the_file_already(acme, lena, rob, sign_in):
    add(sign_in(lena), acme, owner=rob.pk, add_to_team="on")
    assert (Action.objects.get().owner, TeamMember.objects.filter(person=rob).count()) == (rob, 1)


def test_an_owner_who_has_left_stays_while_something_else_is_changed(
    acme, max, mia, today, sign_in
):
    action = Action.objects.create(account=acme, text="Call", owner=mia, due_on=today)
    mia.is_active = False
    mia.save()
    client = sign_in(max)
    url = f"/accounts/{acme.pk}/actions/{action.pk}/edit/"
    assert offered(client.get(url))[str(mia.pk)] == "Mia (no longer active)"
    client.post(url, WORDS | {"owner": mia.pk, "version": action.version})
    action.refresh_from_db()
    assert (action.text, action.owner) == ("Call the buyer", mia)


@pytest.fixture
def max_has_left(max):
    max.is_active = False
    max.save()


def test_what_follows_when_a_contact_leaves_is_nobodys_who_has_left_too(
    max_has_left, acme, lena, tia, today
):
    contact = Contact.objects.create(account=Account.objects.get(pk=acme.pk), name="Ana")
    left(contact=contact, by=tia, what="left", on=today, where="", today=today)
    assert {action.owner for action in Action.objects.all()} == {lena}
    told = Notice.objects.filter(person=lena).first()
    assert told.text.startswith("Max has left, so “")
    assert Notice.objects.filter(person=lena).count() == Action.objects.count()
