"""What delivery contributes to the whole."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accountfile.core import sections
from accountfile.core.mornings import reminders_of
from scorecard.models import FinancialPeriod, Issue, Scorecard

SECTION = sections.section_named("scorecard")


def test_an_empty_file_says_so(acme, max, sign_in, today):
    assert [item.text for item in SECTION.agenda(acme, None, today)] == [
        "No revenue of the last twelve months is known.",
        "No scorecard has been filled.",
        "No issues open.",
    ]
    assert [q.state(today) for q in SECTION.questions([acme], today)] == ["missing"] * 4
    assert [state.state for state in SECTION.inputs(acme, today)] == ["missing"]
    page = sign_in(max).get(reverse("section", args=[acme.pk, "scorecard"])).content.decode()
    assert "Paste a table of months" in page


def test_the_page_counts_the_issues_that_are_open(acme, max, today):
    known = {"account": acme, "owner": max, "raised_on": today - timedelta(days=9)}
    late = Issue.objects.create(title="Late visit", **known)
    Issue.objects.create(title="Leak", resolved_on=today, **known)
    summary = SECTION.summary(acme, today)
    assert (summary["open_issues"], summary["open_count"]) == ([(late, 9)], 1)


def test_the_section_page_shows_the_chart_and_its_table(filled, max, sign_in):
    page = sign_in(max).get(reverse("section", args=[filled.pk, "scorecard"])).content.decode()
    assert (
        "charts/revenue.svg?period=2025-11-01..2026-10-31" in page,
        "The months as a table" in page,
    ) == (True, True)
    chart = sign_in(max).get(reverse("chart", args=[filled.pk, "scorecard", "revenue"]))
    assert chart.headers["Content-Type"] == "image/svg+xml; charset=utf-8"


def test_the_card_page_shows_each_line_with_its_state(filled, card, max, sign_in):
    page = sign_in(max).get(card.get_absolute_url()).content.decode()
    assert (page.count("state-good"), "Accepted: Agreed" in page) == (14 + 4, True)


def test_the_summary_costs_three_statements(filled, django_assert_num_queries, today):
    with django_assert_num_queries(3):
        SECTION.summary(filled, today)


def test_questions_and_signals_cost_the_same_for_one_file_and_for_many(
    filled, bolt, today, django_assert_num_queries
):
    with django_assert_num_queries(4):
        questions = list(SECTION.questions([filled, bolt], today))
    assert len(questions) == 8
    with django_assert_num_queries(3):
        signals = [(s.account_id, s.points, s.text) for s in SECTION.signals([filled, bolt], today)]
    assert signals == [
        (filled.pk, 6, "Scorecard of October 2026: 93%"),
        (filled.pk, -4, "1 issue open for more than 30 days"),
        (filled.pk, -8, "Revenue of the last three months is 80% of plan"),
    ]


@pytest.mark.parametrize("currency, points", [("EUR", [-8]), ("USD", [])])
def test_months_of_two_currencies_are_not_compared_with_a_plan(
    acme, a_month, currency, points, today
):
    a_month(2026, 9, revenue=10)
    a_month(2026, 10, revenue=10, currency=currency)
    assert [signal.points for signal in SECTION.signals([acme], today)] == points


def test_what_needs_me_are_my_deliverables(filled, max, tia, today):
    assert [need.text for need in SECTION.needs(max, today)] == ["“Report” for Acme is overdue."]
    assert list(SECTION.needs(tia, today)) == []
    assert [reminder.person_id for reminder in reminders_of(SECTION, today)] == [max.pk]


def test_the_sample_company_has_two_years_of_figures_and_half_a_year_of_cards(acme, cast, today):
    SECTION.sample([acme], cast, today)
    assert (
        FinancialPeriod.objects.count(),
        Scorecard.objects.filled().count(),
        Issue.objects.count(),
    ) == (24, 6, 4)


@pytest.mark.parametrize("days, state", [(0, "ready"), (65, "ready"), (66, "stale")])
def test_a_card_is_fresh_for_a_month_and_the_time_to_fill_it(acme, card, today, days, state):
    card.filled_on = today - timedelta(days=days)
    card.save()
    assert [each.state for each in SECTION.inputs(acme, today)] == [state]


@pytest.mark.parametrize("days, points", [(0, []), (30, []), (31, [-4])])
def test_an_issue_costs_health_once_it_is_open_for_more_than_a_month(
    acme, max, today, days, points
):
    raised_on = today - timedelta(days=days)
    Issue.objects.create(account=acme, title="Late visit", raised_on=raised_on, owner=max)
    assert [signal.points for signal in SECTION.signals([acme], today)] == points


@pytest.mark.parametrize(
    "revenue, planned, points",
    [(100, 100, []), (90, 100, []), (89, 100, [-8]), (0, 0, []), (-5, 0, [])],
)
def test_revenue_costs_health_below_nine_tenths_of_a_plan(
    acme, a_month, today, revenue, planned, points
):
    a_month(2026, 10, revenue, planned_revenue=planned)
    assert [signal.points for signal in SECTION.signals([acme], today)] == points
