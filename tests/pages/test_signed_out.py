"""A session that ends while somebody types, a token that has become old, and an address that only
takes a form.
"""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accountfile.core.models import Action, Draft, Interaction
from accountfile.pages import drafts
from tests.conftest import PASSWORD
from tests.drawn import form_to

WORDS = "She wants\nthe monthly figure."


@pytest.fixture
def meeting(acme):
    """The address of the form that logs a meeting with Acme."""
    return f"/accounts/{acme.pk}/interactions/add/"


def sign_in_at(browser, address, person):
    """Sign in on the page that an answer leads to, and follow."""
    page = browser.get(address)
    form = form_to(page, "/me/login/")
    return browser.post(
        form.action, form.data | {"login": person.username, "password": PASSWORD}, follow=True
    )


def test_words_posted_after_the_session_ended_are_in_their_box_after_signing_in(
    sign_in, max, meeting
):
    browser = sign_in(max)
    form = form_to(browser.get(meeting), meeting)
    browser.cookies.clear()
    refused = browser.post(meeting, form.data | {"summary": WORDS, "with_whom": "Jo"})
    assert refused["Location"] == f"/me/login/?next={meeting}"
    assert drafts.place_of(refused.wsgi_request).person_id == max.pk
    back = sign_in_at(browser, refused["Location"], max)
    assert (back.request["PATH_INFO"], Interaction.objects.count()) == (meeting, 0)
    data = form_to(back, meeting).data
    assert (data["summary"], data["with_whom"]) == ([WORDS], ["Jo"])


def test_the_sign_in_page_says_that_the_words_are_kept(sign_in, max, meeting):
    browser = sign_in(max)
    form = form_to(browser.get(meeting), meeting)
    browser.logout()
    page = browser.post(meeting, form.data | {"summary": WORDS}, follow=True)
    assert "What you had typed is saved" in page.text


def test_somebody_else_who_signs_in_there_sees_none_of_the_words(sign_in, max, tia, meeting):
    browser = sign_in(max)
    form = form_to(browser.get(meeting), meeting)
    browser.logout()
    refused = browser.post(meeting, form.data | {"summary": WORDS})
    back = sign_in_at(browser, refused["Location"], tia)
    assert form_to(back, meeting).data["summary"] == [""]
    assert form_to(sign_in(max).get(meeting), meeting).data["summary"] == [WORDS]


def test_a_stranger_without_a_page_of_ours_can_have_nothing_kept(max, meeting):
    answer = Client().post(meeting, {"summary": WORDS, "draft": f"{max.pk}:{meeting}"})
    assert (answer["Location"], Draft.objects.count()) == (f"/me/login/?next={meeting}", 0)


def test_a_button_without_words_leads_back_to_the_page_it_stood_on(acme, max, today):
    action = Action.objects.create(account=acme, text="Send the plan", owner=max, due_on=today)
    page = action.get_absolute_url()
    answer = Client().post(f"{page}reopen/", headers={"referer": f"http://testserver{page}?a=1"})
    assert answer["Location"] == f"/me/login/?next={page}%3Fa%3D1"
    foreign = Client().post(f"{page}reopen/", headers={"referer": "https://evil.example.com/x"})
    assert foreign["Location"] == f"/me/login/?next={page}reopen/"


def test_looking_without_a_session_leads_to_the_door_as_ever(meeting):
    assert Client().get(f"{meeting}?a=1")["Location"] == f"/me/login/?next={meeting}%3Fa%3D1"


def test_the_words_of_a_page_with_an_old_token_are_in_their_box_on_a_fresh_one(max, meeting):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(max)
    form = form_to(browser.get(meeting), meeting)
    old = form.data | {"summary": WORDS, "csrfmiddlewaretoken": "x" * 64}
    answer = browser.post(meeting, old, headers={"origin": "http://testserver"})
    assert (
        answer.status_code,
        f'href="{meeting}"' in answer.text,
        Interaction.objects.count(),
    ) == (403, True, 0)
    assert form_to(browser.get(meeting), meeting).data["summary"] == [WORDS]


@pytest.mark.parametrize("origin", ["https://evil.example.com", "null", ""])
def test_another_site_puts_no_words_into_anybodys_box(max, meeting, origin):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(max)
    form = form_to(browser.get(meeting), meeting)
    old = form.data | {"summary": WORDS, "csrfmiddlewaretoken": "x" * 64}
    answer = browser.post(meeting, old, headers={"origin": origin} if origin else {})
    assert (answer.status_code, Draft.objects.count()) == (403, 0)
    assert "the monthly figure." in answer.text


def test_a_page_that_may_no_longer_be_opened_gives_the_words_back(sign_in, max, mia, acme, meeting):
    browser = sign_in(max)
    form = form_to(browser.get(meeting), meeting)
    acme.account_manager = mia
    acme.save()
    answer = browser.post(meeting, form.data | {"summary": WORDS})
    assert (answer.status_code, "She wants\nthe monthly figure.</textarea>" in answer.text) == (
        404,
        True,
    )


def test_what_was_only_chosen_is_not_given_back_as_words(sign_in, otto, acme):
    answer = sign_in(otto).post(
        f"/accounts/{acme.pk}/lead/", {"tier": "3", "quick": "on", "version": "x", "why": "A b"}
    )
    assert answer.context["typed"] == [("Why", "A b")]


def test_an_idle_hour_while_somebody_types_costs_no_word(sign_in, max, meeting):
    browser = sign_in(max)
    form = form_to(browser.get(meeting), meeting)
    with time_machine.travel(timezone.now() + timedelta(minutes=90)):
        refused = browser.post(meeting, form.data | {"summary": WORDS}, follow=True)
        assert (
            "You were signed out because" in refused.text
            and "What you had typed is saved" in refused.text
        )
    assert form_to(sign_in(max).get(meeting), meeting).data["summary"] == [WORDS]


def test_who_is_sent_to_set_up_a_second_factor_first_keeps_what_was_typed(
    sign_in, max, meeting, settings
):
    browser = sign_in(max)
    form = form_to(browser.get(meeting), meeting)
    settings.SECOND_FACTOR_FOR = "everyone"
    sent = browser.post(meeting, form.data | {"summary": WORDS, "with_whom": "Jo"})
    assert (sent["Location"], Interaction.objects.count()) == ("/me/2fa/totp/activate/", 0)
    assert Draft.objects.get().fields["summary"] == [WORDS]


def test_who_was_answering_a_survey_when_its_link_ended_gets_the_words_back(db):
    answer = Client().post("/p/surveys/no-such-link/", {"score": "9", "comment": WORDS})
    assert (answer.status_code, f"{WORDS}</textarea>" in answer.text) == (404, True)
