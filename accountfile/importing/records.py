"""From the cells of a table to records: cleaned, corrected, parsed, each with the reasons that keep
it out.
"""

import re
from itertools import islice, zip_longest

from accountfile.base.text import several_lines
from accountfile.importing import dates, parsing
from accountfile.importing.headers import JOINT, column_of_deleted
from accountfile.importing.kinds import Record, Refused
from accountfile.importing.parsing import Style
from accountfile.importing.reading import Marked

NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f]")
# Our own exports put an apostrophe before these, so that no spreadsheet runs them; see
# pages/exports.py.
GUARDED = re.compile(r"'(?=[=+\-@\t\r\n＝＋－＠])")
TOLD_EVERY = 1000  # rows
DATES = {dates.day, dates.year}


def read_records(kind, table, wishes, progress=lambda done, total: None):
    """Return the records of a table and the columns of which nothing shows whether day or month
    comes first.
    """
    raw = list(_picked(kind, table, wishes.mapping))
    styles, unsure = styles_of(kind, table, raw, wishes)
    records = []
    for number, fault, deleted, cells in raw:
        record = Record(number)
        records.append(record)
        if fault:
            record.refuse("", fault)
        elif deleted:
            record.refuse("", "is marked as deleted")
        else:
            _fill(record, kind, cells, styles, wishes)
        if len(records) % TOLD_EVERY == 0:
            progress(len(records), len(raw))
    return records, [wishes.mapping[name] for name in unsure]


def _picked(kind, table, mapping):
    """Yield (line number, fault, whether deleted, {field: cell}) of each row, the mapped columns
    alone.
    """
    places = {header: place for place, header in enumerate(table.headers)}
    wanted = {name: _columns(header, places) for name, header in mapping.items()}
    gone = places.get(column_of_deleted(table.headers))
    for line in table.rows():
        if line.fault:
            yield line.number, line.fault, False, {}
            continue
        cells = {}
        for name, columns in wanted.items():
            cells[name] = _joined([line.cells[place] for place in columns])
        is_deleted = gone is not None and _says_yes(line.cells[gone])
        yield line.number, "", is_deleted, cells


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


def styles_of(kind, table, raw, wishes):
    """Return how each column writes dates and numbers, and the fields whose dates could be read in
    two ways.
    """
    styles = {}
    unsure = []
    for field in kind.fields:
        if field.name not in wishes.mapping:
            continue
        cells = [cells.get(field.name) for _, _, _, cells in raw]
        if field.parse in DATES:
            order = wishes.dates or dates.style_of_dates(cells)
            if order == "":
                order = elsewhere(table, dates.style_of_dates)
            # Of a year it does not matter which of the others is the month.
            if order == "" and field.parse is dates.day:
                unsure.append(field.name)
            styles[field.name] = Style(dates="dmy" if order is None else order)
        elif field.parse in parsing.NUMBERS:
            mark = parsing.style_of_numbers(cells)
            mark = mark or elsewhere(table, parsing.style_of_numbers)
            styles[field.name] = Style(
                decimal=mark,
                share=parsing.writes_shares(cells),
                currency=parsing.currency_in(wishes.mapping[field.name]),
            )
    return styles, unsure


def elsewhere(table, style_of):
    """Return the style that the other columns of the file show; "" if they show none or do not
    agree.
    """
    rows = [line.cells for line in islice(table.rows(), 2000) if not line.fault]
    styles = {style_of(cells) for cells in zip_longest(*rows)} - {None, ""}
    if len(styles) == 1:
        return styles.pop()
    return ""


def _fill(record, kind, cells, styles, wishes):
    for field in kind.fields:
        if field.name not in cells:
            if field.required:
                record.refuse(field.name, f"{field.label} is missing")
            continue
        try:
            cell = cleaned(cells[field.name])
            style = styles.get(field.name, Style())
            record.values[field.name] = _value(record, field, cell, style, wishes)
        except Refused as refusal:
            record.refuse(field.name, str(refusal))


def _value(record, field, cell, style, wishes):
    if isinstance(cell, str) and cell:
        meant = wishes.corrected(field.name, cell)
        if meant != cell:
            record.written[field.name] = cell
        cell = meant
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
