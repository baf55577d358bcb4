from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from accountfile.core.models import Action
from reviews import services
from reviews.models import AgendaTemplate, Minute, Review


@pytest.fixture
def day(max):
    """Today, as Max's calendar says."""
    return max.today()


@pytest.fixture
def agenda(db):
    """See to it that an agenda is active: a test with real transactions empties every table, this
    one's too.
    """
    if not AgendaTemplate.objects.filter(active=True).exists():
        reference = import_module("reviews.migrations.0002_reference")
        reference.add_agenda(apps, None)
        reference.add_questions(apps, None)


@pytest.fixture
def proposed(agenda, acme, day):
    return Review.objects.create(account=acme, planned_on=day)


@pytest.fixture
def prepared(proposed, max):
    return services.prepare_review(review=proposed, by=max)


@pytest.fixture
def held(prepared, lena, day):
    """Acme's review while it is being held."""
    return services.hold_review(review=prepared, by=lena, held_on=day)


@pytest.fixture
def promise(acme, max, day):
    """Make an action that is open before the review."""

    def made(text="Call the buyer", days=-3):
        return Action.objects.create(
            account=acme, text=text, owner=max, due_on=day + timedelta(days=days)
        )

    return made


@pytest.fixture
def line(max):
    """Write one line of the minutes."""

    def written(review, text="They will buy more.", number=8, kind="note"):
        return Minute.objects.create(review=review, number=number, text=text, kind=kind, by=max)

    return written


@pytest.fixture
def close(lena, day):
    """Close a review as Lena does, with these people on the list."""

    def closed(review, *people, by=None, days=90):
        return services.close_review(
            review=review, by=by or lena, next_on=day + timedelta(days=days), recipients=people
        )

    return closed
