"""What the reviews store of an account: the next one, and whether it is ready."""

from datetime import timedelta

import pytest

from accountfile.periods import twelve_months_to
from reviews import health
from reviews.models import Review
from tests.made import made


@pytest.mark.parametrize(("state", "ready"), [("prepared", 100), ("proposed", 0)])
def test_the_next_review_is_ready_once_it_is_prepared(acme, max, today, state, ready):
    on = today + timedelta(days=9)
    made(Review, account=acme, manager=max, state=state, planned_on=on)
    found = health.figures([acme], twelve_months_to(today))[acme.pk]
    assert (found["next_review_on"], found["review_ready"]) == (on, ready)
