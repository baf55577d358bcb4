"""Search: every word or its beginning, whatever the accents; only in files the reader may open."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accountfile.core.models import (
    Account,
    Action,
    Interaction,
    Milestone,
    SearchEntry,
    Standing,
    search,
)
from contacts.models import Contact
from opportunities.models import Opportunity, PipelineStage


def titles(browser, words):
    return [entry.title for entry, _ in browser.get("/search/", {"q": words}).context["entries"]]


@pytest.fixture
def talked(acme, max, today):
    return Interaction.objects.create(
        account=acme,
        with_whom="José Pérez",
        summary="The tender in Córdoba is open.",
        by=max,
        held_on=today,
    )


@pytest.mark.parametrize("words", ["jose", "PÉREZ", "cordoba tend", "perez tender"])
def test_accents_case_and_word_ends_do_not_matter(sign_in, max, talked, words):
    assert titles(sign_in(max), words) == ["Meeting with José Pérez"]


@pytest.mark.parametrize(
    "words", ["ordoba", "jose lisbon", "'); drop", "& | !", "%", "\x00", "   "]
)
def test_what_is_not_there_is_not_found_and_breaks_nothing(sign_in, max, talked, words):
    assert titles(sign_in(max), words) == []


def test_a_stranger_finds_nothing_of_it(sign_in, otto, dora, talked):
    assert titles(sign_in(dora), "cordoba") == ["Meeting with José Pérez"]
    assert titles(sign_in(otto), "cordoba") == []


def test_an_edit_is_found_by_its_new_words_at_once(sign_in, max, talked):
    talked.summary = "Now it is about Lisbon."
    talked.save()
    assert (titles(sign_in(max), "lisbon"), titles(sign_in(max), "cordoba")) == (
        ["Meeting with José Pérez"],
        [],
    )


def test_accounts_come_first(sign_in, max, acme, today):
    Action.objects.create(account=acme, text="Acme party", owner=max, due_on=today)
    assert titles(sign_in(max), "acme") == ["Acme", "Acme party"]


FOLDED = [
    ("Łódź Gazownia", "lodz"),
    ("Ørsted A/S", "orsted"),
    ("Đorđević i sin", "dordevic"),
    ("Yıldız Işık", "yildiz isik"),
    ("Straßenbau Weiß", "strassenbau weiss"),
    ("Straßenbau Weiß", "STRASSENBAU WEISS"),
    ("Ærø Cœur", "aero coeur"),
    ("Þórður Guðmundsson", "thordur gudmundsson"),
    ("O’Brien & Sons", "o'brien"),
    ("O'Brien & Sons", "o‘brien"),
    ("Oʼahu Foods", "o'ahu"),
    ("ＡＣＭＥ　ＦＯＯＤＳ", "acme foods"),
    ("Acme Foods", "ＡＣＭＥ"),
    ("山田運輸株式会社", "山田運輸"),
]


@pytest.mark.parametrize(("name", "words"), FOLDED)
def test_letters_are_found_by_their_plain_forms_and_by_themselves(sign_in, dora, db, name, words):
    Account.objects.create(name=name)
    browser = sign_in(dora)
    assert (titles(browser, words), titles(browser, name)) == ([name], [name])


def test_a_name_that_is_exactly_so_comes_before_one_that_begins_so_and_one_that_has_it(
    sign_in, dora, acme, max, today
):
    for name in ("The Acme Group", "Acme Foods", "Zenith"):
        Account.objects.create(name=name, mission="We deliver to Acme.")
    Contact.objects.create(account=acme, name="Acme Buyer")
    Action.objects.create(account=acme, text="Call the Acme buyer", owner=max, due_on=today)
    expected = [
        "Acme",
        "Acme Foods",
        "Acme Buyer",
        "The Acme Group",
        "Call the Acme buyer",
        "Zenith",
    ]
    assert titles(sign_in(dora), "acme") == expected


@pytest.mark.parametrize("many", [0, 2000])
def test_the_order_is_the_same_for_a_word_that_most_rows_have(
    dora, otto, acme, max, today, monkeypatch, many
):
    monkeypatch.setattr(search, "MANY", many)
    for name in ("The Acme Group", "Acme Foods", "Zenith"):
        Account.objects.create(name=name, mission="We deliver to Acme.")
    Contact.objects.create(account=acme, name="Acme Buyer")
    Action.objects.create(account=acme, text="Call the Acme buyer", owner=max, due_on=today)
    expected = [
        "Acme",
        "Acme Foods",
        "Acme Buyer",
        "The Acme Group",
        "Call the Acme buyer",
        "Zenith",
    ]

    def found(person, most):
        return [entry.title for entry in SearchEntry.objects.readable_by(person).best("acme", most)]

    assert [found(dora, most) for most in (9, 5, 3, 1)] == [
        expected[:most] for most in (9, 5, 3, 1)
    ]
    assert found(otto, 9) == []


def test_the_client_is_found_however_many_rows_have_its_name_in_their_text(
    sign_in, dora, acme, max, today
):
    for number in range(70):
        Action.objects.create(account=acme, text=f"Bolt number {number}", owner=max, due_on=today)
    Account.objects.create(name="Bolt")
    page = sign_in(dora).get("/search/", {"q": "bolt"})
    assert ([entry.title for entry, _ in page.context["entries"]][0], page.context["more"]) == (
        "Bolt",
        True,
    )


def test_kinds_come_in_the_order_in_which_people_look_for_them(sign_in, dora, acme, max, today):
    Milestone.objects.create(account=acme, text="Zebra", happened_on=today)
    Action.objects.create(account=acme, text="Zebra", owner=max, due_on=today)
    Opportunity.objects.create(
        account=acme, name="Zebra", owner=max, stage=PipelineStage.objects.first()
    )
    Contact.objects.create(account=acme, name="Zebra")
    Account.objects.create(name="Zebra")
    entries = sign_in(dora).get("/search/", {"q": "zebra"}).context["entries"]
    kinds = ["account", "contact", "opportunity", "action", "milestone"]
    assert [entry.model.split(".")[1] for entry, _ in entries] == kinds


def test_search_asks_as_much_for_one_find_as_for_many(sign_in, max, acme, today):
    browser = sign_in(max)

    def asked():
        with CaptureQueriesContext(connection) as statements:
            browser.get("/search/", {"q": "party"})
        return len(statements)

    asked()
    Action.objects.create(account=acme, text="A party", owner=max, due_on=today)
    one = asked()
    for number in range(3):
        Action.objects.create(account=acme, text=f"Party {number}", owner=max, due_on=today)
    assert asked() == one


def test_words_that_are_only_signs_find_nothing(db, acme):
    assert list(SearchEntry.objects.matching("—").best_first("—")) == []


def test_entries_of_an_earlier_version_are_folded_anew(db, acme):
    Account.objects.create(name="Łódź Gazownia")
    SearchEntry.objects.update(name="", place=9, words="łodz gazownia")
    migration = import_module("accountfile.core.migrations.0008_search_by_name")
    migration.fold_anew(apps, None)
    entry = SearchEntry.objects.get(title="Łódź Gazownia")
    assert (entry.name, entry.place, entry.words) == ("lodz gazownia", 0, "lodz gazownia")


def test_a_find_leads_to_its_row(sign_in, max, talked):
    browser = sign_in(max)
    entry = browser.get("/search/", {"q": "cordoba"}).context["entries"][0][0]
    assert browser.get(f"/search/{entry.pk}/")["Location"] == talked.get_absolute_url()


def test_only_the_search_page_repeats_what_was_searched(sign_in, max, acme):
    def in_the_top_line(address):
        return (
            'name="q" value="acme"'
            in sign_in(max).get(address).content.decode().split("</header>")[0]
        )

    assert (in_the_top_line("/search/?q=acme"), in_the_top_line("/accounts/?q=acme")) == (
        True,
        False,
    )


def test_taking_out_what_is_not_in_the_search_asks_nothing(acme, django_assert_num_queries):
    standing = Standing.objects.get(account=acme)
    with django_assert_num_queries(0):
        search.unindex_rows([])
        search.unindex_rows([standing])
