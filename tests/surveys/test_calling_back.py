"""Who calls back whoever was unhappy: always somebody who still works here, and they hear of it."""

from datetime import date

import pytest
from django.urls import reverse

from accountfile.core import sections
from accountfile.core.models import Action, Notice
from accountfile.core.mornings import reminders_of
from surveys.models import Answer, Invitation

SECTION = sections.section_named("surveys")


@pytest.fixture
def unhappy(answered):
    [answer] = answered(3)
    return answer


def call_back(browser, answer):
    return browser.post(reverse("surveys:call_back", args=[answer.file_id, answer.pk]))


def leave(*people):
    for person in people:
        person.is_active = False
        person.save()


def test_calling_back_makes_one_action_of_the_account_manager(unhappy, max, sign_in):
    for _ in range(2):
        call_back(sign_in(max), unhappy)
    assert [(a.text, a.owner, a.due_on) for a in Action.objects.all()] == [
        ("Call back somebody about the score 3", max, date(2026, 11, 23))
    ]
    assert (list(Answer.objects.not_called_back()), Notice.objects.count()) == ([], 0)


def test_the_action_names_who_said_what(survey, unhappy, max, sign_in):
    unhappy.invitation = Invitation.objects.create(survey=survey, name="Ana Sousa", email="a@b.c")
    unhappy.comment = "Too slow"
    unhappy.save()
    call_back(sign_in(max), unhappy)
    action = Action.objects.get()
    assert (action.text, action.origin) == ("Call back Ana Sousa: “Too slow”", "Survey: Autumn")
    assert action.origin_url == survey.get_absolute_url()


def test_the_account_manager_hears_that_a_colleague_asks_them(unhappy, max, tia, sign_in):
    call_back(sign_in(tia), unhappy)
    told = [(n.person, n.text, n.why) for n in Notice.objects.all()]
    assert told == [
        (
            max,
            "Tia asks you to call back for Acme: “Call back somebody about the score 3”.",
            "You keep the file of this account.",
        )
    ]


def test_a_manager_who_has_left_gets_no_work_and_the_person_above_hears_of_it(
    unhappy, max, lena, tia, sign_in
):
    leave(max)
    call_back(sign_in(tia), unhappy)
    assert Action.objects.get().owner == lena
    assert [(n.person, n.why) for n in Notice.objects.all()] == [
        (lena, "Max keeps the file no longer; you are the nearest above.")
    ]


def test_where_nobody_above_is_left_it_is_whoever_asks(unhappy, max, lena, dora, tia, sign_in):
    leave(max, lena, dora)
    call_back(sign_in(tia), unhappy)
    assert (Action.objects.get().owner, Notice.objects.count()) == (tia, 0)


def test_an_unhappy_answer_reaches_the_person_above_when_the_manager_has_left(
    unhappy, acme, max, lena, today
):
    leave(max)
    assert [reminder.person_id for reminder in reminders_of(SECTION, today)] == [lena.pk]


def test_reminders_cost_the_same_for_one_answer_and_for_three(
    answered, max, today, django_assert_num_queries
):
    leave(max)
    answered(1, 2, 3)
    with django_assert_num_queries(4):
        assert len(list(reminders_of(SECTION, today))) == 3
