"""The main pages, and how a person gets to each of them: by an address, then by the links that
stand there.
"""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from tests.browser.product import ADMINISTRATOR, COLLEAGUE, DIRECTOR, LINE, MANAGER, READER

FILE = r"/accounts/\d+/$"
REVIEW = r"/accounts/\d+/reviews/\d+/$"


@dataclass(frozen=True)
class Place:
    """A page: who looks at it, where they begin, and which links (by their address) they follow
    from there.
    """

    name: str
    role: str | None
    begin: str
    follow: tuple = ()

    def __str__(self):
        return self.name


def fullest(name, *links, role=MANAGER):
    """Return a page of the fullest file of the sample company."""
    return Place(name, role, "/accounts/?q=Alderbrook", (FILE, *links))


def section(slug):
    return fullest(f"file-{slug}", rf"/accounts/\d+/{slug}/$")


ANYBODY = [
    Place("sign-in", None, "/me/login/"),
    Place("forgotten-password", None, "/me/password/reset/"),
]
DESKS = [
    Place("desk", MANAGER, "/"),
    Place("desk-line", LINE, "/"),
    Place("desk-director", DIRECTOR, "/"),
    Place("desk-new-file", ADMINISTRATOR, "/"),
    Place("people", LINE, "/people/"),
    Place("people-director", DIRECTOR, "/people/"),
    Place("accounts", DIRECTOR, "/accounts/"),
    Place("accounts-filtered", DIRECTOR, "/accounts/?q=food&status=active"),
    Place("accounts-none", DIRECTOR, "/accounts/?q=nobody-is-called-so"),
    Place("search", MANAGER, "/search/?q=depot"),
    Place("search-nothing", MANAGER, "/search/?q=zzzz"),
    Place("notices", MANAGER, "/notices/"),
    Place("outbox", DIRECTOR, "/outbox/"),
    Place("letter", DIRECTOR, "/outbox/", (r"/outbox/\d+/$",)),
    Place("me", MANAGER, "/me/"),
    Place("me-password", MANAGER, "/me/password/change/"),
    Place("me-second-factor", MANAGER, "/me/2fa/"),
    Place("me-sessions", MANAGER, "/me/sessions/"),
    Place("not-found", MANAGER, "/accounts/999999/"),
]
FILES = [
    fullest("file"),
    fullest("file-read-only", role=READER),
    fullest("file-contributing", role=COLLEAGUE),
    Place("file-bare", LINE, "/accounts/?q=Granthorpe", (FILE,)),
    fullest("snapshot", r"/snapshot/$"),
    fullest("missing", r"/missing/$"),
    fullest("history", r"/history/$"),
    fullest("cover-edit", r"/cover/$"),
    fullest("actions", r"/actions/$"),
    fullest("action", r"/actions/$", r"/actions/\d+/$"),
    fullest("action-add", r"/actions/add/"),
    fullest("meeting-add", r"/interactions/add/"),
    fullest("team", r"/team/$"),
    fullest("documents", r"/documents/$"),
    *map(section, ("profile", "blueprint", "scorecard", "opportunities", "contacts")),
    *map(section, ("reviews", "surveys", "risk", "contracts")),
]
SECTIONS = [
    Place("reviews", LINE, "/reviews/"),
    Place("review-prepare", MANAGER, "/reviews/?state=prepared", (REVIEW,)),
    Place("review-item", LINE, "/reviews/?state=prepared", (REVIEW, r"\?item=4")),
    Place("review-hold", DIRECTOR, "/reviews/?state=held", (REVIEW,)),
    Place("review-close", DIRECTOR, "/reviews/?state=held", (REVIEW, r"/close/$")),
    Place("review-closed", LINE, "/reviews/?state=closed&account=Alderbrook", (REVIEW,)),
    Place("opportunities", LINE, "/opportunities/"),
    Place("opportunities-board", LINE, "/opportunities/board/"),
    Place("opportunity", LINE, "/opportunities/", (r"/(pipeline|opportunities)/\d+/$",)),
    Place("figures", LINE, "/opportunities/figures/"),
    Place("figures-measure", LINE, "/opportunities/figures/measures/win_rate/"),
    Place("contacts", LINE, "/contacts/"),
    Place("contact", LINE, "/contacts/", (r"/contacts/[a-z/]*\d+/$",)),
    Place("surveys", LINE, "/surveys/"),
    Place("risks", LINE, "/risk/"),
    Place("risk", LINE, "/risk/", (r"/risk/risks/\d+/$",)),
    Place("contracts", LINE, "/contracts/"),
    Place("imports", DIRECTOR, "/imports/"),
    Place("import-new", DIRECTOR, "/imports/new/"),
]
ADMIN = [
    Place("admin", ADMINISTRATOR, "/admin/"),
    Place("admin-people", ADMINISTRATOR, "/admin/people/user/"),
]
PLACES = ANYBODY + DESKS + FILES + SECTIONS
NOT_OK = {"not-found": 404}
# Run in a page: every picture is there, also those that would come only when somebody scrolls to
# them.
PICTURES = """() => Promise.all([...document.images].map(each => {
  each.loading = "eager"
  return each.decode().catch(() => each)
}))"""


class NoSuchLink(Exception):
    """A page does not lead where it should."""


def go(page, url, place):
    """Open the place's page by its address and links; returns the last answer."""
    answer = page.goto(urljoin(url, place.begin))
    for pattern in place.follow:
        links = page.eval_on_selector_all("main a[href]", "links => links.map(each => each.href)")
        fitting = [each for each in links if re.search(pattern, plain(each))]
        if not fitting:
            raise NoSuchLink(f"{place.name}: nothing on {page.url} leads to {pattern}")
        answer = page.goto(fitting[0])
    return answer


def plain(link):
    """Return an address without its host and fragment."""
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def sign_in(page, url, username, password):
    """Sign in as somebody, as a person would."""
    page.goto(urljoin(url, "/me/login/"))
    page.locator("[name=login]").fill(username)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(urljoin(url, "/"))
