"""Which pages are measured, as whom, and what each may cost."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from django.contrib.auth import get_user_model
from django.urls import NoReverseMatch, reverse

from accountfile.core import sections
from accountfile.core.models import Account, Milestone
from accountfile.workshop.management.commands._bench_visit import Browser, EditAgain

MOST_BYTES, MOST_BYTES_GZIP = 60_000, 12_000


@dataclass(frozen=True)
class Page:
    """One page as one person; ``ratio``: at most so many times the floor; ``statements``: at most
    so many; ``cold``: at most so many times the floor without any cache.
    """

    name: str
    person: str
    address: str
    ratio: float
    statements: int
    cold: float | None = 15


def people():
    """Return the three who are signed in, by what they are."""
    found = get_user_model().objects
    return {
        "director": found.filter(sees_everything=True).first(),
        "line manager": found.get(username="line.1"),
        "account manager": found.get(username="manager.1"),
    }


def pages(cast):
    """Return every page that is measured."""
    return [
        *_lists(),
        *_desks(),
        *_files(cast["account manager"]),
        *_of_sections(),
    ]


def _lists():
    accounts, search = reverse("accounts"), reverse("search")
    for person in ("director", "line manager", "account manager"):
        yield Page("accounts", person, accounts, 12, 25, cold=12)
    yield Page(
        "accounts filtered", "director", f"{accounts}?q=alder&health=good&status=active", 12, 25
    )
    yield Page(
        "accounts filtered", "line manager", f"{accounts}?q=alder&status=active&gaps=on", 12, 25
    )
    yield Page("accounts sorted", "director", f"{accounts}?sort=-open_value", 12, 25, cold=12)
    yield Page("accounts page 7", "director", f"{accounts}?page=7", 12, 25, cold=12)
    for person in ("director", "line manager", "account manager"):
        yield Page("search", person, f"{search}?q=harbour", 15, 25, cold=8)
    yield Page("search for two words", "director", f"{search}?q=alder+foods", 15, 25, cold=8)


def _desks():
    for person in ("director", "line manager", "account manager"):
        yield Page("my desk", person, reverse("desk"), 15, 25, cold=12)
    for person in ("director", "line manager"):
        yield Page("people", person, reverse("people"), 15, 25)
    for person in ("director", "account manager"):
        yield Page("outbox", person, reverse("outbox"), 15, 25)


def _files(manager):
    full = full_file()
    usual = manager.accounts.order_by("pk").first()
    yield Page("file, the fullest", "director", full.get_absolute_url(), 15, 40, cold=20)
    yield Page("file", "account manager", usual.get_absolute_url(), 15, 40, cold=20)
    yield Page(
        "snapshot",
        "director",
        reverse("snapshot", args=[full.pk]),
        15,
        40,
    )
    yield Page(
        "history",
        "director",
        reverse("file_history", args=[full.pk]),
        15,
        25,
    )


def _of_sections():
    for section in sections.all_sections():
        for _, label, name, *_ in section.desk:
            try:
                address = reverse(name)
            except NoReverseMatch:
                continue
            for person in ("director", "account manager"):
                yield Page(f"desk: {label}", person, address, 15, 25)


def full_file():
    """Return the account with the fullest file."""
    return Account.objects.order_by("-standing__completeness", "pk").first()


def edits(port, person, number):
    """Return so many doers that each save another milestone of this person's accounts."""
    rows = Milestone.objects.filter(account__account_manager=person).order_by("pk")[:number]
    addresses = [reverse("core:milestone_edit", args=[row.account_id, row.pk]) for row in rows]
    return [EditAgain(Browser(port, person), address, "text") for address in addresses]


def first_visit(browser):
    """Ask for the desk and for everything that it needs; returns how many requests and how many
    bytes.
    """
    wanted = [reverse("desk")]
    got = {}
    while wanted:
        address = wanted.pop()
        if address not in got:
            answer = browser.ask(address)
            got[address] = answer.sent
            wanted += _needed(address, answer.body)
    return {
        "requests": len(got),
        "bytes_sent": sum(got.values()),
        "ok": len(got) <= 12 and sum(got.values()) <= 300_000,
    }


def _needed(address, body):
    """Yield what a page links to as its own parts; of the fonts, only the one that Latin letters
    need.
    """
    if address.endswith((".js", ".svg", ".woff2", ".css")):
        return
    for tag in re.findall(r"<(?:link|script|img)\b[^>]*>", body.decode()):
        for found in re.findall(r'(?:href|src)="([^"#]+)"', tag):
            yield urljoin(address, found)
