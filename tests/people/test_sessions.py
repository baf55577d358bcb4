"""How long a session lasts, who ends it, and what its pages tell caches."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accountfile.people.services import deactivate, reactivate
from tests.people.world import sign_in

TO_THE_DOOR = "/me/login/?next=/"


def test_the_sessions_are_listed_and_the_others_end(client, max):
    elsewhere = Client()
    sign_in(elsewhere, "max.moss", headers={"user-agent": "The other browser"})
    sign_in(client, "max.moss")
    assert [s.user_agent for s in client.get("/me/sessions/").context["sessions"]] == [
        "The other browser",
        "",
    ]
    client.post("/me/sessions/")
    assert (client.get("/").status_code, elsewhere.get("/").headers["Location"]) == (
        200,
        TO_THE_DOOR,
    )
    assert client.get("/me/sessions/").context["session_count"] == 1


def test_nobody_sees_the_sessions_of_others(client, max, mia):
    sign_in(Client(), "mia.mora", headers={"user-agent": "Mia's browser"})
    sign_in(client, "max.moss")
    assert "Mia" not in client.get("/me/sessions/").text


def test_the_next_request_of_somebody_deactivated_leads_to_the_door(client, max, lena):
    sign_in(client, "max.moss")
    assert client.get("/").status_code == 200
    deactivate(person=max, by=lena)
    assert client.get("/").headers["Location"] == TO_THE_DOOR
    reactivate(person=max)
    assert client.get("/").headers["Location"] == TO_THE_DOOR


def test_deactivating_twice_keeps_the_first_moment(max, lena):
    deactivate(person=max, by=lena)
    first = max.deactivated_at
    deactivate(person=max, by=lena)
    assert max.deactivated_at == first


def test_nobody_deactivates_themselves(lena):
    with pytest.raises(ValidationError):
        deactivate(person=lena, by=lena)
    assert lena.is_active


def stay(client, *minutes, **more):
    """Ask for a page after each of these minutes; return the last answer."""
    now = timezone.now()
    for after in minutes:
        with time_machine.travel(now + timedelta(minutes=after)):
            answer = client.get("/", **more)
    return answer.status_code


def test_an_idle_hour_ends_the_session(client, max):
    sign_in(client, "max.moss")
    assert stay(client, 0, 59) == 200
    assert stay(client, 59 + 62) == 302


def test_twelve_hours_end_it_however_busy(client, max):
    sign_in(client, "max.moss")
    assert stay(client, *range(0, 12 * 60, 30)) == 200
    assert stay(client, 12 * 60 + 10) == 302


def test_reading_pages_does_not_write_each_time(client, max, django_assert_num_queries):
    sign_in(client, "max.moss")
    client.get("/")
    with django_assert_num_queries(1):
        client.get("/")


def test_a_page_that_looks_by_itself_neither_writes_nor_keeps_anybody_signed_in(client, max):
    sign_in(client, "max.moss")
    assert stay(client, 0) == 200
    assert stay(client, 40, headers={"hx-request": "true", "hx-trigger": "progress"}) == 200
    assert stay(client, 62) == 302


def test_a_new_session_key_is_given_at_the_door(client, max):
    client.get("/me/login/")
    client.cookies["sessionid"] = "x" * 32
    sign_in(client, "max.moss")
    assert client.cookies["sessionid"].value != "x" * 32


def test_pages_speak_in_the_persons_time_zone_and_only_theirs(client, max, lena):
    client.force_login(max)
    assert client.get("/").text == "Pacific/Auckland"
    client.force_login(lena)
    assert client.get("/").text == "UTC"


def test_today_is_the_date_on_the_persons_own_calendar(max, lena):
    with time_machine.travel("2026-11-22 20:00Z"):
        assert [str(max.today()), str(lena.today())] == ["2026-11-23", "2026-11-22"]


def test_signed_in_pages_are_kept_out_of_every_cache(client, max):
    client.force_login(max)
    assert client.get("/").headers["Cache-Control"] == "no-store"
