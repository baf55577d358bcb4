"""What delivery refuses to keep, and the sentence it refuses it with."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from scorecard.models import FinancialPeriod, Issue, Scorecard, ValueRecord


def refused(row):
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return refusal.value.message_dict


@pytest.mark.parametrize("known", ["starts_on", "ends_on"])
def test_a_period_needs_both_its_days(acme, today, known):
    row = FinancialPeriod(account=acme, **{known: today})
    [missing] = {"starts_on", "ends_on"} - {known}
    assert refused(row) == {missing: ["This field cannot be null."]}


def test_a_period_lasts_a_day_at_least(acme, today):
    period = FinancialPeriod(account=acme, starts_on=today, ends_on=today)
    period.full_clean()
    period.ends_on -= timedelta(days=1)
    assert refused(period)["ends_on"] == ["The last day comes before the first."]


def test_who_agreed_to_a_value_and_when_are_said_together(acme, today):
    value = ValueRecord(account=acme, text="Less energy")
    value.full_clean()
    value.agreed_on = today
    assert refused(value) == {
        "agreed_by": ["Say both who at the client agreed and when, or neither."]
    }
    value.agreed_by = "Ingrid"
    value.full_clean()


def test_a_second_card_of_a_template_in_one_month_is_refused_in_a_sentence(acme, card):
    again = Scorecard(account=acme, template=card.template, month=date(2026, 10, 20))
    assert refused(again)["month"] == ["This month has a scorecard of this template already."]
    again.month = date(2026, 11, 20)
    again.full_clean()


def test_of_a_card_without_its_month_only_that_is_missing(acme, card):
    assert refused(Scorecard(account=acme, template=card.template)) == {
        "month": ["This field cannot be null."]
    }


def test_the_client_agrees_only_once_an_issue_is_resolved(acme, max, today):
    issue = Issue(account=acme, title="Late visit", raised_on=today, owner=max, side="ours")
    issue.kind = "people"
    issue.full_clean()
    issue.acknowledged_on = today
    assert refused(issue) == {"acknowledged_on": ["The client can agree only once it is resolved."]}
    issue.resolved_on = today
    issue.full_clean()


def test_an_issue_is_not_resolved_before_it_was_raised(acme, max, today):
    issue = Issue(account=acme, title="Late visit", raised_on=today, owner=max, side="ours")
    issue.kind, issue.resolved_on = "people", today - timedelta(days=1)
    assert refused(issue) == {"resolved_on": ["An issue cannot be resolved before it was raised."]}
