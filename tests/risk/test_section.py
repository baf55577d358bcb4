"""What risks contribute to the whole."""

import json
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from accountfile.core import sections
from accountfile.core.models import Account
from accountfile.core.mornings import reminders_of
from accountfile.core.sections import Heading
from accountfile.periods import twelve_months_to
from risk.models import Assessment, Response, Risk

SECTION = sections.section_named("risk")


@pytest.fixture
def filled(acme, a_risk, max, today):
    risk = a_risk(5, 4, cause="He is sixty-four", review_on=today + timedelta(days=3))
    Assessment.objects.create(risk=risk, assessed_on=today, likelihood=5, impact=4, by=max)
    Response.objects.create(
        risk=risk, text="Meet the deputy", owner=max, due_on=today - timedelta(days=2)
    )
    return acme


def test_an_empty_file_says_so_everywhere(acme, max, sign_in, today):
    assert [str(state.state) for state in SECTION.inputs(acme, today)] == ["missing"]
    assert [item.text for item in SECTION.agenda(acme, None, today)] == [
        "No risk is written down for this account."
    ]
    states = [q.state(today) for q in SECTION.questions([acme], today) if not q.not_applicable]
    assert states == ["missing", "missing"]
    page = sign_in(max).get(reverse("section", args=[acme.pk, "risk"])).content.decode()
    assert "No risk is written down" in page


def test_the_section_page_shows_figures_and_heat_map(filled, max, sign_in):
    page = sign_in(max).get(reverse("section", args=[filled.pk, "risk"])).content.decode()
    assert ("20 high" in page, 'class="matrix"' in page, "He is sixty-four" in page) == (
        True,
        True,
        False,
    )


def test_the_summary_costs_two_statements_however_many_risks(
    filled, a_risk, django_assert_num_queries, today
):
    for number in range(3):
        a_risk(title=f"Risk {number}")
    with django_assert_num_queries(2):
        [risk.owner.name for risk in SECTION.summary(filled, today)["top"]]


def test_the_agenda_shows_the_gravest_and_what_is_late(filled, today):
    items = list(SECTION.agenda(filled, None, today))
    assert {item.heading for item in items} == {Heading.RISK}
    assert [item.text for item in items] == [
        "1 open risk, 1 of them high.",
        "The buyer leaves: 20 (high). Reduce it.",
        "Late response: Meet the deputy, due on 14 Nov 2026.",
    ]


def test_a_low_risk_reads_calmly_on_the_agenda_and_on_the_page(acme, a_risk, today):
    a_risk(1, 2)
    first = next(iter(SECTION.agenda(acme, None, today)))
    assert (first.text, first.tone) == ("1 open risk, none of them high.", "plain")
    summary = SECTION.summary(acme, today)
    assert [summary[each] for each in ("open", "high", "high_note", "high_tone")] == [
        1,
        0,
        "none",
        "good",
    ]


@pytest.mark.parametrize(
    "impacts, words",
    [
        ([], ""),
        ([4], ""),
        ([3, 4], ", up from 15"),
        ([5, 4], ", down from 25"),
        ([3, 5, 5, 4, 4], ", down from 25"),
    ],
)
def test_the_agenda_tells_from_where_a_score_last_moved(acme, a_risk, max, today, impacts, words):
    risk = a_risk(5, 4)
    for impact in impacts:
        Assessment.objects.create(risk=risk, assessed_on=today, likelihood=5, impact=impact, by=max)
    _, item = SECTION.agenda(acme, None, today)
    assert item.text == f"The buyer leaves: 20 (high){words}. Reduce it."


@pytest.mark.parametrize("days, late", [(0, 0), (-1, 1)])
def test_the_agenda_and_the_page_count_a_response_from_the_day_after_it_was_due(
    acme, a_risk, max, today, days, late
):
    due_on = today + timedelta(days=days)
    Response.objects.create(risk=a_risk(), text="Meet her", owner=max, due_on=due_on)
    texts = [item.text for item in SECTION.agenda(acme, None, today)]
    assert sum(text.startswith("Late response: Meet her") for text in texts) == late
    assert SECTION.summary(acme, today)["late"] == late


def test_the_risks_stand_on_the_first_page_of_the_pack_once_there_are_some(acme, a_risk, today):
    def headings():
        return SECTION.pack(acme, twelve_months_to(today), sections.INTERNAL)["headings"]

    assert headings() == [Heading.RISK]
    a_risk()
    assert headings() == [sections.FIRST_PAGE, Heading.RISK]


