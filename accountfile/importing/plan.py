"""What is wanted of an import, and what would come of it: the same for a dry run and for the run
itself.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from accountfile.core.models.search import plain
from accountfile.importing.stages import Pending


@dataclass
class Wishes:
    """How a file is to be understood: ``{field: column}``, ``{(field, plain text): text}``, the
    order of dates.
    """

    mapping: dict = field(default_factory=dict)
    aliases: dict = field(default_factory=dict)
    dates: str = ""

    def corrected(self, field_name, text):
        """Return what a text stands for at this field."""
        if not self.aliases:
            return text
        return self.aliases.get((field_name, plain(text)), text)


@dataclass(frozen=True)
class Problem:
    """Why a row was refused: its line number, the column, one sentence."""

    row: int
    column: str
    reason: str

    def as_dict(self):
        return {"row": self.row, "column": self.column, "reason": self.reason}


@dataclass(frozen=True)
class Doubt:
    """A text that so many rows have and that looks like another: is it the same?

    Or one that is new, with the ``choices`` of what it may mean and what it would count as, if it
    ``becomes`` a row.
    """

    field: str
    text: str
    proposal: str
    rows: int
    refused: bool
    choices: tuple = ()
    becomes: str = ""


@dataclass(frozen=True)
class Plan:
    """Every row of a file and what is to become of it."""

    kind: Any
    wishes: Wishes
    records: list
    # {line number: {attribute: value}} of rows that differ from what is stored.
    changes: dict
    doubts: list
    # Columns whose days and months cannot be told apart.
    unsure_dates: list
    # Headers of the columns that no field is read from.
    unread: list
    # The imports that were stored or undone when this was planned.
    finished: list

    @property
    def columns(self):
        """Return ``{field: column}``, as used."""
        return self.wishes.mapping

    @cached_property
    def good(self):
        return [record for record in self.records if not record.problems]

    @cached_property
    def new(self):
        return [record for record in self.good if record.found is None]

    @cached_property
    def changed(self):
        return [record for record in self.good if record.number in self.changes]

    @cached_property
    def besides(self):
        """Return the texts that will be added besides the rows of the file, by reference field."""
        texts: dict[str, dict[str, str]] = {}
        for record in self.good:
            for name, value in record.values.items():
                if isinstance(value, Pending) and value.text:
                    texts.setdefault(name, {})[plain(value.text)] = value.text
        return texts

    def counts(self):
        """Return the five numbers; the first is the sum of the others."""
        refused = sum(bool(record.problems) for record in self.records)
        new = len(self.new)
        changed = len(self.changed)
        return {
            "read": len(self.records),
            "stored": new,
            "updated": changed,
            "unchanged": len(self.records) - refused - new - changed,
            "refused": refused,
        }

    def problems(self):
        """Return every Problem in the order of the file."""
        return [
            Problem(
                record.number,
                self.columns.get(refusal.field, ""),
                refusal.reason,
            )
            for record in self.records
            for refusal in record.problems
        ]

    def result(self):
        """Return what the command prints."""
        result = self.counts()
        result["problems"] = [problem.as_dict() for problem in self.problems()]
        made_besides = sum(map(len, self.besides.values()))
        if made_besides:
            result["also_stored"] = made_besides
        return result


NOTHING = {"read": 0, "stored": 0, "updated": 0, "unchanged": 0, "refused": 0}


def refused_whole(reason):
    """Return what the command prints of a file that was refused as a whole."""
    return NOTHING | {"problems": [{"row": 0, "column": "", "reason": str(reason)}]}
