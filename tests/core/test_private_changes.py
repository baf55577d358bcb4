"""What is private about a person stays with that person and the line above them, whoever manages
the account later.
"""

import pytest

from accountfile.core import history
from accountfile.core.models import Change, SearchEntry
from reviews.models import ManagerNote


@pytest.fixture
def secret(acme, max):
    """One private change about Max, and one that is about nobody."""
    told = {
        "account": acme,
        "actor": "Lena",
        "section": "reviews",
        "model": "reviews.managernote",
        "row_id": 1,
    }
    Change.objects.create(**told, kind="added", title="about Max", audience="private", about=max)
    Change.objects.create(**told, kind="added", title="about nobody", audience="private")


def readable(person):
    return {change.title for change in history.timeline(person).filter(audience="private")}


def test_a_private_change_is_read_by_the_person_it_is_about_and_the_line_above(
    secret, max, lena, dora
):
    assert [readable(person) for person in (max, lena, dora)] == [{"about Max", "about nobody"}] * 3


def test_the_team_reads_no_private_change(secret, tia, rob, otto):
    assert [readable(person) for person in (tia, rob, otto)] == [set()] * 3


def test_who_takes_the_account_over_does_not_read_what_was_written_about_the_one_before(
    secret, acme, max, mia
):
    acme.account_manager = mia
    acme.save()
    assert (readable(mia), readable(max)) == ({"about nobody"}, {"about Max"})


def test_search_finds_what_is_private_for_the_same_people(acme, max, mia, lena, tia):
    told = {
        "account": acme,
        "model": "reviews.managernote",
        "kind": "Note",
        "title": "secret",
        "words": "secret",
    }
    SearchEntry.objects.create(**told, row_id=1, audience="private", about=max)
    acme.account_manager = mia
    acme.save()
    found = [
        SearchEntry.objects.readable_by(person).matching("secret").count()
        for person in (lena, mia, tia)
    ]
    assert found == [1, 0, 0]


def test_a_private_note_is_about_the_manager_of_its_day_unless_it_names_somebody(
    acme, max, mia, lena
):
    first = ManagerNote.objects.create(account=acme, text="Well led", by=lena)
    named = ManagerNote.objects.create(account=acme, text="Well done", by=lena, about=mia)
    acme.account_manager = mia
    acme.save()
    first.save()
    assert (first.about, named.about) == (max, mia)
