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
    columns, lines = _columns(_cells(text))
    amounts = [cell for _, row in lines for cell in row[1:]]
    style = Style(style_of_numbers(amounts))
    rows, faults, seen = [], [], set()
    for number, row in lines:
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


def _cells(text):
    """Return ``[(line number, [cell])]`` of the lines that have anything in them."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MOST_LINES:
        raise ValidationError(f"These are {len(lines)} lines; {MOST_LINES} can be taken at a time.")
    # No comma: it may belong to an amount.
    return [(number, [cell.strip() for cell in re.split(r"[\t;]", line)]) for number, line in lines]


def _columns(lines):
    """Return what each column means, and the lines below the headings if there are any."""
    if not lines:
        return USUAL, []
    _, first = lines[0]
    headings = [re.sub(r"[\s_]+", " ", cell).casefold() for cell in first]
    if headings[0] not in HEADINGS["month"]:
        return USUAL, lines
    known = [_meaning(heading) for heading in headings]
    if None in known or len(set(known)) < len(known):
        raise ValidationError(
            "The headings must be among: month, revenue, cost, planned revenue, planned cost."
        )
    return known, lines[1:]


def _meaning(heading):
    """Return which column goes by this heading, or None."""
    for name, headings in HEADINGS.items():
        if heading in headings:
            return name
    return None


def _read(row, columns, style):
    if len(row) > len(columns):
        raise Refused(f"there are {len(row)} columns instead of at most {len(columns)}")
    # A line may end before the last column: what is missing is not known.
    told = dict(zip(columns, row, strict=False))
    month = month_of(told["month"])
    amounts = {}
    for name in FinancialPeriod.AMOUNTS:
        cell = told.get(name)
        amounts[name] = money(cell, style) if cell else None
    return month, amounts


def month_of(cell):
    """Return the first day of the month that a cell means: 2026-01, 01/2026, Jan 2026, or any day
    of it.
    """
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})", cell):
        year, month = match.groups()
        return _first(int(year), int(month), cell)
    if match := re.fullmatch(r"(\d{1,2})[-/.](\d{4})", cell):
        month, year = match.groups()
        return _first(int(year), int(month), cell)
    if match := re.fullmatch(r"([A-Za-z]+)\.?[ -](\d{4})", cell):
        name, year = match.groups()
        month = MONTHS.get(name.casefold())
        if month:
            return _first(int(year), month, cell)
    return day(cell, Style(dates="")).replace(day=1)


def _first(year, month, cell):
    if not 1900 <= year <= 2100 or not 1 <= month <= 12:
        raise Refused(f"“{cell}” is not a month")
    return date(year, month, 1)
