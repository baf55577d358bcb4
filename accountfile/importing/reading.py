"""From bytes to a table: which encoding, which separator, which line; what is no table is refused
in a sentence.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter

from accountfile.core.models.search import plain
from accountfile.importing.kinds import Refused

MOST_BYTES = 25 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_CELLS = 3_000_000
MOST_CHARACTERS = 32_767
SEPARATORS = (",", ";", "\t", "|")
ROWS_SHOWN = 4
HEADER_WITHIN = 10  # lines; above the headers there may be a title and a date
SAYS_SEPARATOR = re.compile(
    r'"?sep=([^\w\s"]|\t)"?\s*$', re.IGNORECASE | re.MULTILINE
)  # how some spreadsheets begin a text file
TOTALS = re.compile(
    "(grand|sub)?totals?|sums?|summen?|(zwischen)?summe|gesamt(summe)?|insgesamt|(sous)?total|totalgeneral|somme|suma|"
    "summa|totaal|totale"
)
# The start of a file that is something else, and what it is.
OTHERS = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old or a password-protected spreadsheet: save it as .xlsx or CSV"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
csv.field_size_limit(1_000_000)


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
    """One table of a file: its headers and a way to read its rows once more from the start."""

    headers: list
    lines: Callable
    sheet: str = ""
    sheets: list = field(default_factory=list)

    def rows(self):
        """Yield each Line below the headers that is not blank, at most MOST_ROWS of them."""
        width, after_gap, cells = len(self.headers), False, 0
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
    return {"headers": table.headers, "sheet": table.sheet, "sheets": table.sheets, "rows": first}


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
    return lines[0] if len(wide) == 1 and len(lines) > 2 else next(iter(wide), None)


def _dates_from(line):
    """Say whether a line above the headers says something of the whole, such as As of,
    31.12.2025.
    """
    return filled(line) == 2 and any(
        cell and not re.search(r"[^\W\d_]", str(cell)) for cell in line.cells
    )


def read_csv(data):
    """Return the one table of a text file."""
    refuse_others(data)
    encoding = encoding_of(data)
    separator = separator_of(data, encoding)
    header = header_of(csv_lines(data, encoding, separator))
    if header is None:
        raise Refused("The file is empty.")
    if header.fault:
        raise Refused(f"The headers cannot be read: {header.fault}.")
    if len(header.cells) > MOST_COLUMNS:
        raise Refused(
            f"The file has {len(header.cells):,} columns; at most {MOST_COLUMNS} can be read."
        )

    def below():
        for number, line in enumerate(csv_lines(data, encoding, separator)):
            if number > MOST_ROWS:
                raise Refused(f"The file has more than {MOST_ROWS:,} rows: import it in parts.")
            if line.number > header.number:
                yield line

    return Table(named(header.cells), below)


def header_of(lines):
    """Return the line with the headers among the first that are not blank, or None."""
    return header_among(list(islice((line for line in lines if filled(line)), HEADER_WITHIN)))


def refuse_others(data):
    """Refuse what is no text, with a word for what it is."""
    if len(data) > MOST_BYTES:
        raise Refused(
            f"The file is larger than {MOST_BYTES // 1024 // 1024} MB: import it in parts."
        )
    for start, what in OTHERS:
        if data.startswith(start):
            raise Refused(f"The file is not a table but {what}.")
    if re.match(
        rb"(\xef\xbb\xbf)?\s*<(!doctype|html|head|body|table|\?xml|svg)", data[:200], re.IGNORECASE
    ):
        raise Refused("The file is not a table but a web page or XML: save it as .xlsx or CSV.")


def encoding_of(data):
    """Return the encoding of a text: what its mark says, UTF-16, UTF-8 or Windows-1252."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return decodable(data, encoding)
    start = data[:4096]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if (
        len(start) >= 4
        and max(even, odd) > len(start) // 8
        and min(even, odd) * 4 <= max(even, odd)
    ):
        return decodable(data, "utf-16-be" if even > odd else "utf-16-le")
    if sum(byte < 32 and byte not in b"\t\n\r\x0b\x0c" for byte in start) > max(
        4, len(start) // 50
    ):
        raise Refused("The file is not a table: it is not text.")
    try:
        return decodable(data, "utf-8")
    except Refused:
        refuse_broken(data)
        return decodable(data, "cp1252")


def refuse_broken(data):
    """Refuse UTF-8 with a few broken characters, which read as Windows-1252 would become
    gibberish.
    """
    words = data.decode("utf-8", "replace")
    broken = words.count("\ufffd")
    # What is not broken is UTF-8 by more than chance: in Windows-1252 hardly two such letters
    # follow each other.
    if sum(letter > "\x7f" for letter in words) - broken >= broken:
        line = words[: words.index("\ufffd")].count("\n") + 1
        raise Refused(
            f"Line {line} has a broken character; the rest of the file is UTF-8. Save it "
            "again as UTF-8."
        )


def decodable(data, encoding):
    """Return the encoding, if the data is in it throughout."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise Refused(
            "The text of the file is neither UTF-8, nor UTF-16, nor Windows-1252."
        ) from fault
    return encoding


def separator_of(data, encoding):
    """Return the separator that the file names, else the one that cuts the first rows most
    evenly.
    """
    if found := SAYS_SEPARATOR.match(data[:40].decode(encoding, "ignore").lstrip("\ufeff")):
        return found[1]
    best, score = ",", (0.0, 1)
    for separator in SEPARATORS:
        lines = list(islice(_tolerant(data, encoding, separator), 60))
        header = header_of(lines)
        if header and (width := len(header.cells)) > 1:
            widths = [len(line.cells) for line in lines if line.cells]
            # A header of two and more cells counts, however ragged the rows below it.
            score, best = max(
                (score, best),
                ((widths.count(width) / len(widths), width), separator),
                key=itemgetter(0),
            )
    return best


def _tolerant(data, encoding, separator):
    try:
        yield from csv_lines(data, encoding, separator)
    except Refused:
        return


def csv_lines(data, encoding, separator):
    """Yield a Line for each record; line breaks inside quotes stay as they are."""
    text = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")
    reader = csv.reader(text, delimiter=separator, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            if reader.line_num > number or "end of data" in str(fault) or "limit" in str(fault):
                raise Refused(
                    f"The quote that opens in line {number} is not closed where a cell ends."
                ) from fault
            yield Line(number, ["?"], "a quote stands inside a quoted cell without being doubled")
            continue
        yield Line(number, [FORMULA if cell.lstrip().startswith("=") else cell for cell in cells])


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
