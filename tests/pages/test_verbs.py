"""Two people on one verb, the same press twice, and rows that go away in between."""

import uuid

import pytest
from django.contrib.messages import get_messages

from accountfile.core.models import Action, Change, mark
from tests.drawn import form_to


@pytest.fixture
def action(acme, max, today):
    return Action.objects.create(account=acme, text="Send the plan", owner=max, due_on=today)


def opened(browser, action):
    """Return the form that closes an action, as the browser has it on its page."""
    url = f"{action.get_absolute_url()}end/"
    return form_to(browser.get(url), url)


def test_who_closes_an_action_second_is_told_by_whom_it_was_closed_and_keeps_their_words(
    sign_in, max, tia, action
):
    browser = sign_in(max)
    form = opened(browser, action)
    sign_in(tia).post(form.action, {"end": "done", "outcome": "Sent by post."})
    answer = browser.post(
        form.action, form.data | {"end": "dropped", "outcome": "The client moved."}
    )
    action.refresh_from_db()
    assert (answer.status_code, action.state, action.outcome) == (409, "done", "Sent by post.")
    (told,) = answer.context["quicker"]
    assert (
        told.text.startswith("Tia changed the action “Send the plan”")
        and "from open to done" in told.text
    )
    assert form_to(answer, form.action).data["outcome"] == ["The client moved."]


def test_who_was_told_may_do_it_all_the_same(sign_in, max, tia, action):
    browser = sign_in(max)
    form = opened(browser, action)
    sign_in(tia).post(form.action, {"end": "done", "outcome": "Sent by post."})
    told = browser.post(form.action, form.data | {"end": "dropped", "outcome": "The client moved."})
    again = form_to(told, form.action)
    assert browser.post(form.action, again.data | {"end": "dropped"}).status_code == 302
    action.refresh_from_db()
    assert (action.state, action.outcome) == ("dropped", "The client moved.")


def test_the_same_press_twice_leads_to_what_the_first_did(sign_in, max, action):
    browser = sign_in(max)
    form = opened(browser, action)
    answers = [
        browser.post(form.action, form.data | {"end": "done", "outcome": "Sent."}) for _ in range(2)
    ]
    found = {(answer.status_code, answer["Location"]) for answer in answers}
    assert found == {(302, f"/accounts/{action.account_id}/")}
    assert Change.objects.of_row(action).filter(kind="changed").count() == 1


def test_the_same_edit_twice_is_saved_once_and_meets_no_conflict_with_itself(sign_in, max, action):
    browser, url = sign_in(max), f"{action.get_absolute_url()}edit/"
    form = form_to(browser.get(url), url)
    sent = form.data | {"text": "Send the new plan"}
    answers = [browser.post(url, sent) for _ in range(2)]
    found = {(answer.status_code, answer["Location"]) for answer in answers}
    assert found == {(302, action.get_absolute_url())}
    assert Change.objects.of_row(action).filter(kind="changed").count() == 1


def test_the_same_addition_twice_is_made_once(sign_in, max, acme, today):
    browser, url = sign_in(max), f"/accounts/{acme.pk}/actions/add/"
    form = form_to(browser.get(url), url)
    sent = form.data | {"text": "Call", "owner": max.pk, "due_on": today.isoformat()}
    answers = [browser.post(url, sent) for _ in range(2)]
    assert {answer["Location"] for answer in answers} == {Action.objects.get().get_absolute_url()}


def test_anothers_press_of_the_same_number_is_no_press_of_mine(sign_in, max, tia, action):
    number = str(uuid.uuid4())
    sent = {"end": "done", "outcome": "Sent.", "press": number, "version": "1"}
    sign_in(tia).post(f"{action.get_absolute_url()}end/", sent)
    assert sign_in(max).post(f"{action.get_absolute_url()}end/", sent).status_code == 409


def test_a_form_with_a_fault_still_says_what_its_reader_saw(sign_in, max, tia, action):
    browser = sign_in(max)
    form = opened(browser, action)
    refused = browser.post(form.action, form.data | {"end": "dropped", "outcome": ""})
    sign_in(tia).post(form.action, {"end": "done", "outcome": "Sent."})
    again = form_to(refused, form.action)
    assert browser.post(form.action, again.data | {"outcome": "Moved."}).status_code == 409


def test_a_button_without_a_form_tells_too_and_can_be_pressed_again(sign_in, max, tia, action):
    browser, page = sign_in(max), action.get_absolute_url()
    browser.post(f"{page}end/", {"end": "done", "outcome": "Sent."})
    form = form_to(browser.get(page), f"{page}reopen/")
    edited = {
        "text": "Send it",
        "owner": max.pk,
        "due_on": "2026-12-01",
        "priority": 2,
        "version": 2,
    }
    sign_in(tia).post(f"{page}edit/", edited)
    told = browser.post(form.action, form.data)
    assert (told.status_code, "Somebody was quicker" in told.text) == (409, True)
    again = form_to(told, form.action)
    assert (again.data["next"], browser.post(form.action, again.data)["Location"]) == ([page], page)
    assert Action.objects.get().state == "open"


def test_what_was_changed_since_is_not_removed_unseen(sign_in, max, tia, action):
    browser, page = sign_in(max), action.get_absolute_url()
    form = form_to(browser.get(f"{page}remove/"), f"{page}remove/")
    sign_in(tia).post(f"{page}end/", {"end": "done", "outcome": "Sent."})
    assert browser.post(form.action, form.data).status_code == 409
    assert Action.objects.count() == 1


def test_a_verb_on_a_row_that_was_removed_gives_the_words_back(sign_in, max, tia, action):
    browser = sign_in(max)
    form = opened(browser, action)
    sign_in(tia).post(f"{action.get_absolute_url()}remove/")
    answer = browser.post(form.action, form.data | {"outcome": "The client moved."})
    assert (answer.status_code, "The client moved.</textarea>" in answer.text) == (404, True)


def test_a_mark_tells_every_state_from_every_other(action, acme, max):
    assert mark(action) == "1"
    assert mark(Action()) == "0"
    action.save()
    tier, again = acme.tier, type(acme.tier).objects.get(pk=acme.tier_id)
    assert (mark(action, tier, "3"), mark(again)) == (f"2.{mark(tier)}.3", mark(tier))
    again.name = "Another"
    assert mark(again) != mark(tier)


def test_nobody_is_told_what_their_page_had_shown_already(sign_in, max, tia, action):
    action.text = "Send the new plan"
    action.save()
    browser = sign_in(max)
    form = opened(browser, action)
    sign_in(tia).post(form.action, {"end": "done", "outcome": "Sent by post."})
    answer = browser.post(form.action, form.data | {"end": "dropped", "outcome": "No."})
    assert len(answer.context["quicker"]) == 1


def test_whoever_ends_an_action_reads_that_it_is_ended(sign_in, max, action):
    browser = sign_in(max)
    form = opened(browser, action)
    answer = browser.post(form.action, form.data | {"end": "done", "outcome": "Sent."})
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        "Done: Send the plan."
    ]
