"""The page of those who answer: a link takes one answer and tells nobody else anything."""

import hashlib

import pytest
from django.test import Client
from django.urls import reverse

from accountfile.mail.models import Letter
from surveys import services
from surveys.forms import AnswerForm
from surveys.models import Answer, Invitation, Survey, SurveyQuestion
from tests.surveys.conftest import link_of

GIVEN = {"score": "9", "comment": "Keep the same people."}


def test_a_link_opens_without_a_sign_in_and_looking_changes_nothing(links, client):
    before = Invitation.objects.values_list("state", "token_sha256").get(name="Ana Sousa")
    pages = [client.get(links["Ana Sousa"]), client.head(links["Ana Sousa"])]
    assert [page.status_code for page in pages] == [200, 200]
    assert Invitation.objects.values_list("state", "token_sha256").get(name="Ana Sousa") == before


def test_an_answer_is_taken_once(links, client):
    answers = [client.post(links["Ana Sousa"], GIVEN).status_code for _ in range(2)]
    assert answers == [302, 404]
    assert [(a.score, a.comment, a.invitation.name) for a in Answer.objects.all()] == [
        (9, GIVEN["comment"], "Ana Sousa")
    ]


def test_whoever_answers_is_thanked(links, client):
    assert "Thank you" in client.post(links["Ana Sousa"], GIVEN, follow=True).content.decode()


def test_only_the_fingerprint_of_a_link_is_kept(links):
    token = links["Ana Sousa"].split("/")[3]
    assert len(token) == 43
    assert (
        Invitation.objects.get(name="Ana Sousa").token_sha256
        == hashlib.sha256(token.encode()).hexdigest()
    )


def test_links_that_do_not_work_all_say_the_same(links, survey, client, on_this_day, max, today):
    client.post(links["Ana Sousa"], GIVEN)
    services.revoke(invitation=Invitation.objects.get(name="Ben Okafor"))
    services.ask(survey=survey, people=[("Cleo Marsh", "cleo@example.com", "")])
    services.send(survey=survey, by=max, on=today)
    late = link_of("Cleo Marsh")
    on_this_day.shift(61 * 24 * 3600)
    paths = [links["Ana Sousa"], links["Ben Okafor"], late, "/p/surveys/never-was/"]
    told = {(page.status_code, page.content) for page in (client.get(path) for path in paths)}
    assert len(told) == 1
    assert next(iter(told))[0] == 404


def test_a_survey_that_is_over_takes_no_answer(links, survey, client, today):
    survey.closes_on = today.replace(day=1)
    survey.save()
    assert client.post(links["Ana Sousa"], GIVEN).status_code == 404
    assert Answer.objects.count() == 0


@pytest.mark.parametrize("score", ["", "11", "-1", "nine", "9.5"])
def test_a_score_that_cannot_be_is_refused_and_the_link_still_works(links, client, score):
    assert client.post(links["Ana Sousa"], GIVEN | {"score": score}).status_code == 200
    assert client.post(links["Ana Sousa"], GIVEN).status_code == 302


def test_an_endless_comment_is_refused(links, client):
    assert client.post(links["Ana Sousa"], GIVEN | {"comment": "x" * 4001}).status_code == 200
    assert Answer.objects.count() == 0


def test_the_form_carries_its_forgery_check(links):
    assert Client(enforce_csrf_checks=True).post(links["Ana Sousa"], GIVEN).status_code == 403


def test_the_page_leads_nowhere_and_its_address_stays_here(links, client):
    page = client.get(links["Ana Sousa"])
    kept = [page.headers[name] for name in ("Referrer-Policy", "Cache-Control", "X-Robots-Tag")]
    assert kept == ["strict-origin", "no-store", "noindex, nofollow"]
    assert ("<nav" in page.content.decode(), 'href="/"' in page.content.decode()) == (False, False)


def test_questions_of_our_own_are_kept_as_they_were_asked(survey, links, client):
    easy = SurveyQuestion.objects.create(survey=survey, text="How easy is it?")
    SurveyQuestion.objects.create(survey=survey, text="Why?", kind="text")
    client.post(links["Ana Sousa"], GIVEN | {f"q{easy.pk}": "4"})
    assert Answer.objects.get().replies == [["How easy is it?", "4"]]


@pytest.mark.parametrize(
    "kind, choices",
    [("rating", ["1", "2", "3", "4", "5"]), ("yes", ["yes", "no"]), ("text", [])],
)
def test_a_question_of_our_own_is_answered_as_its_kind_says(survey, kind, choices):
    question = SurveyQuestion.objects.create(survey=survey, text="How easy is it?", kind=kind)
    field = AnswerForm(survey=survey).fields[f"q{question.pk}"]
    offered = [value for value, _ in getattr(field, "choices", ())]
    assert (offered, field.required) == (choices, False)


@pytest.mark.parametrize(
    "kind, ends",
    [
        ("nps", ("not at all likely", "extremely likely")),
        ("csat", ("very dissatisfied", "very satisfied")),
    ],
)
def test_the_ends_of_a_scale_are_named(kind, ends):
    assert Survey(kind=kind).ends == ends


def test_the_thirty_first_try_in_a_minute_is_turned_away(client, db):
    answers = [client.get(f"/p/surveys/guess-{number}/") for number in range(31)]
    assert [page.status_code for page in answers] == [404] * 30 + [429]
    assert answers[-1].headers["Retry-After"] == "60"


def test_each_letter_holds_one_link_and_the_mode(links):
    letter = Letter.objects.get(to_name="Ana Sousa")
    assert (letter.to_address, letter.subject, letter.text.count("/p/surveys/")) == (
        "ana@example.com",
        "Autumn",
        1,
    )
    assert "Your answer carries your name." in letter.text


def test_what_a_stranger_types_is_shown_as_text(links, client, survey, max, sign_in):
    client.post(links["Ana Sousa"], {"score": "1", "comment": "<script>alert(1)</script>"})
    page = (
        sign_in(max)
        .get(reverse("surveys:survey", args=[survey.account_id, survey.pk]))
        .content.decode()
    )
    assert ("<script>alert" in page, "&lt;script&gt;alert" in page) == (False, True)
