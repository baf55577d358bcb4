"""What is due today is not late: no section calls it so, in a need, a reminder or on the desk."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine

from accountfile.core import sections
from accountfile.core.mornings import reminders_of
from tests.architecture.due import owned

LATE = re.compile(r"\blate\b|\boverdue\b|\bwas\b|\b0 days\b|\bpassed\b")


@pytest.fixture
def due_today(acme, max, today):
    """Make one thing of every kind that is due on this very day."""
    owned(acme, max, today)
    with time_machine.travel(datetime.combine(today, time(12), UTC), tick=False):
        yield


def sentences(max, today):
    every = sections.all_sections()
    found = [(s.slug, need.text) for s in every for need in s.needs(max, today)]
    return found + [(s.slug, each.text) for s in every for each in reminders_of(s, today)]


def test_nothing_that_is_due_today_is_called_late(due_today, max, today):
    found = sentences(max, today)
    assert [each for each in found if LATE.search(each[1])] == []
    assert len({slug for slug, _ in found}) == 8


def test_the_desk_says_today(due_today, sign_in, max):
    page = sign_in(max).get("/").content.decode()
    needs = page.split('<ul class="needs">')[1].split("</ul>")[0]
    assert (re.findall(r'class="state state-poor">([^<]+)<', needs), LATE.findall(needs)) == (
        ["today"],
        [],
    )


def test_the_day_after_all_of_it_is_late(due_today, max, today):
    found = sentences(max, today + timedelta(days=1))
    fine = "wants another look: it is overdue|is to be looked at again|planned for|was|overdue"
    assert [each for each in found if not re.search(fine, each[1])] == []
