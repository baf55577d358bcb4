"""From the cells of a table to records: cleaned, corrected, parsed, each with the reasons that keep
it out.
"""

import re
from collections import deque
from dataclasses import dataclass
from itertools import zip_longest

from accountfile.base.text import several_lines
from accountfile.importing import dates, parsing
from accountfile.importing.headers import JOINT, column_of_deleted
from accountfile.importing.kinds import Refused
from accountfile.importing.parsing import Style
from accountfile.importing.reading import Marked
from accountfile.importing.stages import Record, Refusal

NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f]")
# Our own exports put an apostrophe before these, so that no spreadsheet runs them; see
# pages/exports.py.
GUARDED = re.compile(r"'(?=[=+\-@\t\r\n＝＋－＠])")
TOLD_EVERY = 1000  # rows
SAMPLED = 2000  # rows of which all columns are looked at
USUAL = Style()
DATES = {dates.day, dates.year}


@dataclass(frozen=True, slots=True)
class Picked:
    """What one row says in the columns that are read, in their order, or why it stays out."""

    number: int
    cells: list
    reason: str = ""


def read_records(kind, table, wishes, progress=lambda done, total: None):
    """Return the records of a table and the columns of which nothing shows whether day or month
    comes first.

    The file is read once. All of its cells are needed before the first of them is parsed, as they
    show how a column writes its dates and numbers; each row is let go as soon as it is a record.
    """
    rows, sample = _picked(table, wishes.mapping)
    styles, unsure = styles_of(kind, rows, sample, wishes)
    total = len(rows)
    records = []
    while rows:
        row = rows.popleft()
        if row.reason:
            refusal = Refusal(row.number, "", row.reason)
            records.append(Record(row.number, {}, {}, (refusal,)))
        else:
            cells = dict(zip(wishes.mapping, row.cells, strict=True))
            records.append(_record(kind, row.number, cells, styles, wishes))
        if len(records) % TOLD_EVERY == 0:
            progress(len(records), total)
    return records, [wishes.mapping[name] for name in unsure]


def _picked(table, mapping):
    """Return what each row says in the mapped columns, and the first rows with all their cells."""
    places = {header: place for place, header in enumerate(table.headers)}
    wanted = [_columns(header, places) for header in mapping.values()]
    gone = places.get(column_of_deleted(table.headers))
    rows: deque[Picked] = deque()
    sample = []
    for line in table.rows():
        if line.fault:
            rows.append(Picked(line.number, [], line.fault))
            continue
        if len(rows) < SAMPLED:
            sample.append(line.cells)
        cells = [_joined([line.cells[place] for place in columns]) for columns in wanted]
        is_deleted = gone is not None and _says_yes(line.cells[gone])
        rows.append(Picked(line.number, cells, "is marked as deleted" if is_deleted else ""))
    return rows, sample


def _columns(header, places):
    """Return the places of a column, or of several that are joined."""
    if header in places:
        return [places[header]]
    return [places[each] for each in header.split(JOINT)]


def _joined(cells):
    if len(cells) == 1:
        return cells[0]
    marked = [cell for cell in cells if isinstance(cell, Marked)]
    if marked:
        return marked[0]
    return " ".join(parsing.as_text(cell) for cell in cells if cell not in ("", None))


def _says_yes(cell):
    return parsing.as_text("" if cell is None else cell).casefold() in parsing.YES


def styles_of(kind, rows, sample, wishes):
    """Return how each column writes dates and numbers, and the fields whose dates could be read in
    two ways.
    """
    styles = {}
    unsure = []
    for field in kind.fields:
        if field.name not in wishes.mapping:
            continue
        place = list(wishes.mapping).index(field.name)
        cells = [row.cells[place] for row in rows if row.cells]
        if field.parse in DATES:
            order = wishes.dates or dates.style_of_dates(cells)
            if order == "":
                order = elsewhere(sample, dates.style_of_dates)
            # Of a year it does not matter which of the others is the month.
            if order == "" and field.parse is dates.day:
                unsure.append(field.name)
            styles[field.name] = Style(dates="dmy" if order is None else order)
        elif field.parse in parsing.NUMBERS:
            mark = parsing.style_of_numbers(cells)
            mark = mark or elsewhere(sample, parsing.style_of_numbers)
            styles[field.name] = Style(
                decimal=mark,
                share=parsing.writes_shares(cells),
                currency=parsing.currency_in(wishes.mapping[field.name]),
            )
    return styles, unsure


def elsewhere(sample, style_of):
    """Return the style that the other columns of the first rows show; "" if they show none or do
    not agree.
    """
    styles = {style_of(cells) for cells in zip_longest(*sample)} - {None, ""}
    if len(styles) == 1:
        return styles.pop()
    return ""


def _record(kind, number, cells, styles, wishes):
    """Return the record of one row's cells, with a problem for each that cannot be taken."""
    values = {}
    written = {}
    problems = []
    for field in kind.fields:
        if field.name not in cells and not field.required:
            continue
        try:
            cell = cleaned(cells.get(field.name))
            meant = _meant(cell, field, wishes)
            if meant != cell:
                written[field.name] = cell
            style = styles.get(field.name, USUAL)
            value = _value(meant, field, style, wishes)
            if value is not None:
                values[field.name] = value
        except Refused as refusal:
            problems.append(Refusal(number, field.name, str(refusal)))
    return Record(number, values, written, tuple(problems))


def _meant(cell, field, wishes):
    """Return what stands for a text at this field, and any other cell as it is."""
    return wishes.corrected(field.name, cell) if cell and isinstance(cell, str) else cell


def _value(cell, field, style, wishes):
    value = None if cell == "" else field.parse(cell, style)
    # Once more: parsing may have tidied the text into one that somebody has corrected before.
    if isinstance(value, str):
        value = wishes.corrected(field.name, value)
    if value in (None, "") and field.required:
        raise Refused(f"{field.label} is missing")
    if value == "":
        return None
    return value


def cleaned(cell):
    """Return a cell as it is meant: "" when blank; refuse formulas, errors and what is no text."""
    if cell is None:
        return ""
    if isinstance(cell, Marked):
        raise Refused(cell.reason)
    if not isinstance(cell, str):
        return cell
    words = cell.strip(" \t\r\n\u00a0")
    if NO_TEXT.search(words):
        raise Refused("holds a character that is no text, such as NUL")
    words = several_lines(words)
    if words.startswith("'"):
        return GUARDED.sub("", words, count=1)
    return words
