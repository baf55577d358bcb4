"""From a cell to a date or a year: as people write them in several languages, never guessing which
is the month.
"""

import re
from datetime import date, datetime

from accountfile.core.models.search import plain
from accountfile.importing.kinds import Refused
from accountfile.importing.parsing import Style, number, shown

EARLIEST, LATEST = 1900, 2100
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier janv",
            "feb february februar fevrier fev fevr",
            "mar march marz mrz mars",
            "apr april avril avr",
            "may mai",
            "jun june juni juin",
            "jul july juli juillet juil",
            "aug august aout",
            "sep sept september septembre",
            "oct october okt oktober octobre",
            "nov november novembre",
            "dec december dez dezember decembre",
        ),
        1,
    )
    for name in names.split()
}
CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?"
ZONE = r"(?:Z|UTC|[+-]\d{2}:?\d{2})?"
TIME = rf"(?:[T\s,]+{CLOCK}\s*(?:[AaPp]\.?[Mm]\.?)?\s*{ZONE})?"
ISO = re.compile(rf"(?=\d{{8}}|\d{{4}}\D)(\d{{4}})([-/.]?)(\d{{1,2}})\2(\d{{1,2}}){TIME}", re.ASCII)
NUMERIC = re.compile(rf"(\d{{1,2}})([-/. ])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){TIME}", re.ASCII)
NAME = r"([A-Za-z]{3,9})\.?"
WORDS = re.ASCII | re.IGNORECASE
DAY_FIRST = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s-]+{NAME},?[\s-]+(\d{{4}}|\d{{2}}){TIME}", WORDS
)
MONTH_FIRST = re.compile(rf"{NAME}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){TIME}", WORDS)


def day(cell, style):
    """Return the date that a cell means; a time of day behind it is left out."""
    if isinstance(cell, datetime):
        return _plausible(cell.date(), cell)
    if isinstance(cell, date):
        return _plausible(cell, cell)
    if not isinstance(cell, str):
        raise Refused(f"“{shown(cell)}” is not a date")
    try:
        return _plausible(
            date(*_parts(cell.strip(), style.dates)),
            cell,
        )
    except (ValueError, TypeError) as fault:
        if isinstance(fault, Refused):
            raise
        raise Refused(f"“{shown(cell)}” is not a date") from fault


def year(cell, style):
    """Return a year between 1000 and 2100; of a whole date its year."""
    has_several_numbers = isinstance(cell, str) and re.search(r"\d\D+\d", cell)
    if isinstance(cell, date) or has_several_numbers:
        try:
            return day(cell, style).year
        except Refused:
            # Whichever of the others is the month, the year is at the same place.
            return day(cell, Style()).year
    if isinstance(cell, str) and not cell.strip().isdecimal():
        raise Refused(f"“{shown(cell)}” is not a year")
    value = number(cell, style)
    if value != value.to_integral_value() or not 1000 <= value <= LATEST:
        raise Refused(f"“{shown(cell)}” is not a year")
    return int(value)


def _parts(words, order):
    """Return year, month and day as written; None where the words are no date."""
    if found := ISO.fullmatch(words):
        return int(found[1]), int(found[3]), int(found[4])
    if found := NUMERIC.fullmatch(words):
        first = int(found[1])
        second = int(found[3])
        # With dots the day always comes first.
        if found[2] == ".":
            order = "dmy"
        order = order or _order_of(first, second, words)
        month, day_of_month = (first, second) if order == "mdy" else (second, first)
        return _full_year(found[4]), month, day_of_month
    words = plain(words)
    if found := DAY_FIRST.fullmatch(words):
        return _full_year(found[3]), MONTHS.get(found[2]), int(found[1])
    if found := MONTH_FIRST.fullmatch(words):
        return int(found[3]), MONTHS.get(found[1]), int(found[2])
    return None, None, None


def _order_of(first, second, words):
    """Return the only order that one date can have; refuse one that could be two days."""
    if max(first, second) <= 12 and first != second:
        raise Refused(
            f"“{shown(words)}” could begin with the day or with the month: say which comes first"
        )
    if second > 12:
        return "mdy"
    return "dmy"


def _full_year(digits):
    value = int(digits)
    if len(digits) == 4:
        return value
    # As most programs read two digits: what was sold in '72 was not sold in 2072.
    if value < 70:
        return 2000 + value
    return 1900 + value


def _plausible(value, cell):
    if not EARLIEST <= value.year <= LATEST:
        raise Refused(f"“{shown(cell)}” is not a date between {EARLIEST} and {LATEST}")
    return value


def style_of_dates(cells):
    """Return "dmy" or "mdy" where a column shows it, "" where it could be both, None without such
    dates.
    """
    days_first = False
    months_first = False
    has_dates = False
    for cell in cells:
        found = NUMERIC.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if found and found[2] != ".":
            has_dates = True
            # Only a day can be more than twelve.
            if int(found[1]) > 12:
                days_first = True
            if int(found[3]) > 12:
                months_first = True
    if not has_dates:
        return None
    # A column that shows both orders tells nothing about its other dates.
    if days_first == months_first:
        return ""
    return "mdy" if months_first else "dmy"