def test_a_high_risk_costs_points_and_a_low_one_none(filled, a_risk, bolt, otto, today):
    a_risk(1, 2, "Rain", account=bolt, owner=otto)
    signals = SECTION.signals([filled, bolt], today)
    assert [(s.account_id, s.points, s.text) for s in signals] == [
        (filled.pk, -8, "1 high risk open"),
        (filled.pk, -2, "1 risk response overdue"),
    ]


def test_questions_cost_the_same_for_one_file_and_for_many(
    filled, bolt, django_assert_num_queries, today
):
    with django_assert_num_queries(3):
        assert len(list(SECTION.questions([filled, bolt], today))) == 6


def test_the_pack_is_plain_data_that_prints(filled, today):
    data = SECTION.pack(filled, twelve_months_to(today), sections.INTERNAL)
    assert json.loads(json.dumps(data)) == data
    named = {"heading": sections.Heading.RISK, "first_page": sections.FIRST_PAGE}
    printed = render_to_string("risk/pack/v2/_pack.html", {"data": data} | named)
    assert (
        "The buyer leaves" in printed,
        "16 Nov 2026" in printed or "19 Nov 2026" in printed,
    ) == (True, True)


def test_the_client_gets_nothing_of_it(filled, today):
    assert SECTION.pack(filled, twelve_months_to(today), sections.CLIENT) is None


def test_owners_are_reminded_once_and_only_while_they_work_here(filled, max, today):
    later = today + timedelta(days=3)
    keys = [reminder.key for reminder in reminders_of(SECTION, later)]
    risk, response = Risk.objects.get(), Response.objects.get()
    assert keys == [f"risk:{risk.pk}:{later}", f"risk response:{response.pk}:{response.due_on}"]
    max.is_active = False
    max.save()
    assert list(reminders_of(SECTION, later)) == []


def test_what_needs_me_names_my_responses_and_reviews(filled, max, mia, today):
    assert [need.text for need in SECTION.needs(max, today)] == [
        "“Meet the deputy” against a risk of Acme is overdue.",
        "The risk “The buyer leaves” of Acme wants another look: it is due on Thursday.",
    ]
    assert list(SECTION.needs(mia, today)) == []


@pytest.mark.parametrize("days, number", [(7, 2), (8, 0)])
def test_a_response_and_a_review_need_me_a_week_ahead(acme, a_risk, max, today, days, number):
    day = today + timedelta(days=days)
    Response.objects.create(risk=a_risk(review_on=day), text="Meet her", owner=max, due_on=day)
    assert len(list(SECTION.needs(max, today))) == number


def test_the_sample_company_has_risks_with_their_history(acme, cast, today):
    SECTION.sample([acme], cast, today)
    assert (Risk.objects.count(), Assessment.objects.count()) == (6, 12)
    assert len(list(SECTION.agenda(Account.objects.get(pk=acme.pk), None, today))) == 8


@pytest.mark.parametrize("days, state", [(0, "ready"), (100, "ready"), (101, "stale")])
def test_an_assessment_is_fresh_for_a_quarter_and_a_little(filled, today, days, state):
    found = SECTION.inputs(filled, today + timedelta(days=days))
    assert [each.state for each in found] == [state]


def test_a_high_risk_without_a_response_leaves_its_question_open(acme, a_risk, max, today):
    def states():
        return [question.state(today) for question in SECTION.questions([acme], today)]

    risk = a_risk(5, 5)
    assert states() == ["ready", "missing", "missing"]
    Response.objects.create(risk=risk, text="Meet the deputy", owner=max, due_on=today)
    assert states() == ["ready", "ready", "missing"]


@pytest.mark.parametrize("days, points", [(0, []), (-1, [-2])])
def test_a_response_costs_health_from_the_day_after_it_was_due(
    acme, a_risk, max, today, days, points
):
    due_on = today + timedelta(days=days)
    Response.objects.create(risk=a_risk(1, 1), text="Meet her", owner=max, due_on=due_on)
    assert [signal.points for signal in SECTION.signals([acme], today)] == points


@pytest.mark.parametrize("due, done, is_late", [(0, None, False), (-1, None, True), (-1, 0, False)])
def test_a_response_is_late_while_it_is_not_done_after_its_day(today, due, done, is_late):
    response = Response(due_on=today + timedelta(days=due))
    response.done_on = None if done is None else today
    assert response.is_late(today) == is_late
