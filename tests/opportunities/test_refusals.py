"""What sales refuses to keep, and the sentence it refuses it with."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from opportunities.models import PriceAgreement, Proposition, Qualification


def refused(row):
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return refusal.value.message_dict


def test_a_proposition_that_was_not_taken_says_why(acme, max):
    idea = Proposition(account=acme, title="Share the savings", owner=max, state="not taken")
    assert refused(idea) == {"why_not": ["Say why, so that nobody proposes it again by accident."]}
    idea.why_not = "They have no budget."
    idea.full_clean()


def test_a_proposition_that_is_pursued_needs_no_reason(acme, max):
    Proposition(account=acme, title="Share the savings", owner=max).full_clean()


def test_an_agreement_holds_a_discount_or_a_price(acme, gadget, today):
    agreed = PriceAgreement(account=acme, product=gadget, from_on=today)
    sentence = "Give a discount or a price: one of them was agreed."
    assert refused(agreed) == {"__all__": [sentence]}
    for known in ({"discount": 5}, {"price": 450}, {"discount": 5, "price": 450}):
        PriceAgreement(account=acme, product=gadget, from_on=today, **known).full_clean()


def test_an_agreement_does_not_end_before_it_begins(acme, gadget, today):
    agreed = PriceAgreement(account=acme, product=gadget, from_on=today, discount=5)
    agreed.until_on = today - timedelta(days=1)
    assert refused(agreed) == {"until_on": ["It cannot end before it begins."]}
    agreed.until_on = today
    agreed.full_clean()


def test_a_decision_to_bid_or_not_names_who_approved_it(opportunity, max, today):
    look = Qualification(opportunity=opportunity, held_on=today, decision="bid")
    assert refused(look) == {"decided_by": ["Say who approved the decision."]}
    look.decided_by = max
    look.full_clean()


def test_a_decision_that_is_open_needs_nobody(opportunity, today):
    Qualification(opportunity=opportunity, held_on=today).full_clean()


def test_a_sale_took_the_days_between_its_two_dates(won):
    assert won.days_to_close == 50
    won.engaged_on = None
    assert won.days_to_close is None
