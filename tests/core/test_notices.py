"""Each notice is kept once, goes to whom it concerns, and is taken back with the file."""

import pytest

from accountfile.core import notices
from accountfile.core.models import Action, Notice
from accountfile.core.sections import Reminder


def reminder(person, account, key="visit"):
    return Reminder(key, person.pk, account.pk, "Visit them", "/accounts/", "You own it.")


def test_only_new_notices_are_counted(max, tia, acme):
    assert notices.tell([reminder(max, acme)]) == 1
    assert notices.tell([reminder(max, acme), reminder(tia, acme)]) == 1
    assert Notice.objects.count() == 2


@pytest.mark.parametrize(("is_active", "number"), [(True, 0), (False, 1)])
def test_a_stand_in_hears_of_an_action_when_the_manager_has_left(
    acme, max, lena, today, is_active, number
):
    max.is_active = is_active
    max.save()
    action = Action.objects.create(account=acme, text="Call back", owner=lena, due_on=today)
    notices.tell_stand_in(action)
    assert Notice.objects.of_person(lena).count() == number


def test_nobody_hears_that_an_action_of_their_own_is_theirs(acme, max, today):
    max.is_active = False
    max.save()
    notices.tell_stand_in(
        Action.objects.create(account=acme, text="Call back", owner=max, due_on=today)
    )
    assert Notice.objects.count() == 0


def test_whoever_may_open_a_file_no_more_has_no_unread_notice_of_it(max, rob, acme, bolt, lena):
    notices.keep([reminder(max, acme), reminder(rob, acme), reminder(rob, bolt, "meet")])
    acme.team.filter(person=rob).delete()
    for person in (max, rob):
        notices.forget(account=acme, person=person, by=lena)
    unread = Notice.objects.unread().values_list("person", "account")
    assert set(unread) == {(max.pk, acme.pk), (rob.pk, bolt.pk)}
