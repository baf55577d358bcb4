"""From a cell to a value: numbers and dates as people write them, each refusal one plain sentence."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import partial

from accountfile.core.importing.kinds import Refused

YES = {"true", "yes", "y", "1", "ja", "oui", "x", "wahr", "vrai"}
NO = {"false", "no", "n", "0", "nein", "non", "", "falsch", "faux"}
EARLIEST, LATEST = 1900, 2100
LARGEST = Decimal(10) ** 15
CENT = Decimal("0.01")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
CURRENCIES = r"(?:[$€£¥₹]|USD|EUR|GBP|CHF|SEK|JPY)"


@dataclass(frozen=True)
class Style:
    """How one column writes its numbers and dates: the decimal mark, and whether the day or the month comes first."""

    decimal: str = "."
    dates: str = "dmy"
    unsure: bool = False


def text(limit) -> Callable:
    """Return a parser for one line of at most so many characters, blanks at the ends taken off."""
    return partial(_text, limit, True)


def long_text(limit) -> Callable:
    """Return a parser for text of at most so many characters that keeps its line breaks."""
    return partial(_text, limit, False)


def _text(limit, one_line, cell, style):
    words = as_text(cell)
    if one_line:
        words = re.sub(r"\s*[\r\n\t]\s*", " ", words)
    if len(words) > limit:
        raise Refused(f"is {len(words):,} characters long; at most {limit:,} fit")
    return words


def as_text(cell):
    """Return a cell as a person would write it."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    return str(cell)


def number(cell, style):
    """Return the exact number that a cell means: 1,234.50, 1.234,50, 1 234, £1,234, (5) or 5-."""
    if isinstance(cell, bool | date):
        raise Refused(f"“{as_text(cell)}” is not a number")
    if isinstance(cell, int | float):
        return _in_range(Decimal(repr(cell)), cell)
    words = re.sub(rf"^([+(-]*)\s*{CURRENCIES}\s*|\s*{CURRENCIES}(\)?)$", r"\1\2", cell.strip(), flags=re.IGNORECASE)
    words = re.sub(r"[\s'’\u00a0\u202f]", "", words).replace("−", "-")
    bracketed = re.fullmatch(r"\((.*)\)|(.*\d)-", words)
    if bracketed:
        words = f"-{bracketed[1] or bracketed[2]}"
    try:
        return _in_range(Decimal(_with_point(words, style.decimal)), cell)
    except InvalidOperation as fault:
        raise Refused(f"“{shown(cell)}” is not a number") from fault


def _with_point(words, decimal):
    """Return the digits with a point as decimal mark and no thousands marks; what is neither is left to be refused."""
    if re.fullmatch(r"[+-]?\d+(\.\d+)?e[+-]?\d{1,3}", words, flags=re.IGNORECASE):
        return words
    for point, thousand in ((decimal, ",."[decimal == ","]), (",."[decimal == ","], decimal)):
        p, t = re.escape(point), re.escape(thousand)
        if re.fullmatch(rf"[+-]?(?:\d{{1,3}}(?:{t}\d{{3}})+|\d+|(?={p}\d))(?:{p}\d*)?", words, flags=re.ASCII):
            return words.replace(thousand, "").replace(point, ".")
    raise InvalidOperation


def _in_range(value, cell):
    if not value.is_finite() or abs(value) >= LARGEST:
        raise Refused(f"“{shown(cell)}” is too large a number")
    return value


def money(cell, style):
    """Return an amount to the cent."""
    return number(cell, style).quantize(CENT)


def percent(cell, style):
    """Return a percentage between 0 and 100; 0.5 % is written 0.5."""
    value = number(cell.strip().rstrip("%") if isinstance(cell, str) else cell, style)
    if not 0 <= value <= 100:
        raise Refused(f"“{shown(cell)}” is not a percentage between 0 and 100")
    return value.quantize(CENT)


def whole(cell, style):
    """Return a whole number from 0 up."""
    value = number(cell, style)
    if value != value.to_integral_value():
        raise Refused(f"“{shown(cell)}” is not a whole number")
    if not 0 <= value <= 2_147_483_647:
        raise Refused(f"“{shown(cell)}” is out of range")
    return int(value)


