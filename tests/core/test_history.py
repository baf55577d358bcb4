"""What changed, told as sentences, and put back."""

import pytest

from accountfile.core import history
from accountfile.core.models import Account, Action, Change, SearchEntry, acting_as


def told(user, account):
    return [sentence.text for sentence in history.sentences(history.timeline(user, account=account))]


@pytest.fixture
def opened(acme, max):
    return Account.objects.with_rights(max).get(pk=acme.pk)


def test_an_edit_is_told_with_old_and_new(max, mia, opened):
    with acting_as(person=mia):
        opened.sector = "steel"
        opened.save()
    assert told(max, opened)[0] == "Mia changed the sector from nothing to steel of the account “Acme”."


def test_a_person_named_in_a_change_is_told_by_name(max, mia, opened):
    with acting_as("the import"):
        opened.account_manager = mia
        opened.save()
    assert told(max, opened)[0] == "the import changed the account manager from Max to Mia of the account “Acme”."


def test_an_edit_can_be_put_back(max, opened):
    opened.sector = "steel"
    opened.save()
    history.restore(Change.objects.newest_first().first(), by=max)
    assert Account.objects.get(pk=opened.pk).sector == ""


def test_what_was_changed_again_since_is_not_put_back(max, opened):
    opened.sector = "steel"
    opened.save()
    change = Change.objects.newest_first().first()
    opened.sector = "tin"
    opened.save()
    with pytest.raises(history.CannotRestore, match="sector has been changed again"):
        history.restore(change, by=max)
    assert Account.objects.get(pk=opened.pk).sector == "tin"


def test_a_removed_row_comes_back_under_its_own_number_and_is_found_again(max, acme, today):
    action = Action.objects.create(account=acme, text="Send the plan", owner=max, due_on=today)
    number = action.pk
    action.delete()
    assert SearchEntry.objects.filter(title="Send the plan").count() == 0
    history.restore(Change.objects.filter(kind="removed").get(), by=max)
    assert Action.objects.get(pk=number).text == "Send the plan"
    assert SearchEntry.objects.filter(title="Send the plan").count() == 1


def test_what_went_with_a_removed_row_comes_back_with_it(max, acme, today):
    Action.objects.create(account=acme, text="Send the plan", owner=max, due_on=today)
    acme.delete()
    removed = Change.objects.get(kind="removed", model="core.account")
    history.restore(removed, by=max)
    assert Action.objects.get().text == "Send the plan"


def test_putting_back_twice_says_so(max, acme, today):
    Action.objects.create(account=acme, text="Send the plan", owner=max, due_on=today).delete()
    removed = Change.objects.get(kind="removed")
    history.restore(removed, by=max)
    with pytest.raises(history.CannotRestore, match="already back"):
        history.restore(removed, by=max)
