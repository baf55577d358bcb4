"""What delivery tells a review, and what of it is marked."""

from datetime import date, timedelta

import pytest

from accountfile.core import sections
from accountfile.core.sections import Heading
from scorecard.models import Deliverable, Issue

SECTION = sections.section_named("scorecard")


def test_the_agenda_brings_figures_card_and_issues_under_their_headings(filled, today):
    items = [(item.heading, item.text) for item in SECTION.agenda(filled, None, today)]
    assert items == [
        (
            Heading.BUSINESS_PERFORMANCE,
            (
                "Revenue of the last twelve months: €240, 80% of plan, +20% on the year before; "
                "margin 25%."
            ),
        ),
        (
            Heading.BUSINESS_PERFORMANCE,
            "0 of 1 deliverables came in time and were right at once (0%).",
        ),
        (Heading.SCORECARD, "Scorecard of October 2026: 93%, 100% of the lines measured, 1 red."),
        (
            Heading.SCORECARD,
            (
                "Has the client met somebody of our management in this quarter?: red; accepted, "
                "Agreed, until 24 Dec 2026."
            ),
        ),
        (Heading.ISSUES, "1 issue open."),
        (Heading.ISSUES, "Late visit (the client's, quality): open for 40 days, with Max."),
    ]


def tones(account, today, heading):
    """Return the tone of each item under one heading."""
    return [item.tone for item in SECTION.agenda(account, None, today) if item.heading == heading]


@pytest.mark.parametrize(
    "revenue, planned, tone", [(90, 100, "plain"), (89, 100, "poor"), (89, None, "plain")]
)
def test_revenue_is_marked_in_the_meeting_below_nine_tenths_of_the_plan(
    acme, a_month, today, revenue, planned, tone
):
    a_month(2026, 10, revenue, planned_revenue=planned)
    assert tones(acme, today, Heading.BUSINESS_PERFORMANCE) == [tone]


@pytest.mark.parametrize("good, of, tone", [(4, 5, "plain"), (3, 4, "poor")])
def test_deliverables_are_marked_in_the_meeting_below_four_fifths(acme, max, today, good, of, tone):
    due_on = date(2026, 10, 1)
    for delivered_on in [due_on] * good + [None] * (of - good):
        Deliverable.objects.create(
            account=acme, text="Report", owner=max, due_on=due_on, delivered_on=delivered_on
        )
    assert tones(acme, today, Heading.BUSINESS_PERFORMANCE) == ["watch", tone]


@pytest.mark.parametrize(
    "tone, marked", [("good", "plain"), ("watch", "watch"), ("poor", "poor"), ("", "watch")]
)
def test_a_card_is_marked_in_the_meeting_unless_it_is_green(acme, card, today, tone, marked):
    card.tone, card.filled_on = tone, today
    card.save()
    assert tones(acme, today, Heading.SCORECARD) == [marked]


@pytest.mark.parametrize("days, tone", [(30, "watch"), (31, "poor")])
def test_an_issue_is_marked_in_the_meeting_once_it_is_open_for_more_than_a_month(
    acme, max, today, days, tone
):
    raised_on = today - timedelta(days=days)
    Issue.objects.create(account=acme, title="Late visit", raised_on=raised_on, owner=max)
    assert tones(acme, today, Heading.ISSUES) == ["plain", tone]


def test_a_resolved_issue_is_named_until_the_client_agrees(acme, max, today):
    known = {"account": acme, "owner": max, "raised_on": today - timedelta(days=9)}
    issue = Issue.objects.create(title="Late visit", resolved_on=today, **known)

    def texts():
        return [i.text for i in SECTION.agenda(acme, None, today) if i.heading == Heading.ISSUES]

    mean = "No issues open. Resolving one took 9 days on average."
    not_yet = "Late visit: resolved on 16 Nov 2026, but the client has not said so."
    assert texts() == [mean, not_yet]
    issue.acknowledged_on = today
    issue.save()
    assert texts() == [mean]
