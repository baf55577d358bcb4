"""Ratings are blind: everybody reads the consensus, few read who thinks what."""

from datetime import date

import pytest

from accountfile.core.models import Change, SearchEntry
from accountfile.core.periods import twelve_months_to
from accountfile.core.sections import section_named
from contacts.consensus import consensus
from contacts.models import ChemistryFlag, Contact, Rating
from contacts.services import rate
from contacts.wall import role_gaps, support, to_discuss, wall_chart

SECTION = section_named("contacts")
CANARY = "He drinks at lunch"


@pytest.fixture
def kim(acme):
    return Contact.objects.create(account=acme, name="Kim")


@pytest.fixture
def rated(kim, max, tia):
    """Max calls Kim an enemy and says why; Tia calls the same person an ally."""
    rate(contact=kim, by=max, today=date(2026, 11, 1), allegiance=-2, influence=5, coverage=2, why=CANARY)
    rate(contact=kim, by=tia, today=date(2026, 11, 2), allegiance=2, influence=None, coverage=3, why="")
    kim.refresh_from_db()
    return kim


def view(allegiance=None, influence=None, coverage=0):
    return Rating(allegiance=allegiance, influence=influence, coverage=coverage, rated_on=date(2026, 11, 1))


def test_who_does_not_know_has_no_say():
    found = consensus([view(2, None), view(None, 4), view(1, 5), view(2, 4)])
    assert (found["allegiance"], found["influence"], found["disputed"]) == (2, 4, False)


def test_unknown_is_never_the_middle():
    assert consensus([view(), view()])["allegiance"] is None


def test_ally_to_one_and_enemy_to_another_is_disputed(rated):
    assert (rated.allegiance, rated.influence, rated.known_to, rated.disputed) == (-2, 5, 2, True)
    assert to_discuss([rated]) == [(rated, "ally to some of us, enemy to others")]


def test_rating_again_changes_ones_own_rating(rated, max):
    rate(contact=rated, by=max, today=date(2026, 11, 3), allegiance=1, influence=5, coverage=2, why="")
    rated.refresh_from_db()
    assert (rated.ratings.count(), rated.disputed) == (2, False)


def test_the_wall_chart_keeps_the_unknown_apart(acme):
    known = Contact(account=acme, name="Kim", influence=5, allegiance=-1)
    unknown = Contact(account=acme, name="Lee", influence=5)
    _, rows = wall_chart([known, unknown])
    assert rows[0][1] == [
        ("high", []),
        ("high", [known]),
        ("medium", []),
        ("low", []),
        ("low", []),
        ("unsure", [unknown]),
    ]


def test_support_is_weighted_by_influence_and_not_available_for_nobody():
    ally, foe = Contact(influence=5, allegiance=2), Contact(influence=1, allegiance=-2)
    assert (support([ally, foe]), support([Contact(influence=5)])) == (67, None)


def test_a_role_that_somebody_plays_is_no_gap():
    people = [Contact(is_sponsor=True, is_user=True), Contact(is_buyer=True)]
    assert [word for _, word in role_gaps(people)] == ["decision maker", "champion"]


@pytest.mark.parametrize("place", ["people/{}/", "wall-chart/", "", "people/", "people/{}/rate/"])
def test_a_contributor_reads_the_consensus_but_not_who_thinks_what(sign_in, tia, acme, rated, place):
    text = sign_in(tia).get(f"/accounts/{acme.pk}/contacts/{place}".format(rated.pk)).content.decode()
    assert ("Kim" in text, CANARY in text) == (True, False)


def test_the_account_manager_and_the_line_read_who_thinks_what(sign_in, max, lena, acme, rated):
    for person in (max, lena):
        assert CANARY in sign_in(person).get(f"/accounts/{acme.pk}/contacts/people/{rated.pk}/").content.decode()


def test_a_contributor_rates_without_seeing_the_others(sign_in, tia, acme, rated):
    form = sign_in(tia).get(f"/accounts/{acme.pk}/contacts/people/{rated.pk}/rate/").context["form"]
    assert (form["allegiance"].value(), form["why"].value()) == (2, "")


def test_no_rating_reaches_search_timeline_or_pack(sign_in, acme, rated, max, tia):
    ChemistryFlag.objects.create(contact=rated, colleague=max, what=CANARY, noted_on=date(2026, 11, 1))
    told = [sign_in(person).get(f"/accounts/{acme.pk}/history/").content.decode() for person in (max, tia)]
    assert ["Max on Kim" in text for text in told] == [True, False]
    packed = str(SECTION.pack(acme, twelve_months_to(max.today()), "internal"))
    assert (CANARY in packed, "Kim" in packed) == (False, True)
    assert SearchEntry.objects.filter(text__contains=CANARY).count() == 0
    assert set(
        Change.objects.filter(model__in=["contacts.rating", "contacts.chemistryflag"]).values_list("audience")
    ) == {("private",)}


def test_the_consensus_moves_in_nobodys_name(rated):
    changes = Change.objects.of_row(rated).filter(kind="changed")
    assert {(change.actor, change.person) for change in changes} == {("the ratings of the team", None)}


def test_the_client_reads_nothing(acme, rated):
    assert SECTION.pack(acme, None, "client") is None
