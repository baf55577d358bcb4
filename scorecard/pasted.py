"""A table of months as it is pasted from a spreadsheet: each line a month with its amounts."""

import re
from datetime import date

from django.core.exceptions import ValidationError

from accountfile.importing.dates import MONTHS, day
from accountfile.importing.kinds import Refused
from accountfile.importing.parsing import Style, money, style_of_numbers
from scorecard.models import FinancialPeriod

HEADINGS = {
    "month": {"month", "period", "date"},
    "revenue": {"revenue", "turnover", "sales", "actual revenue"},
    "cost": {"cost", "costs", "actual cost"},
    "planned_revenue": {"planned revenue", "plan revenue", "revenue plan", "plan", "budget"},
    "planned_cost": {"planned cost", "plan cost", "cost plan", "planned costs"},
}
USUAL = list(HEADINGS)
MOST_LINES = 400


def read_table(text):
    """Return ``[(first day of the month, amounts)]``, or raise ValidationError naming each line
    that cannot be read.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MOST_LINES:
        raise ValidationError(f"These are {len(lines)} lines; {MOST_LINES} can be taken at a time.")
    cells = [
        (number, [cell.strip() for cell in re.split(r"[\t;]", line)]) for number, line in lines
    ]
    columns, cells = _columns(cells)
    style = Style(style_of_numbers([cell for _, row in cells for cell in row[1:]]))
    rows, faults, seen = [], [], set()
    for number, row in cells:
        try:
            month, amounts = _read(row, columns, style)
            if month in seen:
                raise Refused(f"{month:%B %Y} stands twice")
            seen.add(month)
            rows.append((month, amounts))
        except Refused as fault:
            faults.append(f"Line {number}: {fault}.")
    if faults:
        raise ValidationError(faults[:20])
    if not rows:
        raise ValidationError("There is no month in it.")
    return rows


def _columns(cells):
    """Return what each column means, and the lines below the headings if there are any."""
    if not cells:
        return USUAL, []
    headings = [re.sub(r"[\s_]+", " ", cell).casefold() for cell in cells[0][1]]
    if headings[0] not in HEADINGS["month"]:
        return USUAL, cells
    known = [
        next((name for name, words in HEADINGS.items() if heading in words), None)
        for heading in headings
    ]
    if None in known or len(set(known)) < len(known):
        raise ValidationError(
            "The headings must be among: month, revenue, cost, planned revenue, planned cost."
        )
    return known, cells[1:]


def _read(row, columns, style):
    if len(row) > len(columns):
        raise Refused(f"there are {len(row)} columns instead of at most {len(columns)}")
    told = dict(zip(columns, row, strict=False))
    amounts = {name: told.get(name) for name in FinancialPeriod.AMOUNTS}
    return month_of(told["month"]), {
        name: money(cell, style) if cell else None for name, cell in amounts.items()
    }


def month_of(cell):
    """Return the first day of the month that a cell means: 2026-01, 01/2026, Jan 2026, or any day
    of it.
    """
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})", cell):
        return _first(
            int(match[1]),
            int(match[2]),
            cell,
        )
    if match := re.fullmatch(r"(\d{1,2})[-/.](\d{4})", cell):
        return _first(
            int(match[2]),
            int(match[1]),
            cell,
        )
    if (match := re.fullmatch(r"([A-Za-z]+)\.?[ -](\d{4})", cell)) and match[
        1
    ].casefold() in MONTHS:
        return _first(
            int(match[2]),
            MONTHS[match[1].casefold()],
            cell,
        )
    return day(cell, Style(dates="")).replace(day=1)


def _first(year, month, cell):
    if not 1900 <= year <= 2100 or not 1 <= month <= 12:
        raise Refused(f"“{cell}” is not a month")
    return date(year, month, 1)
