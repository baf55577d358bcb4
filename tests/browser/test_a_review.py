"""A review walked from its planned date to the pack in somebody's hands, as its line manager does
it.
"""

import re

import pytest

from tests.browser.product import DIRECTOR, LINE
from tests.processes import eventually


@pytest.fixture
def room(enter):
    """The page of the next review of Hollins Paper, before anything was prepared."""
    page = enter(LINE, "/reviews/?account=Hollins")
    page.get_by_role("link", name="Hollins Paper").first.click()
    page.get_by_role("button", name="Prepare the review").click()
    return page


def write(page, item, kind, words):
    """Write one line into the minutes of an agenda item."""
    page.goto(f"{page.url.partition('?')[0]}?item={item}")
    page.get_by_label("A line for the minutes").fill(words)
    page.get_by_label(kind, exact=True).check()
    page.get_by_role("button", name="Add the line").click()


def test_a_review_goes_from_prepared_to_a_pack_that_can_be_downloaded(room, enter):
    room.get_by_role("button", name="Hold the review").click()
    write(room, 8, "Decision", "We offer the second machine before Easter.")
    room.get_by_role("link", name="make action").click()
    room.locator("[name=due_on]").fill("2027-03-01")
    room.get_by_role("button", name="Make the action").click()
    room.get_by_role("link", name="Close the review").click()
    slower = enter(DIRECTOR, room.url)
    for page in (room, slower):
        page.get_by_role("button", name="Close the review and send the pack").click()
    slower.get_by_text("has closed this review already").first.wait_for()
    download = room.get_by_role("link", name="Download the pack")
    eventually(lambda: room.reload() and download.count())
    with room.expect_download() as pack:
        download.click()
    assert pack.value.path().read_bytes().startswith(b"%PDF-")
    sent = room.get_by_role("cell", name=re.compile("^sent"))
    eventually(lambda: room.reload() and sent.count() == 2)


def test_a_phone_shows_one_pane_at_a_time(enter):
    page = enter(LINE, "/reviews/?state=prepared", viewport={"width": 390, "height": 844})
    page.goto(page.locator("main table tbody a").first.get_attribute("href") + "?item=8")
    shown = page.locator(".pane:visible")
    for name in ("Evidence", "Minutes", "Agenda"):
        page.locator(".pane-tabs").get_by_role("link", name=name).click()
        page.locator(f"#{name.lower()}").wait_for()
        assert [pane.get_attribute("id") for pane in shown.all()] == [name.lower()]
    page.goto(page.url.partition("?")[0] + "?item=20#next")
    page.locator("#evidence").wait_for()
    assert [pane.get_attribute("id") for pane in shown.all()] == ["evidence"]
