"""What the file page, the questions and the pack say of the blueprint."""

from datetime import timedelta

import pytest

from accountfile.blueprint.models import SwotItem
from accountfile.core.sections import section_named
from accountfile.periods import twelve_months_to

SECTION = section_named("blueprint")


@pytest.fixture
def an_item(acme, today):
    """Return a function that keeps a SWOT item."""

    def kept(quadrant="S", **more):
        known = {"account": acme, "text": "Two depots", "since_on": today} | more
        return SwotItem.objects.create(quadrant=quadrant, **known)

    return kept


def test_each_swot_item_is_in_the_box_of_its_side_and_quadrant(an_item, acme, today):
    ours, theirs = an_item("S"), an_item("T", side="client", handled=True, how="Insured")
    found = SECTION.summary(acme, today)
    boxes = {
        (side, letter): items
        for side, _, quadrants in found["sheets"]
        for letter, _, items in quadrants
        if items
    }
    assert boxes == {("relationship", "S"): [ours], ("client", "T"): [theirs]}
    assert found["unhandled"] == 1


@pytest.mark.parametrize(("days", "state"), [(None, "missing"), (100, "ready"), (101, "stale")])
def test_the_swot_is_ready_for_a_hundred_days(an_item, acme, today, days, state):
    if days is not None:
        item = an_item()
        SwotItem.objects.filter(pk=item.pk).update(changed_on=today - timedelta(days=days))
    assert [each.state for each in SECTION.inputs(acme, today)] == [state]


def test_only_the_question_about_the_clients_own_swot_asks_for_that_side(acme, today):
    sides = {
        each.text: each.url
        for each in SECTION.questions([acme], today)
        if "side=client" in each.url
    }
    assert ["client's own strengths" in text for text in sides] == [True]


def test_a_pack_without_a_blueprint_leaves_its_texts_empty(acme, today):
    found = SECTION.pack(acme, twelve_months_to(today), "internal")
    assert {name: found[name] for name in ("year", "client", "position")} == {
        "year": "",
        "client": "",
        "position": "",
    }
