"""Workbooks: opened only after their size is known, read row by row, formulas and spreadsheet
errors marked as such.
"""

import io
import logging
import zipfile
from decimal import Decimal

from accountfile.importing.kinds import Refused
from accountfile.importing.reading import (
    FORMULA,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    Line,
    Marked,
    Table,
    header_of,
    named,
)

MOST_MEMBERS = 2_000
MOST_TEXTS = (
    1_000_000  # each is kept in memory as long as the book is open: a million take ten seconds
)
TEXT_ENDS = (b"</si>", b"<si/>", b":si>")
PIECE = 1024 * 1024
MOST_INFLATED = 100 * 1024 * 1024
MOST_RATIO = 100
RATIO_FROM = 5 * 1024 * 1024  # a few kilobytes of equal cells may well shrink a hundredfold
FARTHEST_COLUMN = 1_000
log = logging.getLogger(__name__)


def is_workbook(data):
    """Say whether the bytes are a zip file, as workbooks are."""
    return data.startswith(b"PK\x03\x04")


def read_workbook(data, sheet=""):
    """Yield a Table for each sheet that has one, or for the named sheet alone.

    No more than the first lines of a sheet are read yet.
    """
    check_zip(data)
    try:
        check_texts(data)
        # Late, as few requests need it: a web process is thirty megabytes smaller without.
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        names = [each.title for each in book.worksheets]
    except Refused:
        raise
    except Exception as fault:  # whatever a broken or hostile workbook makes its reader raise
        log.info("a workbook was refused: %r", fault)
        raise Refused(
            "The workbook cannot be read: open it in a spreadsheet and save it again as .xlsx."
        ) from fault
    if sheet and sheet not in names:
        raise Refused(f"The workbook has no sheet “{sheet}”; it has {', '.join(names)}.")
    for each in book.worksheets:
        if not sheet or each.title == sheet:
            table = table_of(each)
            if table:
                table.sheets = names
                yield table


def unpacked_size(data):
    """Return how many bytes a file has once it is unpacked, as it says itself; a text file is not
    packed.
    """
    if not is_workbook(data):
        return len(data)
    return sum(member.file_size for member in _members(data))


def check_texts(data):
    """Refuse a workbook with more texts than can be kept in memory; they are counted, not read.

    The file that holds them may have any name, so all are looked through.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        found = 0
        for name in book.namelist():
            with book.open(name) as member:
                found += _ends_of_texts(member)
            if found > MOST_TEXTS:
                raise Refused(
                    f"The workbook has more than {MOST_TEXTS:,} different texts: save it as "
                    "CSV in parts."
                )


def _ends_of_texts(member):
    """Count the tags that end a text, up to a few more than are allowed."""
    found, rest = 0, b""
    while found <= MOST_TEXTS and (piece := member.read(PIECE)):
        piece = rest + piece
        found += sum(piece.count(end) for end in TEXT_ENDS)
        rest = piece[-4:]  # an end that lies across two pieces is found in the second
    return found


def check_zip(data):
    """Refuse an archive that is no workbook, or that would swell when opened."""
    if len(data) > MOST_BYTES:
        raise Refused(
            f"The file is larger than {MOST_BYTES // 1024 // 1024} MB: import it in parts."
        )
    members = _members(data)
    if "xl/workbook.xml" not in {member.filename for member in members}:
        raise Refused("The file is an archive but not an .xlsx workbook: save it as .xlsx or CSV.")
    inflated = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    swells = inflated > RATIO_FROM and inflated / packed > MOST_RATIO
    if len(members) > MOST_MEMBERS or inflated > MOST_INFLATED or swells:
        raise Refused(
            "The workbook is too large once unpacked: save the sheet alone, or as CSV in parts."
        )


def _members(data):
    try:
        return zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fault:
        raise Refused(
            "The workbook is damaged: open it in a spreadsheet and save it again as .xlsx."
        ) from fault


def table_of(sheet):
    """Return the table of a sheet, its headers the first row that is about as wide as those below;
    None if blank.
    """
    header = header_of(_lines(sheet))
    if not header:
        return None
    while header.cells[-1] is None:
        header.cells.pop()
    width = len(header.cells)

    def below():
        for line in _lines(sheet):
            if line.number > header.number:
                # A spreadsheet does not keep the empty cells at the end of a row.
                line.cells += [None] * (width - len(line.cells))
                yield line

    return Table(named(header.cells), below, sheet.title)


def _lines(sheet):
    """Yield the rows of a sheet, blank ones included, and stop where there are too many."""
    sheet.reset_dimensions()  # what the file claims about its size may be wrong
    try:
        for number, row in enumerate(sheet.iter_rows(), 1):
            if number > MOST_ROWS:
                raise Refused(
                    f"The sheet “{sheet.title}” has more than {MOST_ROWS:,} rows: import it "
                    "in parts."
                )
            cells = [_value(cell) for cell in row[:FARTHEST_COLUMN]]
            if len(row) > FARTHEST_COLUMN or any(cell is not None for cell in cells[MOST_COLUMNS:]):
                raise Refused(f"The sheet “{sheet.title}” has more than {MOST_COLUMNS} columns.")
            yield Line(number, cells)
    except Refused:
        raise
    except Exception as fault:  # whatever a broken or hostile sheet makes its reader raise
        log.info("a sheet was refused: %r", fault)
        raise Refused(
            f"The sheet “{sheet.title}” cannot be read: save it again as .xlsx or CSV."
        ) from fault


def _value(cell):
    if cell.data_type == "f":
        return FORMULA
    if cell.data_type == "e":
        return Marked(f"holds the spreadsheet error {cell.value}")
    if isinstance(cell.value, float | int) and "%" in (cell.number_format or ""):
        return f"{Decimal(repr(cell.value)) * 100:f}%"  # what is shown as 30% is kept as 0.3
    if cell.value == "":
        return None
    return cell.value
