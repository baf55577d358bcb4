"""What a section may contribute to the whole, and the register of those that do.

Pure Python: no model, no request. A section writes ``section.py`` with one subclass of
:class:`Section` under ``@register``; ``settings.SECTIONS`` says which there are and in which order.
What it is asked stands in ``core/answers.py``, each answer under its own file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.utils.module_loading import autodiscover_modules, module_has_submodule

from accountfile.core.answers import FILES
from accountfile.core.headings import Heading, Input

FIRST_PAGE = 0  # beside the headings of a pack: a few lines on its snapshot
READY = "ready"
STALE = "stale"
MISSING = "missing"
GOOD = "good"
WATCH = "watch"
POOR = "poor"
PLAIN = "plain"
LAST_PLACE = 9  # in search, of the kinds of row that few people look for
PRIVATE = "private"
INTERNAL = "internal"
CLIENT = "client"


@dataclass(frozen=True)
class Question:
    """Something the file should be able to answer about one account.

    ``answered_on`` is None while nobody has; the answer counts as fresh for ``fresh_for`` days
    (None: for ever). ``not_applicable`` takes it out of the sum; ``right`` is what answering it
    asks for.
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

    ``detail`` says that it tells of a row which this section's part of the pack prints under the
    same heading.
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
    """A contribution to an account's health, in points (good above 0, bad below), with its
    reason.
    """

    account_id: int
    points: int
    text: str
    url: str = ""


@dataclass(frozen=True)
class StoredFigure:
    """A stored figure of an account, and what each place that shows it calls it ("": not there).

    ``name`` is its key in ``figures`` and ``figures_of_people``, ``path`` leads to it from the
    account. One that is ``of_a_period`` is worked out anew for any other period than the last
    twelve months. ``rows_of(person_id, period)`` returns the address of the rows behind a person's
    figure.
    """

    name: str
    path: str
    money: bool = False
    of_a_period: bool = False
    column: str = ""  # the name of its column in addresses and exports
    in_list: str = ""  # of accounts
    on_desk: str = ""  # in the table of the reader's own files
    as_total: str = ""  # above that table, added up
    of_people: str = ""
    in_pack: str = ""
    rows_of: Callable | None = None


@dataclass(frozen=True)
class Job:
    """One scheduled job: what it does, and how long after it should have finished somebody should
    look.
    """

    does: str
    grace: timedelta
    daily: bool = False


@dataclass(frozen=True)
class Searchable:
    """How a model is found: its title, and the words beside it (what is private is never among
    them).
    """

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
    """One thing that needs a person this week: a sentence, the button that deals with it, and the
    day it is wanted.

    The desk says how far away that day is, and is red once it has passed, whatever the tone.
    """

    text: str
    url: str
    verb: str
    day: date
    tone: str = PLAIN


class Section:
    """What a section is called and where it belongs; class attributes only.

    Its answers, such as ``section.agenda(account, since, today)``, are found by name in its files.
    """

    slug: str = ""
    title: str = ""
    why: str = ""
    icon: str = "folder"
    audience: str = INTERNAL
    # A summary is kept until its file changes. False where it also tells of rows that leave no
    # change in the history.
    keeps_summary: bool = True
    # (place in the navigation, label, url name) of a page across accounts, perhaps with an icon.
    desk: tuple = ()
    # The model that holds its stored figures ("app.Model"), written by ``core.standing`` alone; ""
    # where they are columns of Standing.
    figures_in: str = ""
    # {name of a task that the timetable starts: Job}, shown with when it last ran.
    jobs: dict = {}
    # Its sample rows freeze what the other sections' rows say, and so are made last.
    sums_up: bool = False

    def __getattr__(self, question):
        """Find an answer the first time it is asked for."""
        if question not in QUESTIONS:
            raise AttributeError(question)
        answer = answer_of(self, question)
        setattr(self, question, answer)
        return answer

    @property
    def summary_template(self):
        return f"{self.slug}/_summary.html"


QUESTIONS = {
    nothing.__name__: (name, nothing) for name, questions in FILES.items() for nothing in questions
}
_register: dict[str, Section] = {}
_searchables: dict[type, Searchable] = {}


def register(section):
    """Add a section to the whole: the decorator of the class in each ``section.py``."""
    _register[section.slug] = section()
    return section


def discover():
    """Import every ``section`` module, as Django's admin imports ``admin``."""
    autodiscover_modules("section")
    for section in _register.values():
        _searchables.update({how.model: how for how in section.searchable()})


def answer_of(section, question):
    """Return a section's function for a question; "nothing" where file or function is missing."""
    name, nothing = QUESTIONS[question]
    package = import_module(type(section).__module__.rpartition(".")[0])
    if not module_has_submodule(package, name):
        return nothing
    return getattr(
        import_module(f"{package.__name__}.{name}"),
        question,
        nothing,
    )


def all_sections():
    """Return the sections in file order; the cover, which stands in no list, comes first."""
    names = [name.rsplit(".", 1)[-1] for name in settings.SECTIONS]
    order = {name: place for place, name in enumerate(names)}
    return sorted(
        _register.values(),
        key=lambda section: order.get(section.slug, -1),
    )


def stored_figures():
    """Return the stored figures of all sections, in file order."""
    return [figure for section in all_sections() for figure in section.columns()]


def section_named(slug):
    """Return one section, or None."""
    return _register.get(slug)


def searchable(model):
    """Return how a model is found, or None."""
    return _searchables.get(model)
