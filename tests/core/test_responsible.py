"""Who answers for an account: somebody who still works here."""

from accountfile.core import access
from accountfile.core.models import Account


def leave(person):
    person.is_active = False
    person.save()


def test_the_manager_answers_for_their_account(acme, max):
    assert access.responsible_for(acme) == max


def test_when_the_manager_has_left_it_is_the_next_person_up_the_line(acme, max, lena):
    leave(max)
    assert access.responsible_for(Account.objects.get(pk=acme.pk)) == lena


def test_a_line_manager_who_has_left_too_is_passed_over(acme, max, lena, dora):
    leave(max)
    leave(lena)
    assert access.responsible_for(Account.objects.get(pk=acme.pk)) == dora


def test_where_nobody_above_is_left_it_is_whoever_asks_and_else_a_director(bolt, otto, cast, mia):
    leave(otto)
    leave(cast["olga"])
    bolt = Account.objects.get(pk=bolt.pk)
    assert access.responsible_for(bolt, otherwise=mia) == mia
    assert access.responsible_for(bolt) == cast["dora"]


def test_an_account_without_a_manager_is_the_directors(dora, cast):
    assert access.responsible_for(Account.objects.create(name="New")) == dora
