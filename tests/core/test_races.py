"""Rows that go away, or come, between two looks at them: a sentence, the words given back, nothing
half written.
"""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test import Client

from accountfile.contracts.models import Contract, Obligation
from accountfile.core import restoring
from accountfile.core.models import Action, Change, Press
from accountfile.pages import lists
from contacts import services as contacts
from contacts.models import Contact, ContactPlan
from risk import services as risks
from risk.models import Response, Risk
from tests.drawn import form_to

WORDS = "Deliver the yearly report."


@pytest.fixture
def contract(acme):
    return Contract.objects.create(account=acme, title="Frame", starts_on="2026-01-01")


@pytest.fixture
def goes_away(monkeypatch):
    """Return a function that lets a row be removed by somebody just before another is written."""

    def arranged(row, before):
        save = before.save

        def late(self, *args, **kwargs):
            type(row)._base_manager.filter(pk=row.pk)._raw_delete("default")
            return save(self, *args, **kwargs)

        monkeypatch.setattr(before, "save", late)

    return arranged


def promised(contract, owner):
    return {
        "contract": contract.pk,
        "text": WORDS,
        "side": "ours",
        "owner": owner.pk,
        "due_on": "2026-12-01",
    }


@pytest.mark.django_db(transaction=True)
def test_a_parent_removed_while_a_child_is_added_is_said_at_the_form(
    sign_in, max, contract, goes_away
):
    url = f"/accounts/{contract.account_id}/contracts/obligations/add/"
    goes_away(contract, Obligation)
    answer = sign_in(max).post(url, promised(contract, max))
    assert (answer.status_code, Obligation.objects.count(), Contract.objects.count()) == (200, 0, 1)
    assert "has just been removed" in answer.text and WORDS in answer.text


@pytest.mark.django_db(transaction=True)
def test_a_parent_removed_while_a_child_is_edited_is_said_at_the_form(
    sign_in, max, contract, goes_away
):
    row = Obligation.objects.create(
        contract=contract, text="Report", side="ours", owner=max, due_on="2026-12-01"
    )
    other = Contract.objects.create(
        account_id=contract.account_id, title="Other", starts_on="2026-01-01"
    )
    goes_away(other, Obligation)
    url = f"{row.get_absolute_url()}edit/"
    answer = sign_in(max).post(url, promised(other, max) | {"version": 1})
    row.refresh_from_db()
    assert (answer.status_code, row.text, row.version) == (200, "Report", 1)
    assert "has just been removed" in answer.text and form_to(answer, url).data["version"] == ["1"]


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_put_back_alone_says_what_to_put_back_first(sign_in, max, contract):
    row = Obligation.objects.create(
        contract=contract, text="Report", side="ours", owner=max, due_on="2026-12-01"
    )
    browser = sign_in(max)
    browser.post(f"{row.get_absolute_url()}remove/")
    browser.post(f"{contract.get_absolute_url()}remove/")
    change = Change.objects.get(kind="removed", model="contracts.obligation")
    answer = browser.post(
        f"/accounts/{contract.account_id}/history/{change.pk}/put-back/", follow=True
    )
    assert (answer.status_code, Obligation.objects.count()) == (200, 0)
    assert "removed since: restore that first" in answer.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer anyway.")
def test_a_row_put_back_by_two_at_once_is_back_once(max, acme, today):
    action = Action.objects.create(account=acme, text="Send the plan", owner=max, due_on=today)
    action.delete()
    change, statuses, ready = Change.objects.get(kind="removed"), [], threading.Barrier(2)

    def press():
        browser = Client(raise_request_exception=False)
        browser.force_login(max)
        ready.wait(10)
        statuses.append(
            browser.post(f"/accounts/{acme.pk}/history/{change.pk}/put-back/").status_code
        )
        connection.close()

    pressing = [threading.Thread(target=press) for _ in range(2)]
    for each in pressing:
        each.start()
    for each in pressing:
        each.join(30)
    assert (statuses, Action.objects.count(), Change.objects.filter(kind="restored").count()) == (
        [302, 302],
        1,
        1,
    )


def test_a_row_that_is_back_already_is_said_to_be(max, acme, today):
    action = Action.objects.create(account=acme, text="Send the plan", owner=max, due_on=today)
    action.delete()
    change = Change.objects.get(kind="removed")
    restoring.restore(change, by=max)
    with pytest.raises(restoring.CannotRestore, match="already back"):
        restoring.restore(change, by=max)


GONE = [
    (ContactPlan.DoesNotExist(), 404, "We cannot find this page"),
    (IntegrityError("FOREIGN KEY constraint failed"), 409, "has been removed"),
    (ValidationError("The plan has ended."), 409, "The plan has ended."),
]


@pytest.mark.parametrize("error, status, sentence", GONE, ids=["gone", "refused", "against a rule"])
def test_whatever_a_verb_meets_too_late_gives_the_words_back(
    sign_in, max, acme, today, monkeypatch, error, status, sentence
):
    kim = Contact.objects.create(account=acme, name="Kim")
    plan = ContactPlan.objects.create(contact=kim, owner=max, cadence_days=30, next_touch_on=today)

    def late(**more):
        raise error

    monkeypatch.setattr(contacts, "touch", late)
    sent = {"kind": "call", "held_on": "2026-11-02", "summary": WORDS}
    answer = sign_in(max).post(f"{plan.get_absolute_url()}touch/", sent | {"press": ""})
    assert (answer.status_code, sentence in answer.text, f"{WORDS}</textarea>" in answer.text) == (
        status,
        True,
        True,
    )


def test_a_look_that_fails_is_a_fault_and_no_race(max, acme, monkeypatch):
    def late(user):
        raise IntegrityError

    monkeypatch.setattr(lists, "stamp", late)
    browser = Client(raise_request_exception=False)
    browser.force_login(max)
    assert browser.get("/accounts/").status_code == 500


def test_a_response_whose_risk_was_removed_is_not_found(sign_in, max, acme, today):
    risk = Risk.objects.create(
        account=acme, title="R", likelihood=1, impact=1, owner=max, review_on=today
    )
    response = Response.objects.create(risk=risk, text="Call", owner=max, due_on=today)
    browser, page = sign_in(max), response.get_absolute_url()
    form = form_to(browser.get(page), f"{page}done/")
    risks.close_risk(risk=risk, on=today, ending="Over")
    risk.delete()
    assert browser.post(form.action, form.data).status_code == 404


def test_an_address_longer_than_its_column_is_no_fault(sign_in, max, acme, today):
    action = Action.objects.create(account=acme, text="Send the plan", owner=max, due_on=today)
    browser, url = sign_in(max), f"{action.get_absolute_url()}end/"
    form = form_to(browser.get(url), url)
    there = f"/search/?q={'a' * 400}"
    answers = [
        browser.post(f"{url}?next={there}", form.data | {"outcome": "Sent."}) for _ in range(2)
    ]
    assert [answer["Location"] for answer in answers] == [there, "/"]
    assert Press.objects.get().url == "/"
