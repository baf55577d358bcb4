"""Scripts typed into every text are words to be read, on every page, even where the browser would
run them.
"""

import pytest

from tests.browser.places import ADMIN, PLACES
from tests.browser.poison import SCRIPT


@pytest.fixture
def unguarded(poisoned, doors, new_context):
    """Return a function that opens a place of the poisoned product in a browser told to ignore its
    policy.
    """

    def opened(place):
        path, cookies = doors.path(place), doors.cookies(place.role)
        page = new_context(bypass_csp=True, storage_state=cookies, base_url=poisoned.url).new_page()
        page.fired = []
        page.on("dialog", lambda box: (page.fired.append(box.message), box.dismiss()))
        page.answer = page.goto(path, wait_until="load")
        return page

    return opened


@pytest.mark.parametrize("place", PLACES + ADMIN, ids=str)
def test_no_script_runs_on(place, unguarded):
    page = unguarded(place)
    assert page.answer.status < 500
    assert page.locator("img[src=x]").count() == 0
    assert page.fired == []


@pytest.mark.parametrize(
    "place", [place for place in PLACES if place.name in ("file", "reviews", "desk", "accounts")]
)
def test_there_was_a_script_to_be_read_on(place, unguarded):
    assert SCRIPT in unguarded(place).locator("main").inner_text()
