"""Search: every word or its beginning, whatever the accents; only in files the reader may open."""

import pytest

from accountfile.core.models import Action, Interaction


def titles(browser, words):
    return [entry.title for entry, _ in browser.get("/search/", {"q": words}).context["entries"]]


@pytest.fixture
def talked(acme, max, today):
    return Interaction.objects.create(
        account=acme, with_whom="José Pérez", summary="The tender in Córdoba is open.", by=max, held_on=today
    )


@pytest.mark.parametrize("words", ["jose", "PÉREZ", "cordoba tend", "perez tender"])
def test_accents_case_and_word_ends_do_not_matter(sign_in, max, talked, words):
    assert titles(sign_in(max), words) == ["Meeting with José Pérez"]


@pytest.mark.parametrize("words", ["ordoba", "jose lisbon", "'); drop", "& | !", "%", "\x00", "   "])
def test_what_is_not_there_is_not_found_and_breaks_nothing(sign_in, max, talked, words):
    assert titles(sign_in(max), words) == []


def test_a_stranger_finds_nothing_of_it(sign_in, otto, dora, talked):
    assert titles(sign_in(dora), "cordoba") == ["Meeting with José Pérez"]
    assert titles(sign_in(otto), "cordoba") == []


def test_an_edit_is_found_by_its_new_words_at_once(sign_in, max, talked):
    talked.summary = "Now it is about Lisbon."
    talked.save()
    assert (titles(sign_in(max), "lisbon"), titles(sign_in(max), "cordoba")) == (["Meeting with José Pérez"], [])


def test_accounts_come_first(sign_in, max, acme, today):
    Action.objects.create(account=acme, text="Acme party", owner=max, due_on=today)
    assert titles(sign_in(max), "acme") == ["Acme", "Acme party"]


def test_a_find_leads_to_its_row(sign_in, max, talked):
    browser = sign_in(max)
    entry = browser.get("/search/", {"q": "cordoba"}).context["entries"][0][0]
    assert browser.get(f"/search/{entry.pk}/")["Location"] == talked.get_absolute_url()


def test_only_the_search_page_repeats_what_was_searched(sign_in, max, acme):
    def in_the_top_line(address):
        return 'name="q" value="acme"' in sign_in(max).get(address).content.decode().split("</header>")[0]

    assert (in_the_top_line("/search/?q=acme"), in_the_top_line("/accounts/?q=acme")) == (True, False)