def year(cell, style):
    """Return a year between 1000 and 2100; of a whole date its year."""
    if isinstance(cell, date) or (isinstance(cell, str) and re.search(r"\d\D+\d", cell)):
        return day(cell, style).year
    value = number(cell, style)
    if value != value.to_integral_value() or not 1000 <= value <= LATEST:
        raise Refused(f"“{shown(cell)}” is not a year")
    return int(value)


def flag(cell, style):
    """Return whether a cell says yes."""
    word = as_text(cell).casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise Refused(f"“{shown(cell)}” is neither yes nor no")


def day(cell, style):
    """Return the date that a cell means; a time of day behind it is left out."""
    if isinstance(cell, datetime):
        return _plausible(cell.date(), cell)
    if isinstance(cell, date):
        return _plausible(cell, cell)
    if not isinstance(cell, str):
        raise Refused(f"“{shown(cell)}” is not a date")
    try:
        return _plausible(date(*_parts(cell.strip(), style.dates)), cell)
    except (ValueError, TypeError) as fault:
        if isinstance(fault, Refused):
            raise
        raise Refused(f"“{shown(cell)}” is not a date") from fault


TIME = r"(?:[T\s,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?"
ISO = re.compile(rf"(\d{{4}})([-/.]?)(\d{{1,2}})\2(\d{{1,2}}){TIME}", re.ASCII)
NUMERIC = re.compile(rf"(\d{{1,2}})([-/. ])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){TIME}", re.ASCII)
NAME = r"([A-Za-z]{3,9})\.?"
DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]+{NAME},?[\s-]+(\d{{4}}|\d{{2}}){TIME}", re.ASCII)
MONTH_FIRST = re.compile(rf"{NAME}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){TIME}", re.ASCII)


def _parts(words, order):
    """Return year, month and day as written; None where the words are no date."""
    if found := ISO.fullmatch(words):
        return int(found[1]), int(found[3]), int(found[4])
    if found := NUMERIC.fullmatch(words):
        first, second = int(found[1]), int(found[3])
        # With dots the day always comes first.
        month_first = order == "mdy" and found[2] != "."
        return (_full_year(found[4]), first, second) if month_first else (_full_year(found[4]), second, first)
    if found := DAY_FIRST.fullmatch(words):
        return _full_year(found[3]), MONTHS.get(found[2].lower()), int(found[1])
    if found := MONTH_FIRST.fullmatch(words):
        return int(found[3]), MONTHS.get(found[1].lower()), int(found[2])
    return None, None, None


def _full_year(digits):
    value = int(digits)
    return value if len(digits) == 4 else 2000 + value if value < 70 else 1900 + value


def _plausible(value, cell):
    if not EARLIEST <= value.year <= LATEST:
        raise Refused(f"“{shown(cell)}” is not a date between {EARLIEST} and {LATEST}")
    return value


def shown(cell):
    """Return a cell as a problem quotes it, cut where it is long."""
    words = as_text(cell)
    return words if len(words) <= 60 else f"{words[:57]}…"


def style_of_dates(cells):
    """Return "dmy" or "mdy" where a column shows it, "" where it could be both, None without such dates."""
    firsts = seconds = 0
    for cell in cells:
        found = NUMERIC.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if found and found[2] != ".":
            firsts, seconds = max(firsts, int(found[1])), max(seconds, int(found[3]))
    if not firsts:
        return None
    if seconds > 12 >= firsts:
        return "mdy"
    return "dmy" if firsts > 12 else ""


def style_of_numbers(cells):
    """Return the decimal mark of a column, "." unless its cells show the comma."""
    comma = point = 0
    for cell in cells:
        last = re.search(r"([.,])(\d+)\D*$", cell.strip()) if isinstance(cell, str) else None
        if not last:
            continue
        both = {",", "."} <= set(cell)
        if both or len(last[2]) != 3 or re.match(r"\D*0[.,]", cell):
            comma, point = comma + (last[1] == ","), point + (last[1] == ".")
        elif cell.count(last[1]) > 1:
            # 1.234.567: what stands twice parts thousands.
            comma, point = comma + (last[1] == "."), point + (last[1] == ",")
    return "," if comma > point else "."
