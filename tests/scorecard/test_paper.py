"""What a pack prints of delivery."""

import json
from collections import Counter

import pytest
from django.template.loader import render_to_string

from accountfile.core import sections
from accountfile.core.sections import Heading
from accountfile.periods import quarter, twelve_months_to
from scorecard.models import Issue, Reading, ValueRecord

SECTION = sections.section_named("scorecard")


def test_the_pack_is_plain_data_that_prints_with_its_chart(filled, today):
    data = SECTION.pack(filled, twelve_months_to(today), sections.INTERNAL)
    assert json.loads(json.dumps(data)) == data
    charts = SECTION.pack_charts(data, 2)
    named = {"data": data, "charts": charts, "headings": Heading}
    pages = [
        render_to_string("scorecard/pack/v2/_pack.html", named | {"heading": heading})
        for heading in data["headings"]
    ]
    printed = "".join(pages)
    assert data["headings"] == [4, 7, 14]
    assert ("Late visit" in printed, "Less energy" in printed, "data:image/svg+xml" in printed) == (
        True,
        True,
        True,
    )


@pytest.mark.parametrize("revenue, cells", [(80, ("€80", "€80")), (None, ("–", "not available"))])
def test_the_pack_shows_an_unknown_month_as_a_dash_and_its_sum_as_not_available(
    acme, a_month, today, revenue, cells
):
    a_month(2026, 10, revenue)
    data = SECTION.pack(acme, twelve_months_to(today), sections.INTERNAL)
    [month] = data["shown"]
    sums = {each["label"]: each["value"] for each in data["sums"]}
    assert (month["revenue"], sums["Revenue"]) == cells


def quarter_of(account):
    """Return what is printed of July to September."""
    return SECTION.pack(account, quarter(2026, 3), sections.INTERNAL)


def test_a_span_without_months_shows_the_sums_of_its_year(acme, a_month):
    a_month(2026, 5)
    data = quarter_of(acme)
    assert (data["headings"], data["months"]) == ([Heading.BUSINESS_PERFORMANCE], [])
    labels = ["Revenue, twelve months", "Of plan, twelve months", "Margin, twelve months"]
    assert [each["label"] for each in data["sums"]] == labels


def test_value_is_printed_where_no_figures_are_known(acme):
    ValueRecord.objects.create(account=acme, text="Less energy")
    data = quarter_of(acme)
    assert (data["headings"], data["sums"]) == ([Heading.BUSINESS_PERFORMANCE], [])
    [value] = data["value"]
    assert (value["promised"], value["agreed"]) == ("–", "nobody yet")


def test_issues_are_printed_under_a_heading_of_their_own(acme, max, today):
    Issue.objects.create(account=acme, title="Late visit", raised_on=today, owner=max)
    assert quarter_of(acme)["headings"] == [Heading.ISSUES]


def test_the_pack_colours_each_line_of_the_card(filled, today):
    """Of the card one line is red; one is made not measured, the others are green."""
    reading = Reading.objects.filter(yes=True).last()
    reading.yes = None
    reading.save()
    data = SECTION.pack(filled, twelve_months_to(today), sections.INTERNAL)
    lines = [line for each in data["card"]["categories"] for line in each["lines"]]
    assert Counter((line["state"], line["colour"]) for line in lines) == {
        ("green", "green"): 13,
        ("red", "red"): 1,
        ("not measured", ""): 1,
    }
    assert lines[0]["answer"] == "Accepted: Agreed"


def test_without_figures_card_and_issues_nothing_is_printed(acme, today):
    data = SECTION.pack(acme, twelve_months_to(today), sections.INTERNAL)
    assert (data["headings"], SECTION.pack_charts(data, 2)) == ([], {})
