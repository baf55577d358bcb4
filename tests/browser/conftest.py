"""Walks through the pages in Debian's Chromium; without one they are skipped, loudly."""

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.places import go, sign_in
from tests.browser.product import DIRECTOR, MANAGER, ROLES, Product

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# The browser is driven from an event loop, and Django refuses the database there unless told.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(
                    pytest.mark.skip(reason="no chromium here: ./dev test --browser installs it")
                )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Start the machine's Chromium, also as root, and let it speak to nobody of its own accord."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    quiet += ["--disable-background-networking", "--disable-component-update"]
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": quiet}


@pytest.fixture(scope="session")
def product():
    """The product with its sample company, in processes of its own; nothing is shared with
    anybody's database.
    """
    with Product() as running:
        yield running


class Doors:
    """Signs each role in once, and remembers where each place was found."""

    def __init__(self, browser, product):
        self.browser, self.product, self.kept, self.found = browser, product, {}, {}

    def cookies(self, role):
        """Return what a browser keeps of somebody in that role who has signed in."""
        if role and role not in self.kept:
            username = ROLES[role]
            with self.browser.new_context() as context:
                sign_in(
                    context.new_page(), self.product.url, username, self.product.passwords[username]
                )
                self.kept[role] = context.storage_state()
        return self.kept.get(role)

    def path(self, place):
        """Return the address of a place, without the host."""
        if place not in self.found:
            with self.browser.new_context(storage_state=self.cookies(place.role)) as context:
                page = context.new_page()
                go(page, self.product.url, place)
                parts = urlsplit(page.url)
                self.found[place] = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return self.found[place]


@pytest.fixture(scope="session")
def doors(browser, product):
    return Doors(browser, product)


@pytest.fixture
def enter(doors, new_context):
    """Return a function that gives a window in which somebody in a role is signed in."""

    def entered(role=MANAGER, path="", **more):
        context = new_context(base_url=doors.product.url, storage_state=doors.cookies(role), **more)
        page = context.new_page()
        if path:
            page.goto(path)
        return page

    return entered


@pytest.fixture(scope="session")
def poisoned(product, doors):
    """The same product once more, with a script in every text that anybody can type."""
    doors.cookies(DIRECTOR)
    with Product(copy_of=product) as running:
        running.manage("shell", "-v0", "-c", "from tests.browser.poison import pour; pour()")
        yield running
