"""Surveys of Acme and the people asked."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from accountfile.mail.models import Letter
from surveys import services
from surveys.models import Answer, Survey

ANA, BEN, CLEO = (
    ("Ana Sousa", "ana@example.com", "Plant"),
    ("Ben Okafor", "ben@example.com", "Finance"),
    ("Cleo Marsh", "cleo@example.com", ""),
)


@pytest.fixture(autouse=True)
def on_this_day(today):
    """Let every test run at noon of the same day."""
    with time_machine.travel(datetime.combine(today, time(12), UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def survey(acme, today):
    return Survey.objects.create(account=acme, title="Autumn", closes_on=today + timedelta(days=60))


@pytest.fixture
def links(survey, max, today):
    """Send the survey to two people and return the path of each one's link by name, as it stands in
    the letter.
    """
    services.ask(survey=survey, people=[ANA, BEN])
    services.send(survey=survey, by=max, on=today)
    return {name: link_of(name) for name in ("Ana Sousa", "Ben Okafor")}


def link_of(name):
    """Return the path of the newest link mailed to this person."""
    letter = Letter.objects.filter(to_name=name).order_by("-pk").first()
    return re.search(r"https?://[^/\s]+(/p/surveys/\S+)", letter.text)[1]


@pytest.fixture
def answered(survey, today):
    """Return a function that keeps answers with these scores to a sent survey."""

    def kept(*scores, of=survey, ago=0):
        of.sent_on = today - timedelta(days=ago)
        of.save()
        return [
            Answer.objects.create(survey=of, score=score, given_on=of.sent_on) for score in scores
        ]

    return kept
