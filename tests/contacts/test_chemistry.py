"""A clash is noted for the pair of that day: the successor reads nothing about the one before."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from accountfile.core.models import Change
from contacts.models import ChemistryFlag, Contact

CANARY = "Two meetings ended early"


@pytest.fixture
def flag(acme, max, today):
    kim = Contact.objects.create(account=acme, name="Kim")
    return ChemistryFlag.objects.create(contact=kim, colleague=max, what=CANARY, noted_on=today)


def reading(browser, acme, flag):
    """Return on which pages the clash is to be read."""
    urls = {
        "list": reverse("contacts:chemistryflag_list", args=[acme.pk]),
        "row": reverse("contacts:chemistryflag", args=[acme.pk, flag.pk]),
        "contact": reverse("contacts:contact", args=[acme.pk, flag.contact_id]),
        "history": reverse("file_history", args=[acme.pk]),
    }
    titled = {name: browser.get(url).content.decode() for name, url in urls.items()}
    return {name for name, page in titled.items() if CANARY in page or "Max and Kim" in page}


def test_the_pair_reads_it_everywhere(flag, acme, max, lena, dora, sign_in):
    for person in (max, lena, dora):
        assert reading(sign_in(person), acme, flag) == {"list", "row", "contact", "history"}


def test_the_team_reads_it_nowhere(flag, acme, tia, rob, sign_in):
    assert [reading(sign_in(person), acme, flag) for person in (tia, rob)] == [set(), set()]


def test_the_successor_reads_it_nowhere_and_the_line_above_goes_on(flag, acme, mia, lena, sign_in):
    acme.account_manager = mia
    acme.save()
    assert reading(sign_in(mia), acme, flag) == set()
    assert reading(sign_in(lena), acme, flag) == {"list", "row", "contact", "history"}


def test_a_clash_noted_before_is_given_to_the_manager_of_that_day(flag, acme, max, mia):
    acme.account_manager = mia
    acme.save()
    ChemistryFlag._base_manager.filter(pk=flag.pk).update(about=None)
    import_module("contacts.migrations.0003_say_about_whom").say_whom(apps, None)
    flag.refresh_from_db()
    assert (flag.about, Change.objects.of_row(flag).get().about) == (max, max)
