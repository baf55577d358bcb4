"""The named cast, and a closed network.

Dora directs; Lena leads Max and Mia; Max manages Acme, with Tia contributing and Rob reading; Otto
is in another line.
"""

import socket
from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import is_mfa_enabled
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import setup_databases, teardown_databases

from accountfile.core.models import Account, TeamMember, Tier
from accountfile.people.models import User
from accountfile.people.services import rebuild_reporting_lines
from tests.database import use_a_copy

PASSWORD = "correct horse battery staple"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """Make the test database: a copy of a migrated one on SQLite, a freshly migrated one on
    PostgreSQL.
    """
    if connection.vendor != "sqlite":
        request.getfixturevalue("migrated_database")
        return
    with django_db_blocker.unblock():
        use_a_copy()


@pytest.fixture(scope="session")
def migrated_database(
    request, django_test_environment, django_db_blocker, django_db_modify_db_settings
):
    """Migrate a test database and drop it at the end, as pytest-django does."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def closed_network(monkeypatch):
    """Let no test speak to anything but this machine."""
    connect = socket.socket.connect

    def only_here(self, address):
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"A test tried to reach {address[0]}.")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture(autouse=True)
def empty_cache():
    """Begin with nothing kept: the next test's rows may bear the numbers of these."""
    cache.clear()


@pytest.fixture
def today():
    return date(2026, 11, 16)


def person(name, **more):
    user = User(username=name.lower(), name=name, email=f"{name.lower()}@example.com", **more)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def cast(db):
    """Make everybody at once; the single fixtures below give them by name."""
    return everybody()


def everybody():
    dora = person("Dora", sees_everything=True)
    lena = person("Lena", line_manager=dora)
    otto_boss = person("Olga")
    people = {
        "dora": dora,
        "lena": lena,
        "olga": otto_boss,
        "max": person("Max", line_manager=lena),
        "mia": person("Mia", line_manager=lena),
        "tia": person("Tia", line_manager=otto_boss),
        "rob": person("Rob", line_manager=otto_boss),
        "otto": person("Otto", line_manager=otto_boss),
        "ada": person("Ada", is_staff=True, is_superuser=True),
    }
    rebuild_reporting_lines()
    return people


@pytest.fixture
def dora(cast):
    return cast["dora"]


@pytest.fixture
def lena(cast):
    return cast["lena"]


@pytest.fixture
def max(cast):
    return cast["max"]


@pytest.fixture
def mia(cast):
    return cast["mia"]


@pytest.fixture
def tia(cast):
    return cast["tia"]


@pytest.fixture
def rob(cast):
    return cast["rob"]


@pytest.fixture
def otto(cast):
    return cast["otto"]


@pytest.fixture
def ada(cast):
    """The administrator: reference data and people, no file of her own."""
    return cast["ada"]


@pytest.fixture
def acme(cast):
    """Max's account, with Tia contributing and Rob reading."""
    return file_of_max(cast)


def file_of_max(cast):
    account = Account.objects.create(
        name="Acme", account_manager=cast["max"], tier=Tier.objects.order_by("place").first()
    )
    TeamMember.objects.create(
        account=account, person=cast["tia"], does="delivers", contributes=True
    )
    TeamMember.objects.create(account=account, person=cast["rob"], does="watches")
    return account


@pytest.fixture
def bolt(cast):
    """Otto's account, of which nobody in Lena's line knows."""
    return Account.objects.create(name="Bolt", account_manager=cast["otto"])


@pytest.fixture
def sign_in():
    """Return a function that gives a signed-in browser for a person; administrators have a second
    factor.
    """

    def signed_in(person, *, second_factor=True, **more):
        client = Client(**more)
        if (
            second_factor
            and (person.is_staff or person.sees_everything)
            and not is_mfa_enabled(person)
        ):
            TOTP.activate(person, SECRET)
        client.force_login(person)
        return client

    return signed_in
