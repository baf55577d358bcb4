"""Restoring asks for the right to the row itself, keeps the rules of a form, and answers in a
sentence.
"""

import pytest
from django.contrib.messages import get_messages

from accountfile.contracts.models import Contract, ServiceLevel
from accountfile.core import history, restoring, sections
from accountfile.core.models import (
    Account,
    Action,
    Change,
    Interaction,
    Milestone,
    TeamMember,
    acting_as,
)
from accountfile.cover.forms import LeadForm
from accountfile.pages import records
from reviews.models import ManagerNote, Minute, Option, Review


def press(client, account, change):
    return client.post(f"/accounts/{account.pk}/history/{change.pk}/put-back/")


def newest(**wanted):
    return Change.objects.filter(**wanted).newest_first().first()


def answer_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def offered(client, account):
    page = client.get(f"/accounts/{account.pk}/history/")
    return {each.change.pk for each in page.context["sentences"] if each.restorable}


@pytest.fixture
def taken_away(acme, lena, rob):
    """Lena has taken Rob off the team."""
    with acting_as(person=lena):
        TeamMember.objects.get(person=rob).delete()
    return newest(model="core.teammember", kind="removed")


def test_a_contributing_member_does_not_restore_access(taken_away, acme, tia, max, rob, sign_in):
    for person in (tia, max):
        client = sign_in(person)
        assert taken_away.pk not in offered(client, acme)
        assert press(client, acme, taken_away).status_code == 403
    assert not TeamMember.objects.filter(person=rob).exists()


def test_the_line_manager_restores_it(taken_away, acme, lena, rob, sign_in):
    client = sign_in(lena)
    assert taken_away.pk in offered(client, acme)
    assert press(client, acme, taken_away).status_code == 302
    assert TeamMember.objects.filter(person=rob).exists()


def test_an_account_manager_does_not_undo_an_edit_of_the_note_about_himself(
    acme, lena, max, sign_in
):
    note = ManagerNote.objects.create(account=acme, text="Misses his days.", by=lena)
    with acting_as(person=lena):
        note.text = "Misses his days, again."
        note.save()
    change = newest(model="reviews.managernote", kind="changed")
    assert change.pk not in offered(sign_in(max), acme)
    assert press(sign_in(max), acme, change).status_code == 403
    assert ManagerNote.objects.get().text == "Misses his days, again."


def test_every_list_asks_for_the_right_of_its_rows():
    kept = [each for section in sections.all_sections() for each in records.declared_by(section)]
    assert [each.name for each in kept if each.right != each.model.right] == []
    assert {each.right for each in kept} == {"file", "cover", "lead"}


def test_what_only_the_line_sets_is_named_once():
    assert set(LeadForm.Meta.fields) == Account.LEAD


def test_a_row_that_was_added_again_is_not_restored_twice(taken_away, acme, lena, rob, sign_in):
    TeamMember.objects.create(account=acme, person=rob, does="reads again")
    client = sign_in(lena)
    assert taken_away.pk not in offered(client, acme)
    response = press(client, acme, taken_away)
    assert answer_of(response) == [
        "This person is on the team already: change their entry instead."
    ]
    assert TeamMember.objects.filter(person=rob).count() == 1


def test_a_second_press_says_that_it_is_back(taken_away, acme, lena, sign_in):
    client = sign_in(lena)
    press(client, acme, taken_away)
    assert answer_of(press(client, acme, taken_away))[-1] == "This row is already back."
    assert taken_away.pk not in offered(client, acme)


@pytest.fixture
def closed(acme, lena, today):
    return Review.objects.create(account=acme, planned_on=today, held_on=today)


def close(review):
    """End it in the one way that needs no sign-off."""
    Review.objects.filter(pk=review.pk).update(state=Review.State.CANCELLED)


