"""What changed, told as sentences, and put back."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accountfile.core import history, restoring
from accountfile.core.models import Account, Action, Change, SearchEntry, acting_as, update_all
from accountfile.core.models.change import act_of_request, current_act


def told(user, account):
    return [
        sentence.text for sentence in history.sentences(history.timeline(user, account=account))
    ]


@pytest.fixture
def opened(acme, max):
    return Account.objects.with_rights(max).get(pk=acme.pk)


def test_an_edit_is_told_with_old_and_new(max, mia, opened):
    with acting_as(person=mia):
        opened.sector = "steel"
        opened.save()
    assert (
        told(max, opened)[0]
        == "Mia changed the sector of the account “Acme” from nothing to steel."
    )


def test_a_person_named_in_a_change_is_told_by_name(max, mia, opened):
    with acting_as("the import"):
        opened.account_manager = mia
        opened.save()
    assert (
        told(max, opened)[0]
        == "the import changed the account manager of the account “Acme” from Max to Mia."
    )


def test_an_edit_of_two_fields_is_told_in_one_sentence_with_days_as_people_write_them(max, opened):
    action = Action.objects.create(
        account=opened, text="Send the plan", owner=max, due_on=date(2026, 12, 4)
    )
    with acting_as(person=max):
        action.due_on, action.quick_win = date(2026, 12, 11), True
        action.save()
    assert told(max, opened)[0] == (
        "Max changed the action “Send the plan”: “due on” from 4 Dec 2026 to 11 Dec 2026; "
        "the quick win from no to yes; the times moved from 0 to 1."
    )


def test_a_moment_is_told_in_the_readers_zone(max, opened):
    diff = [["last_login", None, "2026-09-01T16:40:00Z"]]
    change = Change(
        actor="Max", kind=Change.CHANGED, model="people.user", title="Tia", row_id=1, diff=diff
    )
    with timezone.override("Europe/London"):
        (sentence,) = history.sentences([change])
    assert (
        sentence.text
        == "Max changed the last login of the person “Tia” from nothing to 1 Sep 2026, 17:40 BST."
    )


def test_a_text_that_ends_with_a_stop_is_not_told_with_two(max, acme, today):
    with acting_as(person=max):
        Action.objects.create(account=acme, text="Send the plan.", owner=max, due_on=today)
    opened = Account.objects.with_rights(max).get(pk=acme.pk)
    assert told(max, opened)[0] == "Max added the action “Send the plan”."


def test_an_edit_can_be_put_back(max, opened):
    opened.sector = "steel"
    opened.save()
    restoring.restore(Change.objects.newest_first().first(), by=max)
    assert Account.objects.get(pk=opened.pk).sector == ""


def test_what_was_changed_again_since_is_not_put_back(max, opened):
    opened.sector = "steel"
    opened.save()
    change = Change.objects.newest_first().first()
    opened.sector = "tin"
    opened.save()
    with pytest.raises(restoring.CannotRestore, match="sector has been changed again"):
        restoring.restore(change, by=max)
    assert Account.objects.get(pk=opened.pk).sector == "tin"


def test_a_removed_row_comes_back_under_its_own_number_and_is_found_again(max, acme, today):
    action = Action.objects.create(account=acme, text="Send the plan", owner=max, due_on=today)
    number = action.pk
    action.delete()
    assert SearchEntry.objects.filter(title="Send the plan").count() == 0
    restoring.restore(Change.objects.filter(kind="removed").get(), by=max)
    assert Action.objects.get(pk=number).text == "Send the plan"
    assert SearchEntry.objects.filter(title="Send the plan").count() == 1


def test_what_went_with_a_removed_row_comes_back_with_it(dora, max, acme, today):
    Action.objects.create(account=acme, text="Send the plan", owner=max, due_on=today)
    acme.delete()
    removed = Change.objects.get(kind="removed", model="core.account")
    with pytest.raises(restoring.CannotRestore, match="only a director"):
        restoring.restore(removed, by=max)
    restoring.restore(removed, by=dora)
    assert Action.objects.get().text == "Send the plan"


def test_putting_back_twice_says_so(max, acme, today):
    Action.objects.create(account=acme, text="Send the plan", owner=max, due_on=today).delete()
    removed = Change.objects.get(kind="removed")
    restoring.restore(removed, by=max)
    with pytest.raises(restoring.CannotRestore, match="already back"):
        restoring.restore(removed, by=max)


@pytest.mark.parametrize(("sender", "name"), [("max", "Max"), (None, "a visitor")])
def test_the_changes_of_one_request_are_one_act(rf, cast, sender, name):
    request = rf.post("/")
    request.user = cast[sender] if sender else AnonymousUser()
    acts = []
    act_of_request(lambda request: acts.extend([current_act(), current_act()]))(request)
    assert [(act.name, act.person, act.key) for act in acts] == [
        (name, cast.get(sender), acts[0].key)
    ] * 2
    assert current_act().name == "the system"


def test_a_row_saved_without_a_change_adds_nothing_to_the_history(acme, max, today):
    action = Action.objects.create(account=acme, text="Call", owner=max, due_on=today)
    changes = Change.objects.of_row(action)
    assert [change.kind for change in changes] == ["added"]
    action.save()
    assert changes.count() == 1


def test_many_rows_changed_at_once_have_the_same_history_as_one(acme, max, today):
    action = Action.objects.create(account=acme, text="Call", owner=max, due_on=today)
    before = {
        action.pk: {each.attname: getattr(action, each.attname) for each in Action._meta.fields}
    }
    action.text = "Write"
    update_all(Action, [action], ["text"], before)
    action.refresh_from_db()
    assert (action.text, action.version, action.history.count()) == ("Write", 2, 2)
    assert Change.objects.of_row(action).latest("pk").diff == [["text", "Call", "Write"]]


def test_the_history_names_the_group_above_to_whoever_may_open_it(acme, bolt, max):
    group = Account.objects.create(name="Group", account_manager=max)
    for parent in (group, bolt):
        acme.parent = parent
        acme.save()
    sentences = history.sentences(history.timeline(max, account=acme), max)[:2]
    assert [each.text.removeprefix("the system changed the ") for each in sentences] == [
        "parent of the account “Acme” from Group to restricted.",
        "parent of the account “Acme” from nothing to Group.",
    ]
