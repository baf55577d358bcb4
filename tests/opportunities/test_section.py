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


@pytest.mark.parametrize(
    "days, words",
    [(-1, ["was to close"]), (0, ["is to close"]), (7, ["is to close"]), (8, [])],
)
def test_a_person_is_to_move_what_closes_within_the_week(opportunity, max, today, days, words):
    day = today + timedelta(days=days)
    expected(opportunity, day)
    written = f"{day.day} {day:%b %Y}"
    assert [(need.text, need.verb) for need in sales.needs(max, today)] == [
        (f"“Gadget for Acme” for Acme {each} on {written}.", "Move it") for each in words
    ]


@pytest.mark.parametrize(
    "number, words, verb",
    [
        (1, "1 of your opportunities waits for an account.", "Assign it"),
        (2, "2 of your opportunities wait for an account.", "Assign them"),
    ],
)
def test_what_waits_for_an_account_is_counted(
    waiting, max, mia, stages, today, number, words, verb
):
    for owner in [max] * (number - 1) + [mia]:
        Opportunity.objects.create(owner=owner, stage=stages["Prospecting"])
    assert [(need.text, need.verb) for need in sales.needs(max, today)] == [(words, verb)]


@pytest.mark.parametrize("days, reminded", [(-8, 0), (-7, 1), (-1, 1), (0, 0)])
def test_one_past_its_day_reminds_for_a_week(opportunity, today, days, reminded):
    expected(opportunity, today + timedelta(days=days))
    assert len(list(reminders_of(sales, today))) == reminded


@pytest.mark.parametrize("days, ahead", [(-1, 1), (0, 1), (1, 0)])
def test_what_is_open_is_expected_up_to_a_day(opportunity, acme, today, days, ahead):
    day = today + timedelta(days=days)
    expected(opportunity, day)
    told = [(on, text) for on, text, _ in sales.promises(acme, today)]
    assert told == [(day, "Gadget for Acme is expected to close")] * ahead


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


@pytest.mark.parametrize("stage, applies", [("Engaging", True), ("Lost", False), (None, False)])
def test_what_is_open_is_looked_at_only_where_something_is_open(
    acme, max, stages, today, stage, applies
):
    if stage:
        Opportunity.objects.create(account=acme, owner=max, stage=stages[stage])
    looked = [each for each in sales.questions([acme], today) if "worth the effort" in each.text]
    assert [each.not_applicable for each in looked] == [not applies]


def test_each_question_is_answered_by_rows_of_its_own_file(opportunity, acme, bolt, max, today):
    Proposition.objects.create(account=bolt, title="Share the savings", owner=max)
    Proposition.objects.create(account=acme, title="Rent it", owner=max, state="became")
    answered = [
        (each.account_id, each.text.split()[1])
        for each in sales.questions([acme, bolt], today)
        if each.answered_on
    ]
    assert answered == [(acme.pk, "sales"), (bolt.pk, "is")]


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
        (OPEN | {"won_value": 75, "before": 100}, [6]),
        (OPEN | {"won_value": 125, "before": 100}, []),
        (OPEN | {"won_value": 126, "before": 100}, [8]),
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
