import sys

import pytest

from tests.processes import *  # noqa: F403
from tests.processes import Process

PRESS = """
from accountfile.mail.services import post
from accountfile.people.models import User
max = User.objects.get(email="max@example.com")
post(key="pressed", to_person=max, subject="The pack", text="…", kind="pack", why="…")
"""


@pytest.fixture
def press(max, django_code):
    """Return a function that posts one letter to Max from another process, as a press on a page
    does.
    """
    return lambda: django_code(PRESS)


@pytest.fixture
def deliver_letters(surroundings, tmp_path):
    """Start the delivery that needs neither worker nor broker."""
    started = []

    def start():
        log = tmp_path / f"deliver{len(started)}.log"
        started.append(Process([sys.executable, "manage.py", "deliver_letters"], surroundings, log))
        return started[-1]

    yield start
    for process in started:
        process.kill()
