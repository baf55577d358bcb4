"""Asking people, reminding them, calling back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accountfile.core import sections
from accountfile.core.models import Action, Change
from accountfile.mail.models import Fault, Letter
from surveys import services
from surveys.forms import AskForm
from surveys.models import (
    Answer,
    Invitation,
    Survey,
    SurveyQuestion,
)
from tests.surveys.conftest import ANA, BEN, link_of


def test_people_are_added_once_however_their_address_is_written(survey):
    twice = [ANA, (ANA[0], ANA[1].upper(), ""), BEN]
    assert (
        services.ask(survey=survey, people=twice),
        services.ask(survey=survey, people=twice),
    ) == (2, 0)
    assert [each.name for each in survey.invitations.all()] == ["Ana Sousa", "Ben Okafor"]


@pytest.mark.parametrize(
    "line",
    [
        "Ana Sousa, ana@example.com",
        "Ana Sousa <ana@example.com>",
        "Ana Sousa;ana@example.com;Plant",
    ],
)
def test_a_person_may_be_written_in_many_ways(survey, max, sign_in, line):
    url = reverse("surveys:ask", args=[survey.account_id, survey.pk])
    sign_in(max).post(url, {"people": line})
    assert [(each.name, each.email) for each in Invitation.objects.all()] == [ANA[:2]]


def test_people_of_the_file_are_picked_and_offered_until_they_are_asked(
    survey, max, sign_in, monkeypatch
):
    known = [
        sections.ClientPerson("Ana Sousa", "ana@example.com", "Buyer", "Plant"),
        sections.ClientPerson("Without an address", ""),
    ]
    monkeypatch.setattr(sections.all_sections()[0], "client_people", lambda account: known)
    for section in sections.all_sections()[1:]:
        monkeypatch.setattr(section, "client_people", lambda account: [])
    url, browser = reverse("surveys:ask", args=[survey.account_id, survey.pk]), sign_in(max)
    offered = browser.get(url).context["form"].fields["known"].choices
    assert offered == [("ana@example.com", "Ana Sousa, Buyer")]
    browser.post(url, {"known": ["ana@example.com"], "people": "Ben Okafor, ben@example.com"})
    asked = Invitation.objects.values_list("name", "email", "department")
    assert list(asked) == [ANA, (*BEN[:2], "")]
    assert "known" not in browser.get(url).context["form"].fields


def test_an_empty_list_is_refused(survey, max, sign_in):
    url = reverse("surveys:ask", args=[survey.account_id, survey.pk])
    page = sign_in(max).post(url, {"people": ""})
    assert page.context["form"].errors["people"] == [
        "Say whom to ask: pick somebody, or give a name and an address."
    ]


@pytest.mark.parametrize("line", ["Ben", "Ben, Finance", "Ben, ben@example.com, Finance, Berlin"])
def test_one_bad_line_refuses_the_whole_list(survey, max, sign_in, line):
    url = reverse("surveys:ask", args=[survey.account_id, survey.pk])
    page = sign_in(max).post(url, {"people": f"Ana Sousa, ana@example.com\n{line}"})
    assert (page.status_code, Invitation.objects.count(), "Line 2" in page.content.decode()) == (
        200,
        0,
        True,
    )


@pytest.mark.parametrize("number, faults", [(200, []), (201, ["people"])])
def test_two_hundred_people_are_added_at_a_time(survey, number, faults):
    people = "\n".join(f"Ana Sousa, ana{each}@example.com" for each in range(number))
    assert list(AskForm({"people": people}, survey=survey).errors) == faults


def test_a_survey_goes_to_each_once_however_often_it_is_sent(survey, max, today):
    services.ask(survey=survey, people=[ANA, BEN])
    assert [services.send(survey=survey, by=max, on=today) for _ in range(2)] == [2, 0]
    survey.refresh_from_db()
    assert (Letter.objects.count(), survey.sent_on) == (2, today)


def test_a_reminder_goes_to_those_who_have_not_answered_and_replaces_the_link(
    survey, links, client, max, today
):
    client.post(links["Ana Sousa"], {"score": "9"})
    assert services.send(survey=survey, by=max, on=today, again=True) == 1
    newest = link_of("Ben Okafor")
    assert (client.get(links["Ben Okafor"]).status_code, client.get(newest).status_code) == (
        404,
        200,
    )
    assert [
        letter.key.rsplit(":", 1)[1]
        for letter in Letter.objects.filter(to_name="Ben Okafor").order_by("pk")
    ] == [
        "1",
        "2",
    ]


def test_a_survey_keeps_the_day_on_which_it_was_first_sent(survey, max, today):
    days = []
    for people, later in [([], 0), ([ANA], 1), ([BEN], 2)]:
        services.ask(survey=survey, people=people)
        services.send(survey=survey, by=max, on=today + timedelta(days=later))
        survey.refresh_from_db()
        days.append(survey.sent_on and (survey.sent_on - today).days)
    assert days == [None, 1, 1]


@pytest.mark.parametrize("anonymous, reminded", [(False, 1), (True, 2)])
def test_who_answers_while_reminders_are_written_gets_none_unless_that_would_tell(
    survey, client, max, today, monkeypatch, anonymous, reminded
):
    survey.anonymous = anonymous
    survey.save()
    services.ask(survey=survey, people=[ANA, BEN])
    services.send(survey=survey, by=max, on=today)
    link, compose = link_of("Ben Okafor"), services.mail.compose

    def answering(name, context):
        client.post(link, {"score": "9"})
        return compose(name, context)

    monkeypatch.setattr(services.mail, "compose", answering)
    assert services.send(survey=survey, by=max, on=today, again=True) == reminded


def test_a_survey_that_is_over_is_not_sent(survey, max, sign_in, today):
    services.ask(survey=survey, people=[ANA])
    survey.closes_on = today - timedelta(days=1)
    survey.save()
    sign_in(max).post(reverse("surveys:send", args=[survey.account_id, survey.pk]))
    assert Letter.objects.count() == 0


def test_taking_back_withdraws_the_letter_that_waits(survey, links):
    invitation = Invitation.objects.get(name="Ana Sousa")
    assert [services.revoke(invitation=invitation) for _ in range(2)] == [True, False]
    assert Letter.objects.get(to_name="Ana Sousa").state == "void"


def test_what_was_sent_stays_as_it_was_promised(survey, links, max, sign_in):
    survey.refresh_from_db()
    typed = {
        "title": "B",
        "kind": "csat",
        "anonymous": "on",
        "closes_on": "2099-01-01",
        "version": survey.version,
    }
    sign_in(max).post(reverse("surveys:survey_edit", args=[survey.account_id, survey.pk]), typed)
    assert Survey.objects.values_list("title", "kind", "anonymous").get() == ("B", "nps", False)


def test_an_answer_of_another_file_cannot_be_reached(answered, bolt, otto, sign_in):
    [answer] = answered(3)
    page = sign_in(otto).post(reverse("surveys:call_back", args=[bolt.pk, answer.pk]))
    assert (page.status_code, Action.objects.count()) == (404, 0)


def test_unhappy_means_up_to_six_of_ten_and_two_of_five(acme, answered, today):
    happy = Survey.objects.create(account=acme, title="Stars", kind="csat", closes_on=today)
    answered(6, 7), answered(2, 3, of=happy)
    assert sorted(Answer.objects.unhappy().values_list("score", flat=True)) == [2, 6]


@pytest.mark.parametrize(
    "state, anonymous, shown, can_be_revoked",
    [
        ("new", True, "not sent yet", True),
        ("sent", True, "sent", False),
        ("answered", True, "sent", False),
        ("revoked", True, "taken back", False),
        ("new", False, "not sent yet", True),
        ("sent", False, "sent", True),
        ("answered", False, "answered", False),
    ],
)
def test_of_an_anonymous_survey_no_invitation_shows_who_answered(
    state, anonymous, shown, can_be_revoked
):
    invitation = Invitation(survey=Survey(anonymous=anonymous), state=state)
    assert (invitation.shown_state, invitation.can_be_revoked) == (shown, can_be_revoked)


def test_a_survey_that_was_sent_stays_in_the_file(acme, survey, links, max, sign_in):
    browser, page = sign_in(max), survey.get_absolute_url()
    assert f"{page}remove/" not in browser.get(page).content.decode()
    answer = browser.post(f"{page}remove/")
    assert "has been sent and stays in the file" in answer.content.decode()
    assert (answer.status_code, Survey.objects.count(), survey.invitations.count()) == (409, 1, 2)


def test_a_survey_that_nobody_was_sent_is_removed_and_comes_back(acme, survey, max, sign_in):
    browser = sign_in(max)
    assert (
        f"{survey.get_absolute_url()}remove/"
        in browser.get(survey.get_absolute_url()).content.decode()
    )
    browser.post(f"{survey.get_absolute_url()}remove/")
    assert Survey.objects.count() == 0
    removal = Change.objects.get(model="surveys.survey", kind=Change.REMOVED)
    browser.post(reverse("put_back", args=[acme.pk, removal.pk]))
    assert Survey.objects.get() == survey


def test_one_letter_that_cannot_be_written_stops_no_other_and_its_person_can_still_be_asked(
    survey, max, today, monkeypatch
):
    services.ask(survey=survey, people=[ANA, BEN])
    compose = services.mail.compose

    def failing(name, context):
        return 1 / 0 if context["to_name"] == ANA[0] else compose(name, context)

    with monkeypatch.context() as patch:
        patch.setattr(services.mail, "compose", failing)
        assert services.send(survey=survey, by=max, on=today) == 1
    assert (Letter.objects.get().to_name, Fault.objects.get().job) == (BEN[0], "letters of surveys")
    assert [services.send(survey=survey, by=max, on=today), Fault.objects.count()] == [1, 0]


def test_a_question_joins_a_survey_until_it_is_sent(survey, today):
    question = SurveyQuestion(survey=survey, text="How easy is it?")
    question.full_clean()
    survey.sent_on = today
    survey.save()
    with pytest.raises(ValidationError, match="its questions stay as they were asked"):
        question.full_clean()
