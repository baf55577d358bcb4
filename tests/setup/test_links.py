"""The log shows where something happened, never a link that opens something."""

import logging

import pytest

from accountfile.base.links import WithoutLinks


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/p/surveys/q8Zx-longsecret/", "Not Found: /p/surveys/…/"),
        ("/me/password/reset/key/1-abc-def/", "Not Found: /me/password/reset/key/…/"),
        ("/accounts/7/", "Not Found: /accounts/7/"),
    ],
)
def test_the_secret_part_of_an_address_is_cut_out(address, shown):
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "%s: %s", ("Not Found", address), None
    )
    assert (WithoutLinks().filter(record), record.getMessage()) == (True, shown)


def test_whatever_is_logged_goes_through_it(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["links"]