def test_nothing_is_restored_into_a_closed_review_and_no_button_offers_it(
    closed, acme, lena, sign_in
):
    rows = [
        Minute.objects.create(review=closed, number=3, text="Agreed.", by=lena),
        Option.objects.create(review=closed, text="Wait"),
    ]
    rows[0].text = "Agreed, twice."
    rows[0].save()
    rows[1].delete()
    close(closed)
    client = sign_in(lena)
    changes = [
        newest(model="reviews.minute", kind="changed"),
        newest(model="reviews.option", kind="removed"),
    ]
    assert offered(client, acme).isdisjoint(change.pk for change in changes)
    for change in changes:
        assert answer_of(press(client, acme, change)) != []
    assert (Minute.objects.get().text, Option.objects.count()) == ("Agreed, twice.", 0)


def test_the_end_of_a_review_is_not_undone_from_the_history(closed, acme, lena, tia, sign_in):
    closed.state = Review.State.CANCELLED
    closed.save()
    change = newest(model="reviews.review", kind="changed")
    for person in (lena, tia):
        assert change.pk not in offered(sign_in(person), acme)
        press(sign_in(person), acme, change)
    assert Review.objects.get().state == Review.State.CANCELLED


def test_a_row_whose_parent_was_removed_on_its_own_says_so(acme, max, sign_in):
    contract = Contract.objects.create(account=acme, title="Service", starts_on="2026-01-01")
    level = ServiceLevel.objects.create(
        contract=contract, metric="Answered within an hour", target=95
    )
    level.delete()
    change = newest(model="contracts.servicelevel", kind="removed")
    assert change.pk in offered(sign_in(max), acme)
    contract.delete()
    assert change.pk not in offered(sign_in(max), acme)
    assert answer_of(press(sign_in(max), acme, change)) == [restoring.PARENT_GONE]


def test_what_went_with_a_row_comes_back_behind_it(acme, max, sign_in):
    contract = Contract.objects.create(account=acme, title="Service", starts_on="2026-01-01")
    ServiceLevel.objects.create(contract=contract, metric="Answered within an hour", target=95)
    with acting_as(person=max):
        contract.delete()
    change = newest(model="contracts.contract", kind="removed")
    with_it = newest(model="contracts.servicelevel", kind="removed")
    assert {change.pk, with_it.pk} <= offered(sign_in(max), acme)
    press(sign_in(max), acme, change)
    assert ServiceLevel.objects.get().contract.title == "Service"


def test_restoring_keeps_the_rules_of_today(acme, max, today, sign_in):
    action = Action.objects.create(account=acme, text="Call", owner=max, due_on=today)
    action.text = "Call again"
    action.save()
    change = newest(model="core.action", kind="changed")
    Change.objects.filter(pk=change.pk).update(diff=[["text", "x" * 301, "Call again"]])
    [told] = answer_of(press(sign_in(max), acme, change))
    assert "300 characters" in told
    assert Action.objects.get().text == "Call again"


def test_the_name_of_a_constraint_is_told_to_nobody(acme, max, sign_in):
    acme.sector = "steel"
    acme.save()
    change = newest(model="core.account", kind="changed")
    Change.objects.filter(pk=change.pk).update(
        diff=[["sector", "", "steel"], ["parent_id", acme.pk, None]]
    )
    [told] = answer_of(press(sign_in(max), acme, change))
    assert "onstraint" not in told


def test_the_buttons_of_a_page_cost_no_more_statements_for_more_changes(
    acme, max, django_assert_max_num_queries
):
    account = Account.objects.with_rights(max).get(pk=acme.pk)
    for number in range(6):
        Milestone.objects.create(
            account=acme, happened_on="2020-01-01", text=f"line {number}"
        ).delete()
    changes = list(history.timeline(max, account=account))
    with django_assert_max_num_queries(6):
        history.sentences(changes, account=account, reader=max)


def test_a_removed_row_is_offered_to_whoever_may_change_the_file(acme, max, tia, rob, today):
    row = Interaction.objects.create(
        account=acme, held_on=today, with_whom="Jo Hart", summary="All well", by=max
    )
    row.delete()
    removal = Change.objects.get(model="core.interaction", kind=Change.REMOVED)
    offers = [
        restoring.offered([removal], Account.objects.with_rights(each).get(pk=acme.pk), each)
        for each in (tia, rob)
    ]
    assert offers == [{removal.pk}, set()]
