"""What a review that is being planned has to say."""

import pytest
from django.core.exceptions import ValidationError

from reviews.models import Review


def refused(row):
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return refusal.value.message_dict


def test_a_review_for_an_event_names_the_event(acme, day):
    review = Review(account=acme, planned_on=day, why="event")
    assert refused(review) == {"reason": ["Say which event: whoever comes will want to know."]}
    review.reason = "Their plant has burnt down."
    review.full_clean()


def test_a_review_in_its_turn_needs_no_reason(acme, day):
    Review(account=acme, planned_on=day).full_clean()


def test_an_account_has_one_open_review(proposed, acme, day):
    sentence = "This account has a review that is not closed yet: move or close that one."
    assert set(refused(Review(account=acme, planned_on=day))["__all__"]) == {sentence}
