"""What sales remind of, ask for and say to the review."""

from datetime import date, timedelta

import pytest

from accountfile.core import sections
from accountfile.core.mornings import reminders_of
from accountfile.core.sections import Heading, Input
from accountfile.periods import EVER
from opportunities import services
from opportunities.health import weighed
from opportunities.models import MarketingActivity, Opportunity, Proposition
from opportunities.questions import FRESH, _state

sales = sections.section_named("opportunities")


def expected(opportunity, day):
    opportunity.expected_on = day
    opportunity.save()


def test_one_past_its_day_reminds_its_owner_once_a_day_set(opportunity, max, today):
    expected(opportunity, today - timedelta(days=2))
    keys = [
        (each.key, each.person_id)
        for day in (today, today + timedelta(days=1))
        for each in reminders_of(sales, day)
    ]
    assert keys == [(f"opportunity:{opportunity.pk}:2026-11-14", max.pk)] * 2


def test_somebody_who_has_left_is_not_reminded(opportunity, max, today):
    expected(opportunity, today - timedelta(days=2))
    max.is_active = False
    max.save()
    assert list(reminders_of(sales, today)) == []


def test_a_person_needs_what_is_due_and_what_has_no_account(opportunity, waiting, max, today):
    expected(opportunity, today + timedelta(days=3))
    assert [need.text for need in sales.needs(max, today)] == [
        "“Gadget for Acme” for Acme is to close on 19 Nov 2026.",
        "1 of your opportunities waits for an account.",
    ]


def test_a_large_loss_comes_to_the_review_with_its_reason(opportunity, max, acme, today):
    opportunity.value = 20_000
    opportunity.save()
    services.lose(
        opportunity=opportunity,
        by=max,
        closed_on=date(2026, 11, 1),
        reason="Too late with the offer",
    )
    told = [item.text for item in sales.agenda(acme, None, today) if item.heading == Heading.SALES]
    assert told == [
        "Won so far: 0 for USD 0; lost: 1 for USD 20,000.",
        "No opportunity is open.",
        "Lost: Gadget for Acme, USD 20,000: Too late with the offer",
        "There is no idea for this client that is not an opportunity yet.",
    ]


def test_the_inputs_of_a_review_are_ready_stale_or_missing(opportunity, acme, max, today):
    Proposition.objects.create(account=acme, title="Share the savings", owner=max)
    later = date.today() + timedelta(days=100)
    states = {each.number: each.state for each in sales.inputs(acme, later)}
    assert states == {
        Input.OPPORTUNITIES: "stale",
        Input.PROPOSITIONS: "ready",
        Input.MARKETING_PLAN: "missing",
    }


def test_an_account_where_nothing_is_open_has_a_signal_against_it(won, acme, today):
    assert [(each.points, each.text) for each in sales.signals([acme], today)] == [
        (-10, "No opportunity is open")
    ]


def test_the_figures_of_people_count_their_own(won, opportunity, max, mia):
    found = sales.figures_of_people([max.pk, mia.pk], EVER)
    assert {person: (row["won_count"], row["open_count"]) for person, row in found.items()} == {
        max.pk: (1, 1)
    }


def test_history_tells_of_one_without_an_account(waiting):
    waiting.competitor = "Rival"
    waiting.save()
    assert Opportunity.history.filter(id=waiting.pk).count() == 2


OPEN = {"open_count": 1, "open_value": 40}


@pytest.mark.parametrize(
    ("sales_of_the_year", "points"),
    [
        (OPEN, []),
        (OPEN | {"won_value": 100}, []),
        (OPEN | {"won_value": 80}, [6]),
        (OPEN | {"won_value": 79}, [6]),
        (OPEN | {"won_value": 81}, []),
        (OPEN | {"won_value": 100, "before": 100}, []),
        (OPEN | {"won_value": 100, "before": 134}, [-10]),
        (OPEN | {"before": 100}, [-10]),
        ({"won_value": 100}, [-10]),
        (OPEN | {"won_value": 100, "late": 1}, [-3]),
        (OPEN | {"won_value": 100, "late": 9}, [-12]),
    ],
)
def test_health_weighs_what_is_open_against_what_was_won(sales_of_the_year, points):
    nothing = dict.fromkeys(("won_value", "before", "open_value", "open_count", "late"))
    row = {"account": 1} | nothing | sales_of_the_year
    assert [signal.points for signal in weighed(row)] == points


@pytest.mark.parametrize(
    "row, state",
    [
        ({"number": 0, "last": None}, "missing"),
        ({"number": 1, "last": date(2026, 11, 16)}, "ready"),
        ({"number": 1, "last": date(2026, 8, 18)}, "ready"),
        ({"number": 1, "last": date(2026, 8, 17)}, "stale"),
    ],
)
def test_what_is_open_is_fresh_for_ninety_days(row, state, today):
    assert _state(row, today, FRESH["open"]) == state


@pytest.mark.parametrize("days, state", [(-91, "missing"), (-90, "ready"), (90, "ready")])
def test_marketing_counts_until_ninety_days_after_its_day(acme, max, today, days, state):
    planned_on = today + timedelta(days=days)
    MarketingActivity.objects.create(
        account=acme, title="Breakfast", planned_on=planned_on, owner=max
    )
    states = {each.number: each.state for each in sales.inputs(acme, today)}
    assert states[Input.MARKETING_PLAN] == state
