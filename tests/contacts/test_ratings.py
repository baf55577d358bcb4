"""Ratings are blind: nobody sees of a person they have yet to rate what the others think."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from accountfile.core import history, restoring
from accountfile.core.models import Change, SearchEntry, Standing
from accountfile.core.sections import section_named
from accountfile.periods import EVER
from contacts.models import ChemistryFlag, Contact, Rating
from contacts.services import rate
from contacts.wall import people_of, to_discuss

SECTION = section_named("contacts")
CANARY = "He drinks at lunch"


@pytest.fixture
def kim(acme):
    return Contact.objects.create(account=acme, name="Kim")


def give(contact, by, allegiance, influence=4, coverage=2, why="", day=1):
    on = date(2026, 11, day)
    values = {"allegiance": allegiance, "influence": influence, "coverage": coverage, "why": why}
    rate(contact=contact, by=by, today=on, **values)
    contact.refresh_from_db()
    return contact


@pytest.fixture
def rated(kim, max, tia, lena):
    """Max calls Kim an enemy and says why; Tia and Lena call the same person an ally."""
    give(kim, max, -2, 5, 2, CANARY)
    give(kim, tia, 2, None, 3, day=2)
    return give(kim, lena, 2, 5, 1, day=3)


def test_ally_to_one_and_enemy_to_another_is_disputed(rated):
    stored = (rated.allegiance, rated.influence, rated.known_to, rated.disputed)
    assert stored == (2, None, 2, True)
    assert to_discuss([rated]) == [(rated, "we see this person differently")]


def test_rating_again_changes_ones_own_rating(rated, max):
    give(rated, max, 1)
    assert (rated.ratings.count(), rated.raters, rated.disputed) == (3, 3, False)


# --- who sees it ---------------------------------------------------------------------------------
PLACES = ["people/{}/", "wall-chart/", "", "people/", "people/?export=csv", "people/{}/rate/"]


def pages(browser, kim):
    urls = [f"/accounts/{kim.account_id}/contacts/{place}".format(kim.pk) for place in PLACES]
    urls += ["/contacts/", "/contacts/?export=csv", f"/accounts/{kim.account_id}/"]
    return {url: browser.get(url).getvalue().decode() for url in urls}


def where_shown(browser, kim):
    """Return how the person's values are shown: on their page, in the list, on the wall chart,
    across files.
    """
    account = kim.account_id
    one = browser.get(f"/accounts/{account}/contacts/people/{kim.pk}/").context["row"]
    chart = browser.get(f"/accounts/{account}/contacts/wall-chart/").context["rows"]
    summary = browser.get(f"/accounts/{account}/contacts/").context["summary"]["rows"]
    lists = [f"/accounts/{account}/contacts/people/", "/contacts/"]
    rows = [next(iter(browser.get(url).context["table"].paginated_rows)) for url in lists]
    return {
        "page": one.allegiance,
        "charts": [_side(rows) for rows in (chart, summary)],
        "lists": [row.get_cell("allegiance") for row in rows],
        "found": [
            browser.get(f"/contacts/?allegiance={side}").context["count"]
            for side in ("2", "unknown")
        ],
    }


def _side(rows):
    """Return in which column of the wall chart somebody stands; the last one is "not known yet"."""
    return [place for _, cells in rows for place, (_, people) in enumerate(cells) if people]


@pytest.fixture
def liked(kim, max, tia, lena):
    """All three call Kim an ally."""
    for person in (max, tia, lena):
        give(kim, person, 2, 5)
    return kim


SEEN = {
    "page": 2,
    "charts": [[4], [4]],
    "lists": ["ally", "ally"],
    "found": [1, 0],
}
UNSEEN = {
    "page": None,
    "charts": [[5], [5]],
    "lists": ["not known yet", "not known yet"],
    "found": [0, 1],
}


def test_who_has_rated_and_who_rates_nobody_see_the_consensus(liked, max, tia, rob, dora, sign_in):
    assert [where_shown(sign_in(person), liked) for person in (max, tia, rob, dora)] == [SEEN] * 4


@pytest.mark.parametrize("name", ["max", "tia"])
def test_nothing_is_shown_to_a_rater_before_their_own_rating(kim, cast, name, sign_in):
    for person in {"max", "tia", "lena", "dora"} - {name}:
        give(kim, cast[person], 2, 5, 2, CANARY)
    assert kim.allegiance == 2
    assert where_shown(sign_in(cast[name]), kim) == UNSEEN
    assert [url for url, page in pages(sign_in(cast[name]), kim).items() if CANARY in page] == []
    give(kim, cast[name], 2)
    assert where_shown(sign_in(cast[name]), kim) == SEEN


def test_a_single_rating_is_shown_to_nobody(kim, max, tia, rob, lena, dora, sign_in):
    give(kim, tia, -2, 5, 4, CANARY)
    for person in (max, tia, rob, lena, dora):
        shown = where_shown(sign_in(person), kim)
        assert (shown["page"], shown["found"]) == (None, [0, 1])
        if person != tia:
            assert CANARY not in str(pages(sign_in(person), kim))
    assert [s.text for s in SECTION.signals([kim.account], date(2026, 11, 16))] == [
        "No sponsor at the client"
    ]
    packed = SECTION.pack(kim.account, EVER, "internal")
    assert _side(
        [(r["influence"], [(c["tone"], c["names"]) for c in r["cells"]]) for r in packed["rows"]]
    ) == [5]


def test_two_who_rated_learn_only_whether_they_agree(kim, max, tia, sign_in):
    give(kim, max, 1)
    give(kim, tia, 2)
    page = sign_in(tia).get(kim.get_absolute_url()).content.decode()
    assert "The two of us who rated agree." in page
    give(kim, max, -1)
    page = sign_in(tia).get(kim.get_absolute_url()).content.decode()
    assert "The two of us who rated differ." in page


def test_the_order_of_the_wall_chart_tells_nothing_either(acme, max, lena, tia, dora):
    first, last = (Contact.objects.create(account=acme, name=name) for name in ("Ann", "Zoe"))
    for person in (max, lena, dora):
        give(last, person, 2, 5)
    names = [[contact.name for contact in people_of(acme, reader)] for reader in (tia, max, None)]
    assert names == [["Ann", "Zoe"], ["Zoe", "Ann"], ["Zoe", "Ann"]]
    assert first.raters == 0


def test_who_is_disputed_is_evidence_for_the_pair_once_the_manager_has_rated(
    kim, max, tia, lena, dora, today
):
    for person, side in ((tia, 2), (lena, -2), (dora, 2)):
        give(kim, person, side)

    def told():
        found = SECTION.agenda(kim.account, None, today)
        return [item.audience for item in found if "differently" in item.text]

    assert (kim.disputed, told()) == (True, [])
    give(kim, max, 1)
    assert told() == ["private"]


def test_support_and_health_tell_nothing_of_one_or_two_people(acme, max, tia, lena, today):
    for name in ("Kim", "Lee", "Pat"):
        texts = [item.text for item in SECTION.agenda(acme, None, today)]
        assert [text for text in texts if "of 100" in text] == []
        assert [s.text for s in SECTION.signals([acme], today) if "influential" in s.text] == []
        contact = Contact.objects.create(account=acme, name=name)
        for person in (max, tia, lena):
            give(contact, person, 2, 5)
    texts = [item.text for item in SECTION.agenda(acme, None, today)]
    assert "3 people known; influence-weighted support +100 of 100." in texts
    told = [s.text for s in SECTION.signals([acme], today) if "influential" in s.text]
    assert told == ["3 influential with us"]


# --- what the history tells ----------------------------------------------------------------------
def test_no_rating_leaves_a_step_in_the_history(rated, max, lena, dora):
    give(rated, max, 1)
    for person in (max, lena, dora):
        texts = [
            each.text for each in history.sentences(history.timeline(person, account=rated.account))
        ]
        assert [text for text in texts if "Kim" in text] == ["the system added the contact “Kim”."]
    assert Change.objects.filter(model="contacts.rating").count() == 0


def test_whoever_edits_the_person_meanwhile_does_not_learn_of_a_rating(kim, max):
    before = kim.version
    assert (give(kim, max, 1).version, kim.raters) == (before, 1)


def test_a_rating_asks_for_the_file_to_be_worked_out_again(kim, max):
    Standing.objects.update(stale_since=None)
    give(kim, max, 1)
    assert Standing.objects.get().stale_since is not None


def test_a_contact_that_was_removed_comes_back_with_its_ratings(rated, max):
    Contact.objects.get(pk=rated.pk).delete()
    change = Change.objects.get(model="contacts.contact", kind=Change.REMOVED)
    restoring.restore(change, by=max)
    assert Rating.objects.filter(contact=rated.pk).count() == 3
    titles = set(Change.objects.filter(model="contacts.rating").values_list("title", flat=True))
    assert titles == {"A rating of Kim"}


def test_what_the_history_told_of_ratings_is_taken_out(rated, max):
    told = {"account": rated.account, "actor": "x", "section": "contacts"}
    steps = {"model": "contacts.contact", "row_id": rated.pk, "kind": "changed"}
    Change.objects.create(**told, **steps, title="Kim", diff=[["allegiance", 1, 2]])
    Change.objects.create(
        **told, **steps, title="Kim", diff=[["allegiance", 1, 2], ["name", "K", "Kim"]]
    )
    Change.objects.create(
        **told, model="contacts.rating", row_id=1, kind="added", title="Max on Kim"
    )
    migration = import_module("contacts.migrations.0005_nothing_tells_a_rating")
    migration.forget_the_steps(apps, None)
    left = (
        Change.objects.filter(section="contacts")
        .exclude(kind="added")
        .values_list("diff", flat=True)
    )
    assert list(left) == [[["name", "K", "Kim"]]]


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_the_migration_works_out_what_a_rating_would(kim, cast, number):
    people = [cast[name] for name in ("max", "tia", "lena", "dora")][:number]
    for place, person in enumerate(people):
        give(kim, person, (2, -1, 1, 0)[place], place + 1, place)
    names = ("raters", "allegiance", "influence", "coverage", "known_to", "disputed", "rated_on")
    before = {name: getattr(kim, name) for name in names}
    together = import_module("contacts.migrations.0005_nothing_tells_a_rating").together
    assert together(list(kim.ratings.all())) == before


@pytest.mark.parametrize("place", ["people/{}/", "wall-chart/", "", "people/", "people/{}/rate/"])
def test_a_contributor_reads_the_consensus_but_not_who_thinks_what(
    sign_in, tia, acme, rated, place
):
    text = (
        sign_in(tia).get(f"/accounts/{acme.pk}/contacts/{place}".format(rated.pk)).content.decode()
    )
    assert ("Kim" in text, CANARY in text) == (True, False)


def test_the_account_manager_and_the_line_read_who_thinks_what(sign_in, max, lena, acme, rated):
    for person in (max, lena):
        assert (
            CANARY
            in sign_in(person)
            .get(f"/accounts/{acme.pk}/contacts/people/{rated.pk}/")
            .content.decode()
        )


def test_a_contributor_rates_without_seeing_the_others(sign_in, tia, acme, rated):
    form = sign_in(tia).get(f"/accounts/{acme.pk}/contacts/people/{rated.pk}/rate/").context["form"]
    assert (form["allegiance"].value(), form["why"].value()) == (2, "")


def test_no_rating_reaches_search_or_pack(acme, rated, max):
    ChemistryFlag.objects.create(
        contact=rated, colleague=max, what=CANARY, noted_on=date(2026, 11, 1)
    )
    packed = str(SECTION.pack(acme, EVER, "internal"))
    assert (CANARY in packed, "Kim" in packed) == (False, True)
    assert SearchEntry.objects.filter(text__contains=CANARY).count() == 0


def test_the_client_reads_nothing(acme, rated):
    assert SECTION.pack(acme, EVER, "client") is None
