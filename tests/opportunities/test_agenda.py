"""What sales bring to a review: since the last one, what is open, large losses, ideas."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accountfile.core import sections
from opportunities.models import Opportunity, Proposition


@pytest.fixture
def lose(acme, max, stages):
    def lost(value, closed_on=date(2026, 11, 1), **more):
        own = {"account": acme, "owner": max, "stage": stages["Lost"]}
        return Opportunity.objects.create(value=value, closed_on=closed_on, **own, **more)

    return lost


@pytest.fixture
def known(acme, today):
    """Return a function that gives the agenda's lines with their tones, those that begin so."""

    def begin(start, since=None):
        items = sections.section_named("opportunities").agenda(acme, since, today)
        return [(item.text, item.tone) for item in items if item.text.startswith(start)]

    return begin


def test_what_is_open_is_told_with_its_worth(known, opportunity):
    assert known("Open:") == [("Open: 1, worth USD 500.", "plain")]


def test_what_is_open_without_a_value_is_worth_nothing(known, opportunity):
    Opportunity.objects.update(product=None)
    assert known("Open:") == [("Open: 1, worth USD 0.", "plain")]


def test_it_is_watched_when_nothing_is_open(known, won):
    assert known("No opportunity") == [("No opportunity is open.", "watch")]


@pytest.mark.parametrize("days, late", [(-1, 1), (0, 0), (1, 0)])
def test_an_open_one_should_have_closed_from_the_day_after(known, opportunity, today, days, late):
    Opportunity.objects.update(expected_on=today + timedelta(days=days))
    words = "Open opportunities that should have closed by now: 1."
    assert known("Open opportunities") == [(words, "watch")] * late


@pytest.mark.parametrize("days, words", [(-1, "0 for USD 0"), (0, "1 for USD 400")])
def test_what_was_won_counts_from_the_day_of_the_last_review(known, won, days, words):
    since = datetime(2026, 8, 20, 9, tzinfo=UTC)
    Opportunity.objects.update(closed_on=since.date() + timedelta(days=days))
    assert known("Won", since) == [(f"Won since 20 Aug 2026: {words}; lost: 0.", "plain")]


@pytest.mark.parametrize("days, words", [(0, "1 for USD 400"), (1, "0 for USD 0")])
def test_what_is_won_counts_until_the_end_of_today(known, won, today, days, words):
    since = datetime(2026, 8, 20, 9, tzinfo=UTC)
    Opportunity.objects.update(closed_on=today + timedelta(days=days))
    assert known("Won", since) == [(f"Won since 20 Aug 2026: {words}; lost: 0.", "plain")]


def test_a_loss_without_a_value_is_counted_without_a_sum(known, lose):
    lose(None)
    assert known("Won") == [("Won so far: 0 for USD 0; lost: 1.", "plain")]


def test_only_the_three_largest_of_the_large_losses_are_told(known, lose):
    for value in (9_999, 10_000, 30_000, 10_001, 20_000):
        lose(value, name=str(value), reason="Price" if value > 20_000 else "")
    assert known("Lost") == [
        ("Lost: 30000, USD 30,000: Price", "poor"),
        ("Lost: 20000, USD 20,000: nobody has written why", "poor"),
        ("Lost: 10001, USD 10,001: nobody has written why", "poor"),
    ]


@pytest.mark.parametrize("value, told", [("9999.99", 0), ("10000", 1)])
def test_a_loss_is_large_from_ten_thousand(known, lose, value, told):
    lose(value)
    assert len(known("Lost")) == told


@pytest.mark.parametrize("days, ideas", [(None, 1), (0, 1), (-1, 0)])
def test_an_idea_is_pursued_until_its_last_day(known, acme, max, today, days, ideas):
    until = None if days is None else today + timedelta(days=days)
    Proposition.objects.create(account=acme, title="Share savings", owner=max, expires_on=until)
    pursued = ("Ideas for this client that we pursue: 1.", "plain")
    none = ("There is no idea for this client that is not an opportunity yet.", "watch")
    assert known("Ideas") + known("There is no idea") == [pursued if ideas else none]
