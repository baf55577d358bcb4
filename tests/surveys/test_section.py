"""What satisfaction contributes to the whole."""

import json
from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from accountfile.core import sections
from accountfile.core.mornings import reminders_of
from accountfile.core.sections import Heading
from accountfile.periods import EVER
from surveys.forms import people_to_pick
from surveys.models import Answer, Invitation, ReferenceSite, Survey

SECTION = sections.section_named("surveys")


def test_an_empty_file_says_so(acme, max, sign_in, today):
    assert [item.text for item in SECTION.agenda(acme, None, today)] == [
        "The client has not been asked yet."
    ]
    states = [q.state(today) for q in SECTION.questions([acme], today) if not q.not_applicable]
    assert states == ["missing", "missing"]
    assert [state.state for state in SECTION.inputs(acme, today)] == ["missing"]
    page = sign_in(max).get(reverse("section", args=[acme.pk, "surveys"])).content.decode()
    assert "The client has not been asked yet." in page


def test_the_agenda_brings_the_score_with_n_and_who_was_unhappy(acme, survey, answered, today):
    older = Survey.objects.create(account=acme, title="Spring", closes_on=today - timedelta(days=1))
    answered(0, 0, 0, 0, 0, of=older, ago=200)
    survey.closes_on = today - timedelta(days=1)
    answered(10, 10, 10, 9, 4)
    items = [(item.heading, item.text, item.tone) for item in SECTION.agenda(acme, None, today)]
    assert items == [
        (Heading.SURVEY, "Autumn: Net promoter score +60 (n = 5), up by 160.", "plain"),
        (Heading.SURVEY, "Somebody said a score of 4; nobody has called back.", "poor"),
    ]


def test_the_section_page_offers_to_call_back(acme, answered, max, rob, sign_in):
    answered(3)
    pages = [
        sign_in(each).get(reverse("section", args=[acme.pk, "surveys"])).content.decode()
        for each in (max, rob)
    ]
    assert ["Call back</button>" in page for page in pages] == [True, False]


def test_the_survey_page_of_a_reader_offers_no_buttons(links, survey, rob, sign_in):
    page = sign_in(rob).get(survey.get_absolute_url())
    assert (
        page.status_code,
        "Take back" in page.content.decode().replace('hidden">Take back', ""),
    ) == (200, False)


def test_the_summary_costs_four_statements(acme, answered, today, django_assert_num_queries):
    answered(3, 9)
    with django_assert_num_queries(4):
        [answer.who for answer in SECTION.summary(acme, today)["unhappy"]]


def test_questions_and_signals_cost_the_same_for_one_file_and_for_many(
    acme, bolt, answered, today, django_assert_num_queries
):
    answered(3, 9, 9, 9, 9)
    with django_assert_num_queries(4):
        assert len(list(SECTION.questions([acme, bolt], today))) == 6
    with django_assert_num_queries(4):
        signals = [(s.account_id, s.points, s.text) for s in SECTION.signals([acme, bolt], today)]
    assert signals == [
        (acme.pk, 6, "Net promoter score +60 (n = 5)"),
        (acme.pk, -3, "1 unhappy answer without a call back"),
    ]


def test_the_pack_is_plain_data_that_prints(acme, answered, today):
    [answer] = answered(3)
    answer.comment = "Too slow"
    answer.save()
    ReferenceSite.objects.create(account=acme, title="The plant", consent_until=date(2026, 12, 31))
    data = SECTION.pack(acme, EVER, sections.INTERNAL)
    assert json.loads(json.dumps(data)) == data
    printed = render_to_string("surveys/pack/v2/_pack.html", {"data": data})
    assert (
        "Too slow" in printed,
        "31 Dec 2026" in printed,
        "nobody has called back" in printed,
    ) == (True, True, True)
    assert SECTION.pack(acme, EVER, sections.CLIENT) is None


@pytest.mark.parametrize("days, state", [(200, "ready"), (201, "stale")])
def test_answers_are_fresh_for_half_a_year_and_a_little(acme, answered, today, days, state):
    answered(9)
    found = SECTION.inputs(acme, today + timedelta(days=days))
    assert [each.state for each in found] == [state]


def test_the_page_counts_a_site_as_agreed_until_its_last_day(acme, today):
    for until in (None, today - timedelta(days=1), today):
        ReferenceSite.objects.create(account=acme, title="The plant", consent_until=until)
    summary = SECTION.summary(acme, today)
    assert (summary["sites"], summary["agreed"]) == (3, 1)


def test_an_unhappy_answer_reaches_the_account_manager(acme, answered, max, tia, today):
    answered(3, 10)
    assert [(r.person_id, r.key) for r in reminders_of(SECTION, today)] == [
        (max.pk, f"answer:{Answer.objects.get(score=3).pk}")
    ]
    assert [need.text for need in SECTION.needs(max, today)] == [
        "Somebody at Acme was unhappy (3); nobody has called back."
    ]
    assert list(SECTION.needs(tia, today)) == []
    assert list(reminders_of(SECTION, today + timedelta(days=90))) == []


def test_the_list_across_files_counts_who_answered(answered, links, bolt, today, max, sign_in):
    answered(3, 10)
    Survey.objects.create(account=bolt, title="Of Bolt", closes_on=today)
    lines = (
        sign_in(max)
        .get(reverse("surveys_desk:list"), {"export": "csv"})
        .getvalue()
        .decode("utf-8-sig")
        .splitlines()
    )
    assert [line.split(",")[-2:] for line in lines] == [["Asked", "Answered"], ["2", "2"]]


def test_the_people_asked_in_the_sample_company_are_its_contacts(acme, cast, today):
    sections.section_named("contacts").sample([acme], cast, today)
    SECTION.sample([acme], cast, today)
    assert (Survey.objects.count(), Answer.objects.count(), ReferenceSite.objects.count()) == (
        2,
        11,
        1,
    )
    asked = {(each.name, each.email) for each in Invitation.objects.all()}
    known = {(each.name, each.email) for each in people_to_pick(acme)}
    assert (len(asked), asked - known) == (7, set())
    assert [item.tone for item in SECTION.agenda(acme, None, today)] == ["plain", "poor"]
