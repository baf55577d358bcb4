"""What the blueprint brings to the review, and the days at which it changes its tone."""

from datetime import timedelta

import pytest

from accountfile.blueprint.models import Competitor, Objective, SwotItem, TwelveMonthObjective
from accountfile.core.sections import Heading, section_named


@pytest.fixture
def said(acme, today):
    """Return a function that gives what is said under a heading, with its tone."""

    def found(heading):
        items = section_named("blueprint").agenda(acme, None, today)
        return [(item.text, item.tone) for item in items if item.heading == heading]

    return found


@pytest.fixture
def rival(acme, today):
    """Return a function that keeps a competitor of a strength, seen so many days ago."""

    def kept(strength, days=None, name="Cool & Co"):
        found = Competitor.objects.create(account=acme, name=name, strength=strength)
        if days is not None:
            found.sightings.create(seen_on=today - timedelta(days=days), evidence="An offer")
        return found

    return kept


def test_without_competitors_and_swot_the_review_says_so(said):
    assert said(Heading.COMPETITORS) == [("No competitor is named in the file.", "watch")]
    assert said(Heading.SWOT) == [("There is no SWOT in the file.", "watch")]


@pytest.mark.parametrize(
    ("strength", "days", "tone"),
    [(3, 90, "plain"), (4, 90, "poor"), (4, 91, "watch"), (3, None, "watch")],
)
def test_a_competitor_is_judged_by_strength_unless_out_of_sight(said, rival, strength, days, tone):
    rival(strength, days)
    assert said(Heading.COMPETITORS)[0][1] == tone


@pytest.mark.parametrize(("strength", "tone"), [(3, "plain"), (4, "watch")])
def test_the_strongest_competitor_is_named(said, rival, strength, tone):
    rival(strength, 1)
    rival(2, 1, name="Frost Ltd")
    text = f"Competitors here: 2; the strongest is Cool & Co ({strength} of 5)."
    assert said(Heading.COMPETITORS)[-1] == (text, tone)


@pytest.mark.parametrize(("days", "tone"), [(-1, "poor"), (0, "plain")])
def test_an_objective_is_late_from_the_day_after(said, acme, max, today, days, tone):
    Objective.objects.create(
        account=acme,
        text="Win the depot",
        measure="depots",
        target="10",
        due_on=today + timedelta(days=days),
        owner=max,
    )
    [found] = [each for each in said(Heading.MISSION_STRATEGY_GOALS) if "Win the depot" in each[0]]
    assert found[1] == tone


@pytest.mark.parametrize(("days", "tone"), [(180, "plain"), (181, "watch")])
def test_a_swot_item_without_consequence_is_old_after_half_a_year(said, acme, today, days, tone):
    since_on = today - timedelta(days=days)
    SwotItem.objects.create(account=acme, text="One site", quadrant="T", since_on=since_on)
    head, item = said(Heading.SWOT)
    assert head[0] == "SWOT items in the file: 1; still to be acted upon: 1."
    assert (f"{days} days old" in item[0], item[1]) == (True, tone)


@pytest.mark.parametrize(("days", "passed"), [(100, True), (101, False)])
def test_a_year_objective_counts_as_reviewed_for_a_hundred_days(acme, today, days, passed):
    year = TwelveMonthObjective(
        account=acme, text="Be asked first", agreed_on=today - timedelta(days=days)
    )
    results = [result for _, result in year.tests(today, disseminated=False)]
    assert results.count(True) == int(passed)
