"""A person's own page."""

import pytest

from accountfile.people.models import User
from accountfile.people.templatetags.people import browser


def test_a_person_chooses_time_zone_and_digest_and_nothing_else(client, max):
    client.force_login(max)
    data = {
        "time_zone": "Europe/Berlin",
        "sees_everything": "on",
        "is_staff": "on",
        "name": "The Boss",
    }
    assert client.post("/me/", data).headers["Location"] == "/me/"
    max.refresh_from_db()
    assert (max.time_zone, max.digest) == ("Europe/Berlin", False)
    assert (max.sees_everything, max.is_staff, max.name) == (False, False, "Max Moss")


def test_an_unknown_time_zone_changes_nothing(client, max):
    client.force_login(max)
    answer = client.post("/me/", {"time_zone": "Mars/Base"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["time_zone"])
    max.refresh_from_db()
    assert max.time_zone == "Pacific/Auckland"


def test_a_zone_this_machine_does_not_know_reads_as_utc(client, max):
    max.time_zone = "Mars/Base"
    max.save()
    client.force_login(max)
    assert client.get("/").text == "UTC"


def test_the_page_names_the_line_manager(client, max):
    client.force_login(max)
    assert "Lena Lane" in client.get("/me/").text


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
                "Chrome/156.0 Safari/537.36"
            ),
            "Chrome on Linux",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/156.0 Safari/537.36 Edg/156.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Safari/604.1",
            "Safari on iPhone",
        ),
        ("curl/8.0", "curl/8.0"),
        ("", "not known"),
    ],
)
def test_a_browser_is_called_by_its_name(user_agent, words):
    assert browser(user_agent) == words


@pytest.mark.parametrize(("own", "hour"), [(None, 7), (5, 5), (0, 0)])
def test_the_morning_begins_at_ones_own_hour_or_at_that_of_the_house(own, hour, settings):
    settings.DIGEST_HOUR = 7
    assert User(digest_hour=own).morning_hour == hour
