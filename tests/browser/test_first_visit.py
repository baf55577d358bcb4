"""What a first visit loads."""

import pytest

from tests.browser.product import LINE, MANAGER

PAGES = [(MANAGER, "/"), (LINE, "/people/"), (LINE, "/accounts/"), (None, "/me/login/")]
MOST_REQUESTS, MOST_BYTES = 12, 300_000


def loaded(page, path):
    """Open a page and return the size of everything that came over the line, by its address."""
    line, sizes, names = page.context.new_cdp_session(page), {}, {}
    line.send("Network.enable")
    line.on(
        "Network.requestWillBeSent",
        lambda event: names.update({event["requestId"]: event["request"]["url"]}),
    )
    line.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.goto(path, wait_until="networkidle")
    return {
        names[number]: size
        for number, size in sizes.items()
        if not names[number].startswith("data:")
    }


@pytest.mark.parametrize(
    ("role", "path"),
    [(MANAGER, "/"), (LINE, "/people/"), (LINE, "/accounts/"), (None, "/me/login/")],
)
def test_a_first_visit_is_light(role, path, doors, new_context):
    page = new_context(base_url=doors.product.url, storage_state=doors.cookies(role)).new_page()
    sizes = loaded(page, path)
    assert 3 < len(sizes) <= MOST_REQUESTS
    assert sum(sizes.values()) <= MOST_BYTES


def test_the_file_page_is_light(doors, new_context):
    page = new_context(base_url=doors.product.url, storage_state=doors.cookies(MANAGER)).new_page()
    page.goto("/accounts/?q=Alderbrook")
    address = page.get_by_role("link", name="Alderbrook Foods").first.get_attribute("href")
    fresh = new_context(base_url=doors.product.url, storage_state=doors.cookies(MANAGER)).new_page()
    assert sum(loaded(fresh, address).values()) <= MOST_BYTES
