"""What a section may contribute to the whole, and the register of those that do.

Pure Python: no model, no request. A section writes ``section.py`` with one subclass of :class:`Section` and calls
``register``; ``settings.SECTIONS`` says which there are and in which order. Everything a section is asked for many
accounts at once it answers set-wise, in a handful of statements; what depends on the day it is asked as of a day.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils.module_loading import autodiscover_modules

from accountfile.headings import Heading, Input

FIRST_PAGE = 0  # beside the headings of a pack: a few lines on its snapshot
READY, STALE, MISSING = "ready", "stale", "missing"
GOOD, WATCH, POOR, PLAIN = "good", "watch", "poor", "plain"
LAST_PLACE = 9  # in search, of the kinds of row that few people look for
PRIVATE, INTERNAL, CLIENT = "private", "internal", "client"


@dataclass(frozen=True)
class Question:
    """Something the file should be able to answer about one account.

    ``answered_on`` is None while nobody has; the answer counts as fresh for ``fresh_for`` days (None: for ever).
    ``not_applicable`` takes it out of the sum; ``right`` is what answering it asks for.
    """

    account_id: int
    text: str
    answered_on: date | None
    url: str
    fresh_for: int | None = None
    weight: int = 1
    not_applicable: bool = False
    right: str = "file"

    def state(self, today):
        """Return ready, stale or missing as of this day."""
        if self.answered_on is None:
            return MISSING
        if self.fresh_for is not None and today - self.answered_on > timedelta(days=self.fresh_for):
            return STALE
        return READY


@dataclass(frozen=True)
class AgendaItem:
    """One line of evidence under a standing heading of a review.

    ``detail`` says that it tells of a row which this section's part of the pack prints under the same heading.
    """

    heading: Heading
    text: str
    url: str = ""
    tone: str = PLAIN
    audience: str = INTERNAL
    detail: bool = False


@dataclass(frozen=True)
class InputState:
    """How far one of the fourteen inputs of a review is: ready, stale or missing, and why."""

    number: Input
    state: str
    text: str
    url: str
    audience: str = INTERNAL  # of the page behind the address


@dataclass(frozen=True)
class Reminder:
    """One thing one person is told once; ``key`` says what "once" means."""

    key: str
    person_id: int
    account_id: int | None
    text: str
    url: str
    why: str

    def __str__(self):
        return self.key


@dataclass(frozen=True)
class Due:
    """A queryset of rows to remind people of; ``remind(rows)`` yields the Reminders of any part."""

    rows: Any
    remind: Callable


@dataclass(frozen=True)
class Signal:
    """A contribution to an account's health, in points (good above 0, bad below), with its reason."""

    account_id: int
    points: int
    text: str
    url: str = ""


@dataclass(frozen=True)
class Searchable:
    """How a model is found: its title, and the words beside it (what is private is never among them)."""

    model: type
    title: Callable = str
    text: Callable = lambda row: ""
    place: int = LAST_PLACE  # of its kind among rows that fit equally well: the lower, the earlier


@dataclass(frozen=True)
class ClientPerson:
    """One person of the client, as any section may pick them: entered once, named everywhere."""

    name: str
    email: str
    job_title: str = ""
    department: str = ""


@dataclass(frozen=True)
class Need:
    """One thing that needs a person this week: a sentence, the button that deals with it, and the day it is wanted.

    The desk says how far away that day is, and is red once it has passed, whatever the tone.
    """

    text: str
    url: str
    verb: str
    day: date
    tone: str = PLAIN


