"""What a table of a file is, whether it came as text or as a workbook: which line holds the
headers, which rows are below it, and what is wrong with a row as a whole.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from accountfile.core.models.search import plain
from accountfile.importing.kinds import Refused

MOST_BYTES = 25 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_CELLS = 3_000_000
MOST_CHARACTERS = 32_767
ROWS_SHOWN = 4
HEADER_WITHIN = 10  # lines; above the headers there may be a title and a date
TOTALS = re.compile(
    "(grand|sub)?totals?|sums?|summen?|(zwischen)?summe|gesamt(summe)?|insgesamt|(sous)?total|"
    "totalgeneral|somme|suma|summa|totaal|totale"
)


@dataclass(frozen=True)
class Marked:
    """A cell that is no value: a formula, or an error that a spreadsheet shows."""

    reason: str

    def __str__(self):
        return self.reason


FORMULA = Marked("holds a formula: give its value instead")


@dataclass
class Line:
    """One row of a file: its line number, its cells, and what is wrong with it as a whole."""

    number: int
    cells: list
    fault: str = ""


@dataclass
class Table:
    """One table of a file: its headers, and a way to read its rows.

    It holds no rows: ``lines`` begins anew for whoever asks, so that a hundred thousand rows never
    lie in memory twice. A page that shows the first rows reads no further than these; planning an
    import asks once.
    """

    headers: list
    lines: Callable
    sheet: str = ""
    sheets: list = field(default_factory=list)

    def rows(self):
        """Yield each Line below the headers that is not blank, at most MOST_ROWS of them."""
        width = len(self.headers)
        after_gap = False
        cells = 0
        for line in self.lines():
            cells += len(line.cells)
            if cells > MOST_CELLS:
                raise Refused(f"The file has more than {MOST_CELLS:,} cells: import it in parts.")
            if not any(cell not in ("", None) for cell in line.cells) and not line.fault:
                after_gap = True
                continue
            yield line if line.fault else checked(line, width, after_gap)


def head_of(table):
    """Return what a page shows of a table and asks about it, as JSON keeps it."""
    first = [
        ["" if cell is None else str(cell) for cell in line.cells]
        for line in islice(table.rows(), ROWS_SHOWN)
    ]
    return {
        "headers": table.headers,
        "sheet": table.sheet,
        "sheets": table.sheets,
        "rows": first,
    }


def checked(line, width, after_gap=False):
    """Return the line, with its fault where it is no row of the table, is too short or too long, or
    its cells are.
    """
    extra = [cell for cell in line.cells[width:] if cell not in ("", None)]
    if sums_up(line):
        line.fault = "is a line of totals, not a row of its own"
    elif after_gap and width > 2 and filled(line) == 1:
        line.fault = "stands below the table and has one cell alone: it is taken for a note"
    elif extra or len(line.cells) < width:
        line.fault = f"the row has {len(line.cells)} cells, the header {width}"
    elif any(isinstance(cell, str) and len(cell) > MOST_CHARACTERS for cell in line.cells):
        line.fault = f"a cell is longer than {MOST_CHARACTERS:,} characters"
    return line


def filled(line):
    """Return how many cells of a line are not blank."""
    return sum(cell is not None and str(cell).strip() != "" for cell in line.cells)


def sums_up(line):
    """Say whether a line begins with a word such as Total and has nothing but numbers and blanks
    behind it.
    """
    cells = [cell for cell in line.cells if cell is not None and str(cell).strip() != ""]
    words = re.sub(r"[\W\d_]", "", plain(cells[0])) if cells else ""
    return (
        bool(TOTALS.fullmatch(words))
        and 1 < len(cells) < len(line.cells)
        and not any(map(has_letters, cells[1:]))
    )


def has_letters(cell):
    """Say whether a cell is more than a number with its currency."""
    return not isinstance(cell, Marked) and re.search(r"[^\W\d_]{4}", str(cell)) is not None


def header_among(lines):
    """Return the line with the headers: the first that is about as wide as the widest near the
    top.
    """
    widest = max(map(filled, lines), default=0)
    wide = [
        line
        for line in lines
        if filled(line) * 2 > widest and not (filled(line) < widest and _dates_from(line))
    ]
    # One wide line alone is a row with too many cells, not a table below a title.
    if len(wide) == 1 and len(lines) > 2:
        return lines[0]
    return next(iter(wide), None)


def _dates_from(line):
    """Say whether a line above the headers says something of the whole, such as As of,
    31.12.2025.
    """
    return filled(line) == 2 and any(
        cell and not re.search(r"[^\W\d_]", str(cell)) for cell in line.cells
    )


def header_of(lines):
    """Return the line with the headers among the first that are not blank, or None."""
    return header_among(list(islice((line for line in lines if filled(line)), HEADER_WITHIN)))


def named(cells):
    """Return a name of its own for each header cell."""
    names = []
    for place, cell in enumerate(cells, 1):
        name = base = (
            " ".join(str("" if cell is None else cell).replace("\0", " ").split())[:200]
            or f"column {place}"
        )
        times = 1
        while name in names:
            times += 1
            name = f"{base} ({times})"
        names.append(name)
    return names
