"""Lena leads Max and Mia; Dora leads Lena; Ada administers.

Mails about sign-in are caught where the outbox begins.
"""

import pytest

from accountfile.people.services import add_person
from tests.people.world import LETTERS, PASSWORD


@pytest.fixture(autouse=True)
def people_alone(settings):
    settings.ROOT_URLCONF = "tests.people.urls_for_tests"
    settings.ACCOUNT_MAIL_SENDER = "tests.people.world.post"
    settings.ACCOUNT_NEWS_SENDER = "tests.people.world.post_all"
    settings.SAMPLE_COMPANY = False
    settings.SITE_URL = "https://files.example.com"
    settings.ALLOWED_HOSTS = ["testserver"]
    LETTERS.clear()


@pytest.fixture
def dora(db):
    return add_person(
        name="Dora Dean", email="dora@example.com", password=PASSWORD, sees_everything=True
    )


@pytest.fixture
def lena(dora):
    return add_person(
        name="Lena Lane", email="lena@example.com", password=PASSWORD, line_manager=dora
    )


@pytest.fixture
def max(lena):
    return add_person(
        name="Max Moss",
        email="max@example.com",
        password=PASSWORD,
        line_manager=lena,
        time_zone="Pacific/Auckland",
    )


@pytest.fixture
def mia(lena):
    return add_person(
        name="Mia Mora", email="mia@example.com", password=PASSWORD, line_manager=lena
    )


@pytest.fixture
def ada(db):
    return add_person(
        name="Ada Admin",
        email="ada@example.com",
        password=PASSWORD,
        is_staff=True,
        is_superuser=True,
    )
