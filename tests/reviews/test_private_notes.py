"""Private notes stay with the pair they were written for: the successor reads none about the one
before.
"""

from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from accountfile.core.models import Change
from accountfile.core.sections import section_named
from reviews.models import ManagerNote

CANARY = "He needs more time for Acme"
SECTION = section_named("reviews")


@pytest.fixture
def note(acme, max, lena):
    """What Lena wrote about Max, before Mia took the account over."""
    return ManagerNote.objects.create(account=acme, text=CANARY, by=lena)


@pytest.fixture
def handed_over(note, acme, mia):
    acme.account_manager = mia
    acme.save()
    return acme


def pages(acme, note):
    list_, one, edit = (
        reverse(f"reviews:managernote{what}", args=args)
        for what, args in (
            ("_list", [acme.pk]),
            ("", [acme.pk, note.pk]),
            ("_edit", [acme.pk, note.pk]),
        )
    )
    section, history = (
        reverse("section", args=[acme.pk, "reviews"]),
        reverse("file_history", args=[acme.pk]),
    )
    return [
        list_,
        f"{list_}?export=csv",
        one,
        edit,
        section,
        history,
        reverse("search") + "?q=time",
    ]


def reading(browser, acme, note):
    """Return on how many of the pages the note is to be read."""
    answers = [browser.get(url) for url in pages(acme, note)]
    return sum(CANARY in answer.getvalue().decode() for answer in answers)


def test_a_note_is_about_whoever_manages_the_account_on_that_day(note, handed_over, max, mia, lena):
    newer = ManagerNote.objects.create(account=handed_over, text="Settling in", by=lena)
    note.text = "Changed"
    note.save()
    assert (note.about, newer.about) == (max, mia)


def test_the_successor_reads_nothing_about_the_one_before(note, handed_over, mia, sign_in):
    browser = sign_in(mia)
    assert reading(browser, handed_over, note) == 0
    assert [browser.get(url).status_code for url in pages(handed_over, note)[:4]] == [
        200,
        200,
        404,
        403,
    ]


@pytest.mark.parametrize("name", ["lena", "dora"])
def test_the_line_above_goes_on_reading(note, handed_over, cast, name, sign_in):
    assert reading(sign_in(cast[name]), handed_over, note) >= 4


def test_the_manager_reads_their_own_while_they_keep_the_account(note, acme, max, sign_in):
    assert reading(sign_in(max), acme, note) >= 3


def test_the_review_of_the_successor_has_no_evidence_of_the_one_before(note, handed_over, today):
    def texts():
        return [
            item.text for item in SECTION.agenda(handed_over, None, today) if CANARY in item.text
        ]

    inputs = [state.state for state in SECTION.inputs(handed_over, today)]
    assert (texts(), inputs[-1]) == ([], "missing")
    handed_over.account_manager = note.about
    assert len(texts()) == 1


def test_a_successor_cannot_put_back_an_edit_of_a_note(note, handed_over, mia, lena, sign_in):
    note.text = "Changed"
    note.save()
    change = Change.objects.of_row(note).get(kind=Change.CHANGED)
    url = reverse("put_back", args=[handed_over.pk, change.pk])
    assert sign_in(mia).post(url).status_code == 404
    note.refresh_from_db()
    assert note.text == "Changed"


def test_the_list_of_rows_a_person_may_read_says_the_same(
    note, handed_over, max, mia, lena, dora, tia
):
    readers = [
        p.name for p in (max, mia, lena, dora, tia) if note in ManagerNote.objects.visible_to(p)
    ]
    assert readers == ["Lena", "Dora"]


def test_older_notes_are_given_to_whoever_managed_the_account_then(note, handed_over, max):
    ManagerNote._base_manager.filter(pk=note.pk).update(about=None)
    ManagerNote.history.update(about=None)
    Change.objects.of_row(note).update(about=None)
    import_module("reviews.migrations.0007_say_about_whom").say_whom(apps, None)
    note.refresh_from_db()
    stored = Change.objects.of_row(note).get().about, ManagerNote.history.get().about_id
    assert (note.about, stored) == (max, (max, max.pk))


def test_nobody_without_a_sign_in_reads_a_note(note, acme):
    assert reading(Client(), acme, note) == 0
