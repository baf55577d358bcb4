"""A list as CSV or XLSX: exactly the view, with cells that no spreadsheet will run."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

from django.http import FileResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from accountfile.base.text import cut, for_xml

LONGEST_CELL = 32_767  # characters; a workbook with a longer one counts as broken
STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def safe_cell(value):
    """Return the value for a CSV cell; text that a spreadsheet would take for a formula gets a
    leading apostrophe.
    """
    if value is None:
        return ""
    if isinstance(value, (int, float, Decimal, date, datetime)):
        return value
    text = for_xml(str(value))
    if text.startswith(STARTERS):
        return f"'{text}"
    return text


def export(rows, kind, name):
    """Answer these rows (the first one: headers) as a file; ``kind`` is csv or xlsx."""
    answer = _csv(rows) if kind == "csv" else _xlsx(rows)
    answer["Content-Type"] = TYPES[kind]
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.{kind}")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


class _Line:
    """A file that gives back what is written to it, so that the CSV streams."""

    def write(self, text):
        return text


def _csv(rows):
    writer = csv.writer(_Line())
    # The mark at the front tells spreadsheets that this is UTF-8.
    return StreamingHttpResponse(
        (
            "\ufeff" * (number == 0) + writer.writerow([safe_cell(v) for v in row])
            for number, row in enumerate(rows)
        )
    )


def _xlsx(rows):
    # Late, as few requests need it: a web process is thirty megabytes smaller without.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Export")
    for row in rows:
        sheet.append([_set(WriteOnlyCell(sheet), value) for value in row])
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return FileResponse(file)


def _set(cell, value):
    """Put a value into a cell; text past the cell's own guess, or what begins with "=" would become
    a formula.
    """
    if value is None or isinstance(value, (int, float, Decimal, date)):
        cell.value = value.replace(tzinfo=None) if isinstance(value, datetime) else value
    else:
        cell._value, cell.data_type = cut(for_xml(str(value)), LONGEST_CELL), "s"
    return cell
