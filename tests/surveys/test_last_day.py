"""The last day to answer lasts until its end where the account manager is, and every page names
that day.
"""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from accountfile.mail.models import Letter
from surveys import services
from surveys.models import Answer, Survey
from tests.surveys.conftest import ANA, BEN, link_of

GIVEN = {"score": "9"}


def at(*moment):
    return time_machine.travel(datetime(*moment, tzinfo=UTC), tick=False)


@pytest.fixture
def in_los_angeles(max):
    max.time_zone = "America/Los_Angeles"
    max.save()


@pytest.fixture
def in_auckland(max):
    max.time_zone = "Pacific/Auckland"
    max.save()


@pytest.fixture
def link(survey, max, today):
    """A link to a survey whose last day is 20 November."""
    survey.closes_on = today.replace(day=20)
    survey.save()
    services.ask(survey=survey, people=[ANA])
    services.send(survey=survey, by=max, on=today)
    return link_of("Ana Sousa")


@pytest.mark.parametrize("hour, status", [((21, 7, 59), 200), ((21, 8, 0), 404)])
def test_the_last_day_ends_in_the_evening_of_the_account_manager(
    in_los_angeles, link, client, hour, status
):
    with at(2026, 11, *hour):
        assert client.get(link).status_code == status


@pytest.mark.parametrize("hour, status", [((20, 10, 59), 200), ((20, 11, 0), 404)])
def test_east_of_greenwich_it_ends_earlier(in_auckland, link, client, hour, status):
    with at(2026, 11, *hour):
        assert client.get(link).status_code == status


def test_without_a_manager_the_last_day_ends_where_the_house_is(acme, link, client):
    acme.account_manager = None
    acme.save()
    statuses = []
    for moment in ((2026, 11, 20, 23, 59), (2026, 11, 21, 0, 0)):
        with at(*moment):
            statuses.append(client.get(link).status_code)
    assert statuses == [200, 404]


def test_the_day_that_was_set_is_the_day_that_everybody_reads(
    in_los_angeles, link, survey, client, max, lena, sign_in
):
    lena.time_zone = "Asia/Tokyo"
    lena.save()
    pages = [client.get(link)] + [sign_in(p).get(survey.get_absolute_url()) for p in (max, lena)]
    texts = [page.content.decode() for page in pages] + [Letter.objects.get().text]
    days = ["20 Nov 2026" in text for text in texts]
    others = [day in text for text in texts for day in ("19 Nov 2026", "21 Nov 2026")]
    assert (days, any(others)) == ([True] * 4, False)
    assert ["America/Los_Angeles" in text for text in texts] == [True] * 4


def test_an_answer_bears_the_account_managers_day(in_los_angeles, link, client, today):
    with at(2026, 11, 20, 3):
        client.post(link, GIVEN)
    assert Answer.objects.get().given_on == today.replace(day=19)


def test_a_link_lasts_as_long_as_the_survey(link, survey, client, today):
    survey.closes_on = today + timedelta(days=90)
    survey.save()
    with at(2027, 2, 1):
        assert client.get(link).status_code == 200


def test_nothing_is_sent_once_the_last_day_is_over(in_auckland, link, survey, max, today, sign_in):
    services.ask(survey=survey, people=[BEN])
    with at(2026, 11, 20, 11):
        assert services.send(survey=survey, by=max, on=today) == 0
        page = sign_in(max).post(
            reverse("surveys:send", args=[survey.account_id, survey.pk]), follow=True
        )
    assert "The last day to answer is over" in page.content.decode()
    assert Letter.objects.count() == 1


def test_results_wait_for_the_reader_and_for_the_sender(acme, in_los_angeles, today):
    survey = Survey(account=acme, closes_on=today.replace(day=20))
    acme.refresh_from_db()
    over = []
    for moment in ((2026, 11, 21, 7, 59), (2026, 11, 21, 8, 0)):
        with at(*moment):
            over.append([survey.is_over(today.replace(day=day)) for day in (20, 21)])
    assert over == [[False, False], [False, True]]
