"""What an account earns."""

from contextlib import nullcontext
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accountfile.importing.kinds import Refused
from scorecard.figures import days_to_resolve, earned, growth, on_time
from scorecard.models import Deliverable, FinancialPeriod, Issue
from scorecard.pasted import month_of, read_table
from scorecard.revenue import as_decimal, month_label, rows, two_years


def test_months_add_up(a_month):
    sums = earned([a_month(2026, 9, 100), a_month(2026, 10, 140)])
    assert (sums.revenue, sums.profit, sums.achievement) == (240, 120, 120)
    assert sums.margin == 50


@pytest.mark.parametrize("revenue, margin", [(100, 40), (0, None), (-1, None)])
def test_a_margin_needs_revenue_to_be_a_part_of(a_month, revenue, margin):
    assert earned([a_month(2026, 9, revenue)]).margin == margin


def test_a_gap_makes_the_sum_not_available(a_month):
    sums = earned([a_month(2026, 9, 100), a_month(2026, 10, None)])
    assert (sums.revenue, sums.profit, sums.margin, sums.cost) == (None, None, None, 120)


def test_two_currencies_make_no_sum(a_month):
    assert earned([a_month(2026, 9), a_month(2026, 10, currency="USD")]).revenue is None
    assert earned([]).revenue is None


def test_growth_needs_something_to_grow_from(a_month):
    now, before = earned([a_month(2026, 9, 120)]), earned([a_month(2025, 9, 100)])
    assert (growth(now, before), growth(now, earned([a_month(2024, 9, 0)]))) == (20, None)


def test_periods_may_not_count_a_day_twice(acme, a_month, max, sign_in):
    a_month(2026, 9)
    url = reverse("scorecard:financialperiod_add", args=[acme.pk])
    sign_in(max).post(url, {"starts_on": "2026-07-01", "ends_on": "2026-09-30", "currency": "EUR"})
    assert FinancialPeriod.objects.count() == 1
    sign_in(max).post(url, {"starts_on": "2026-07-01", "ends_on": "2026-08-31", "currency": "EUR"})
    assert [str(row) for row in FinancialPeriod.objects.all()] == [
        "September 2026",
        "Jul 2026 to Aug 2026",
    ]


@pytest.mark.parametrize(
    "cell", ["2026-01", "01/2026", "1.2026", "Jan 2026", "january 2026", "2026-01-31", "31.01.2026"]
)
def test_a_month_may_be_written_in_many_ways(cell):
    assert month_of(cell) == date(2026, 1, 1)


@pytest.mark.parametrize(
    "cell, month", [("1900-01", date(1900, 1, 1)), ("2100-12", date(2100, 12, 1))]
)
def test_a_month_lies_in_two_centuries(cell, month):
    assert month_of(cell) == month


@pytest.mark.parametrize("cell", ["2026-13", "0/2026", "soon", "", "1899-12", "2101-01"])
def test_what_is_no_month_is_refused(cell):
    with pytest.raises(Refused):
        month_of(cell)


def test_a_pasted_table_is_read_with_or_without_headings():
    plain = read_table("2026-01\t1,200.50\t800\t\t700")
    assert plain == [
        (
            date(2026, 1, 1),
            {
                "revenue": Decimal("1200.50"),
                "cost": 800,
                "planned_revenue": None,
                "planned_cost": 700,
            },
        )
    ]
    assert read_table("Month;Cost;Revenue\nJan 2026;800;1.200,50") == [
        (date(2026, 1, 1), plain[0][1] | {"planned_cost": None})
    ]


