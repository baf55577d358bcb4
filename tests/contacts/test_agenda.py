"""What contacts tell a review: who left, who stands where, what hospitality brought."""

from datetime import timedelta

import pytest

from accountfile.core import sections
from accountfile.core.sections import Heading
from accountfile.periods import twelve_months_to
from contacts.models import Contact, HospitalityEvent


@pytest.fixture
def known(acme, today):
    """Return a function that gives the lines under one heading, as text and tone."""

    def told(heading):
        said = sections.section_named("contacts").agenda(acme, None, today)
        return [(item.text, item.tone) for item in said if item.heading == heading]

    return told


def test_item_5_names_who_left(acme, known, max, today):
    left = today - timedelta(days=9)
    Contact.objects.create(account=acme, name="Jo Hart", is_buyer=True, left_on=left)
    told = [(f"Jo Hart (buyer) left on {left.day} {left:%b %Y}.", "poor")]
    assert known(Heading.ORGANISATION_CHANGES) == told


def test_item_11_names_the_gaps_and_whom_to_talk_about(acme, known):
    for name in ("Jo Hart", "Bo Lind", "Cy Young"):
        Contact.objects.create(account=acme, name=name, allegiance=2, influence=4, is_sponsor=True)
    Contact.objects.create(account=acme, name="Al Reed")
    told = known(Heading.RELATIONSHIPS)
    assert ("4 people known; influence-weighted support +100 of 100.", "plain") in told
    assert ("We know no champion at the client.", "watch") in told
    assert ("We know no sponsor at the client.", "watch") not in told
    assert ("Al Reed: allegiance and influence not known yet.", "watch") in told


def test_item_15_asks_what_came_of_the_last_event(acme, known, today):
    gone = today - timedelta(days=5)
    HospitalityEvent.objects.create(account=acme, title="Lunch", happens_on=gone, purpose="Thanks")
    texts = known(Heading.HOSPITALITY)
    assert texts[0] == (
        "Events ahead: 0; past events whose outcome nobody has written: 1.",
        "watch",
    )
    assert len(texts) == 2


def test_item_15_says_so_when_there_is_no_hospitality(known):
    assert known(Heading.HOSPITALITY) == [("No hospitality is planned or kept.", "plain")]


def test_the_pack_prints_hospitality_under_its_own_item(acme, today):
    pack, year = sections.section_named("contacts").pack, twelve_months_to(today)
    assert pack(acme, year, "internal")["headings"] == [Heading.RELATIONSHIPS]
    Contact.objects.create(account=acme, name="Jo Hart")
    HospitalityEvent.objects.create(account=acme, title="Lunch", happens_on=today, purpose="Thanks")
    headings = [sections.FIRST_PAGE, Heading.RELATIONSHIPS, Heading.HOSPITALITY]
    assert pack(acme, year, "internal")["headings"] == headings
