"""What delivery refuses to keep, and the sentence it refuses it with."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from scorecard.models import FinancialPeriod, Issue


def refused(row):
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return refusal.value.message_dict


@pytest.mark.parametrize("known", ["starts_on", "ends_on"])
def test_a_period_needs_both_its_days(acme, today, known):
    row = FinancialPeriod(account=acme, **{known: today})
    [missing] = {"starts_on", "ends_on"} - {known}
    assert refused(row) == {missing: ["This field cannot be null."]}


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
