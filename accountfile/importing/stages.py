"""One row of a file on its way: read, resolved, matched, refused. No stage changes a record:
whatever learns more of a row hands on a new one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from accountfile.core.models.search import plain


@dataclass(frozen=True)
class Pending:
    """A row that will exist once the import is stored: that of another line of the file, or one
    that is made of a text at this field.
    """

    line: int = 0
    field: str = ""
    text: str = ""

    @property
    def plainly(self):
        """Return what is the same for every spelling of the text."""
        return replace(self, text=plain(self.text))


@dataclass(frozen=True)
class Refusal:
    """Why the row of one line stays out: the field that is at fault, and one sentence."""

    line: int
    field: str
    reason: str


@dataclass(frozen=True, eq=False, slots=True)
class Record:
    """One row of the file as it was read: its line number, its values, what speaks against it.

    The values of references are texts until they are resolved, then primary keys or Pendings.
    ``written`` holds the text of each cell that an alias has replaced.
    """

    number: int
    values: Mapping
    written: Mapping
    problems: tuple = ()

    def __getitem__(self, name):
        return self.values.get(name)

    def refusal(self, field_name, reason):
        """Return the Refusal of this row for a reason at this field."""
        return Refusal(self.number, field_name, reason)

    def refused(self, *refusals):
        """Return this record with these Refusals."""
        return replace(self, problems=(*self.problems, *refusals))

    def with_values(self, values):
        """Return this record with these of its values replaced."""
        return replace(self, values={**self.values, **values})

    def matched(self, found):
        """Return this record with the stored row that it means, or None where it is new."""
        return Matched(self.number, self.values, self.written, self.problems, found)


@dataclass(frozen=True, eq=False, slots=True)
class Matched(Record):
    """A record of which is known whether its row is stored already, and which one it is."""

    found: Any = None

    @property
    def place(self):
        """Return what others point at where they mean this row."""
        if self.found is None:
            return Pending(line=self.number)
        return self.found.pk


def refuse(records, refusals):
    """Return the records, those of the Refusals with their problems."""
    by_line: dict[int, list[Refusal]] = {}
    for refusal in refusals:
        by_line.setdefault(refusal.line, []).append(refusal)
    if not by_line:
        return records
    return [
        record.refused(*by_line[record.number]) if record.number in by_line else record
        for record in records
    ]