@pytest.mark.parametrize(
    "table, faults",
    [
        (
            "2026-01;many\nsoon;1",
            ["Line 1: “many” is not a number.", "Line 2: “soon” is not a date."],
        ),
        ("2026-01;1\n2026-01;2", ["Line 2: January 2026 stands twice."]),
        ("2026-01;1;2;3;4;5", ["Line 1: there are 6 columns instead of at most 5."]),
        (
            "month;profit\n2026-01;1",
            ["The headings must be among: month, revenue, cost, planned revenue, planned cost."],
        ),
        ("month;revenue", ["There is no month in it."]),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_whole(table, faults):
    with pytest.raises(ValidationError) as refused:
        read_table(table)
    assert [fault.rstrip(".").split(":")[0] for fault in refused.value.messages] == [
        f.rstrip(".").split(":")[0] for f in faults
    ]


@pytest.mark.parametrize("number, is_refused", [(400, False), (401, True)])
def test_four_hundred_months_are_taken_at_a_time(number, is_refused):
    months = [f"{1950 + each // 12}-{each % 12 + 1:02}" for each in range(number)]
    with pytest.raises(ValidationError) if is_refused else nullcontext():
        assert len(read_table("\n".join(months))) == number


def test_pasting_twice_changes_nothing_the_second_time(acme, a_month, max, sign_in):
    a_month(2026, 1, 100)
    url = reverse("scorecard:paste", args=[acme.pk])
    typed = {"table": "2026-01;150;60;100;70\n2026-02;90", "currency": "EUR"}
    said = []
    for _ in range(2):
        page = sign_in(max).post(url, typed, follow=True)
        said.append([str(message) for message in page.context["messages"]])
    assert said == [
        ["2 months read: 1 new, 1 changed, 0 as they were."],
        ["2 months read: 0 new, 0 changed, 2 as they were."],
    ]
    assert list(FinancialPeriod.objects.values_list("revenue", "version")) == [(90, 1), (150, 2)]


def test_a_bad_line_leaves_the_file_as_it_was(acme, max, sign_in):
    url = reverse("scorecard:paste", args=[acme.pk])
    page = sign_in(max).post(url, {"table": "2026-01;150\n2026-02;many", "currency": "EUR"})
    assert (page.status_code, FinancialPeriod.objects.count()) == (200, 0)


@pytest.mark.parametrize("month, name", [("2026-01", "January"), ("2026-02", "February")])
def test_a_pasted_month_that_would_count_twice_is_refused_with_its_reason(
    acme, max, sign_in, month, name
):
    quarter = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 3, 31), "revenue": 300}
    FinancialPeriod.objects.create(account=acme, **quarter)
    typed = {"table": f"2026-04;90\n{month};150", "currency": "EUR"}
    page = sign_in(max).post(reverse("scorecard:paste", args=[acme.pk]), typed)
    twice = "is in the file already and shares days with this: they would count twice."
    assert page.context["form"].errors["table"] == [f"{name} 2026: Jan 2026 to Mar 2026 {twice}"]
    assert FinancialPeriod.objects.count() == 1


def test_open_issues_do_not_count_in_the_time_to_resolution(acme, max):
    known = {"account": acme, "owner": max, "raised_on": date(2026, 9, 1)}
    issues = [
        Issue(**known, resolved_on=date(2026, 9, 5)),
        Issue(**known, resolved_on=date(2026, 9, 11)),
        Issue(**known),
    ]
    assert (days_to_resolve(issues), days_to_resolve(issues[2:])) == (7, None)


def test_on_time_means_in_time_and_accepted_the_first_time(acme, max, today):
    def due(day, delivered=None, accepted=None):
        return Deliverable(
            account=acme,
            owner=max,
            due_on=day,
            delivered_on=delivered,
            accepted_first_time=accepted,
        )

    early, late = date(2026, 10, 1), date(2026, 10, 2)
    rows = [
        due(early, early, True),
        due(early, early, False),
        due(early, late, True),
        due(early),
        due(date(2027, 1, 1)),
    ]
    assert on_time(rows, today) == (1, 4, 25)
    assert on_time(rows[4:], today) == (0, 0, None)


@pytest.mark.parametrize(
    "delivered, due, is_on_time",
    [(0, 0, True), (0, -1, False), (None, 0, None), (None, -1, False)],
)
def test_a_deliverable_is_late_from_the_day_after_it_was_due(today, delivered, due, is_on_time):
    row = Deliverable(due_on=today + timedelta(days=due))
    row.delivered_on = None if delivered is None else today
    assert row.is_on_time(today) == is_on_time


@pytest.mark.parametrize(
    "ends_on, places",
    [
        (date(2024, 10, 31), (0, 0)),
        (date(2024, 11, 1), (0, 1)),
        (date(2025, 10, 31), (0, 1)),
        (date(2025, 11, 1), (1, 0)),
        (date(2026, 10, 31), (1, 0)),
        (date(2026, 11, 1), (0, 0)),
    ],
)
def test_a_period_belongs_to_the_year_in_which_it_ends(acme, today, ends_on, places):
    FinancialPeriod.objects.create(account=acme, starts_on=date(2024, 10, 1), ends_on=ends_on)
    now, before = two_years(acme, today)
    assert (len(now), len(before)) == places


@pytest.mark.parametrize(
    "starts_on, ends_on, label",
    [
        (date(2026, 9, 1), date(2026, 9, 30), "Sep 2026"),
        (date(2026, 7, 1), date(2026, 9, 30), "Jul–Sep 2026"),
    ],
)
def test_a_period_is_labelled_by_its_months(starts_on, ends_on, label):
    assert month_label(FinancialPeriod(starts_on=starts_on, ends_on=ends_on)) == label


def test_amounts_are_kept_as_exact_text_and_a_gap_as_nothing(a_month):
    [line] = rows([a_month(2026, 9, Decimal("0.10"), cost=None)])
    assert (line["revenue"], line["cost"]) == ("0.10", None)
    assert [as_decimal(line[name]) for name in ("revenue", "cost")] == [Decimal("0.10"), None]
