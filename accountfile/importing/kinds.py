"""What a kind of import says about itself, so that one engine can read, match, check and store any
of them.

A section adds kinds by ``kinds()`` of its ``imports.py``, which returns subclasses of
:class:`Kind`::

    class Sites(Kind):
        name, noun, plural = "sites", "site", "sites"
        model = Site
        fields = (
            Field("name", "Name", text(120), required=True, headers="name, site name, standort"),
            Field("opened_on", "Opened on", day, headers="opened on, opening date"),
            Field("rent", "Rent", money, headers="rent, annual rent, miete"),
        )
        key = ("name",)

The engine does the rest, set-wise: it guesses the columns by ``Field.headers``, parses the cells,
resolves references through one dictionary each, finds the rows that are there already (by
``external_id`` where the row has one, else by ``key``, compared without case, accents and double
blanks), and creates or updates them through ``create_all`` and ``update_all``. A blank cell says
nothing: it leaves what is stored. Nothing is written in a dry run.

What a kind may override, in the order in which it is called:

* ``begin()`` – load what ``check`` needs (one or two statements). ``self.today`` is set.
* ``check(records)`` – look at all rows together, after parsing and resolving, and yield
  ``record.refusal(field_name, sentence)`` for each that stays out. ``record[field_name]`` is the
  parsed value, None where the cell is blank; for a reference the primary key, or a ``Pending``
  (see ``stages.py``) for a row that will only exist once the import is stored. ``record.found``
  is the stored row or None, ``record.problems`` what speaks against it already.
* ``attributes(record)`` – return ``{attribute of the model: value}`` to store, made of
  ``record.values``; the default maps each field that is not blank to ``Field.attribute``. A
  Pending is passed on as it is: the engine replaces it when it stores the row. It must not ask the
  database.
* ``create(rows)`` and ``update(rows, names, before)`` – store unsaved or changed rows; the default
  keeps history and search.
* ``after(made, changed)`` – whatever follows, set-wise, for the rows that were created and changed
  (``changed`` is a list of ``(row, before)``, before a dict of the stored values); inside the
  transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accountfile.core.models import create_all, delete_all, update_all
from accountfile.core.models.search import plain


class Refused(ValueError):
    """A cell, a row or a file that cannot be taken, with the reason as one plain sentence."""


@dataclass(frozen=True)
class Reference:
    """How a cell names another row.

    ``load()`` yields ``(primary key, [every text that names the row])``, the name first, in one
    statement. ``make(texts)``, where unknown texts may simply be added, creates these rows set-wise
    and returns ``{text: row}``; ``makes(text)`` says whether this one may. ``becomes(text)`` says
    in words what a new row would count as, where that is a guess: it is asked before it is made.
    ``own`` says that the file's own rows count as known, in whichever order they stand.
    """

    noun: str
    load: Callable
    make: Callable | None = None
    makes: Callable = lambda text: True
    becomes: Callable | None = None
    own: bool = False


@dataclass(frozen=True)
class Field:
    """One thing a row of this kind can say.

    ``parse(cell, style)`` turns a cell that is not blank into a value or raises Refused; see
    ``parsing.py`` for text(n), whole, money, percent and ``dates.py`` for day and year.
    ``to`` is the model's attribute (``owner_id`` for a reference), ``name`` if left out.
    ``headers`` are the names, separated by commas, that companies and their programs give its
    column in whichever languages: in order of preference where a file has several of them, and
    compared as ``headers.squeezed``, letters and digits alone. ``joined_from`` names the columns
    that make its value together where it has none of its own. ``asked`` proposes corrections of
    near-misses in free text; ``words`` are the words it is compared with.
    """

    name: str
    label: str
    parse: Callable
    to: str = ""
    required: bool = False
    headers: str = ""
    joined_from: tuple = ()
    refers: Reference | None = None
    asked: bool = False
    words: tuple = ()

    @property
    def attribute(self):
        return self.to or self.name


class Kind:
    """One kind of rows that can be imported; see the head of this module."""

    name = ""
    noun = ""
    plural = ""
    model: Any = None
    fields: tuple = ()
    sheets: tuple = ()  # what a sheet of a workbook with such rows may be called
    key: tuple = ("name",)
    # Fields by any of which another row of the file may name a row.
    named_by: tuple = ("external_id", "name")
    # Labels of models that come and go with a row, such as "section.step".
    parts: tuple = ()
    next_steps: tuple = ()  # (name of an address, words) of what to do once the rows are stored
    today: Any = None

    @classmethod
    def field(cls, name):
        """Return the field of this name, or None."""
        return next(
            (each for each in cls.fields if each.name == name),
            None,
        )

    def begin(self):
        """Load what ``check`` needs."""

    def stored(self):
        """Return the queryset among which the rows of the file are looked for."""
        return self.model._base_manager.all()

    def check(self, records):
        """Yield a Refusal of each row that does not agree with the others or with what is
        stored.
        """
        return ()

    def attributes(self, record):
        """Return what is to be stored of a record: by attribute of the model, without the blank
        fields.
        """
        values = record.values
        return {
            each.attribute: values[each.name]
            for each in self.fields
            if values.get(each.name) is not None
        }

    def key_of(self, record):
        """Return the natural key of a record as it is compared, or None where the record has
        none.
        """
        return comparable(record[name] for name in self.key)

    def build(self, attributes):
        """Return the unsaved row of these attributes."""
        return self.model(**attributes)

    def create(self, rows):
        """Store new rows."""
        return create_all(self.model, rows)

    def update(self, rows, names, before):
        """Store the named attributes of changed rows."""
        update_all(self.model, rows, names, before)

    def remove(self, rows):
        """Remove created rows when their import is undone."""
        delete_all(self.model, rows)

    def after(self, made, changed):
        """Do what follows once the rows are stored."""

    def finish(self):
        """Do what follows once at the end, also of an undo."""


def comparable(values):
    """Return these values as a key: text without case, accents and double blanks; None when there
    is nothing.
    """
    parts = tuple(plain(value) if isinstance(value, str) else value for value in values)
    if any(part not in (None, "") for part in parts):
        return parts
    return None