@dataclass
class Section:
    """The base of every section: whatever it is asked, the answer is "nothing" until a subclass says more."""

    slug: str = ""
    title: str = ""
    why: str = ""
    icon: str = "folder"
    audience: str = INTERNAL
    # A summary is kept until its file changes. False where it also tells of rows that leave no change in the history.
    keeps_summary: bool = True
    desk: tuple = ()  # (place in the navigation, label, url name) of a page across accounts, perhaps an icon of its own
    sums_up: bool = False  # its sample rows freeze what the other sections' rows say, and so are made last

    @property
    def summary_template(self):
        return f"{self.slug}/_summary.html"

    def summary(self, account, today):
        """Return the context of ``<slug>/_summary.html`` on the file page: numbers, a chart's address, top rows."""
        return {}

    def pack(self, account, period, audience):
        """Return named, JSON-able data (no row is a list) for ``<slug>/pack/v<format>/_pack.html``, or None.

        For the client None unless decided here; as of the period's last day. ``headings`` lists the agenda items (and
        FIRST_PAGE) where the template is printed with ``heading``; without it, once, where the section says most.
        """
        return None

    def pack_charts(self, data, version):
        """Return ``{name: Chart}`` drawn from what ``pack`` returned in this format, when the pack is printed."""
        return {}

    def questions(self, accounts, today):
        """Yield a Question for each thing each file should answer, as of a day."""
        return ()

    def agenda(self, account, since, today):
        """Yield AgendaItems: the evidence of this section since a moment (None: since ever), as of a day."""
        return ()

    def inputs(self, account, today):
        """Yield an InputState for each of the fourteen inputs this section is answerable for."""
        return ()

    def nightly(self, today):
        """Do this section's work of the night; safe to repeat. Returns ``{what: how many}``."""
        return {}

    def imports(self):
        """Return the importer kinds (``core.importing.kinds.Kind``) that this section adds."""
        return ()

    def due(self, today):
        """Yield a Due for each kind of row that people are reminded of on this day, the reader's own."""
        return ()

    def signals(self, accounts, today):
        """Yield Signals for these accounts."""
        return ()

    def figures(self, accounts, period):
        """Return ``{account_id: {standing column: value}}`` for the columns of Standing this section owns."""
        return {}

    def figures_within(self, period):
        """Return ``{standing column: expression}`` over accounts, to sort and export a list by a period's figures."""
        return {}

    def figures_of_people(self, person_ids, period):
        """Return ``{person_id: {"won_count": …}}`` of what these people did in a period, set-wise."""
        return {}

    def needs(self, person, today):
        """Yield a Need for each thing that wants this person within the week; at most a dozen."""
        return ()

    def promises(self, account, day):
        """Return actions-like dates of the account calendar up to a day: ``(day, text, url)``."""
        return ()

    def searchable(self):
        """Yield a Searchable for each model that search should find."""
        return ()

    def client_people(self, account):
        """Yield a ClientPerson for each person of the client whom the other sections may pick."""
        return ()

    def charts(self):
        """Return ``{name: function(account, period) -> Chart}``, served at ``/accounts/N/<slug>/charts/<name>.svg``."""
        return {}

    def demo(self, accounts, people, today):
        """Make this section's rows of the sample company."""

    def came(self):
        """Yield when the rows of ``demo`` came and what of them was settled later (``rewinding.Came``)."""
        return ()

    def populate(self, accounts, people, today, random):
        """Make this section's rows of the measuring population, set-wise."""


_register: dict[str, Section] = {}
_searchables: dict[type, Searchable] = {}


def register(section):
    """Add a section to the whole; called once, at the foot of its ``section.py``."""
    _register[section.slug] = section
    _searchables.update({how.model: how for how in section.searchable()})
    return section


def discover():
    """Import every ``section`` module, as Django's admin imports ``admin``."""
    autodiscover_modules("section")


def all_sections():
    """Return the sections in file order; the cover, which stands in no list, comes first."""
    order = {name.rsplit(".", 1)[-1]: place for place, name in enumerate(settings.SECTIONS)}
    return sorted(_register.values(), key=lambda section: order.get(section.slug, -1))


def section_named(slug):
    """Return one section, or None."""
    return _register.get(slug)


def searchable(model):
    """Return how a model is found, or None."""
    return _searchables.get(model)
