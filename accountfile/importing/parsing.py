"""From a cell to a value: words and numbers as people write them, each refusal one plain
sentence.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from accountfile.base.text import one_line
from accountfile.importing.kinds import Refused

YES = {"true", "yes", "y", "1", "ja", "oui", "x", "wahr", "vrai"}
LARGEST = Decimal(10) ** 15
CENT = Decimal("0.01")
CURRENCIES = (
    r"(?:(?:US|A|C|NZ|HK|S|R)?\$|[€£¥₹₽₺₩]|zł|kč|kr\.?|fr\."
    r"|USD|EUR|GBP|CHF|SEK|NOK|DKK|JPY|CAD|AUD|NZD|PLN|CZK|HUF"
    r"|CNY|INR|BRL|MXN|SGD|HKD|ZAR|TRY|RON|ILS|KRW|AED|SAR)"
)
SIGNS = {"€": "EUR", "£": "GBP", "₹": "INR", "₽": "RUB", "₺": "TRY", "₩": "KRW"}
CODES = re.findall(r"[A-Z]{3}", CURRENCIES)
OTHER = {".": ",", ",": ".", "": ","}  # the mark that is not the decimal one
LONGEST = 40  # characters of a number
AT_AN_END = re.compile(rf"^([+(-]*)\s*{CURRENCIES}\s*|\s*{CURRENCIES}(\)?)$", re.IGNORECASE)
# Blanks and apostrophes between thousands, and blanks that are not between digits.
IDLE_BLANKS = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?!\d))|(?<!\d)\s+|\s+(?!\d)")
BELOW_NOTHING = re.compile(r"\((.*)\)|(.*\d)-")
EXPONENTIAL = re.compile(r"[+-]?\d+(\.\d+)?e[+-]?\d{1,3}", re.IGNORECASE | re.ASCII)
# A number by its decimal mark.
SHAPES = {
    ".": re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+|\d+|(?=\.\d))(?:\.\d*)?", re.ASCII),
    ",": re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+|(?=,\d))(?:,\d*)?", re.ASCII),
}


@dataclass(frozen=True)
class Style:
    """How one column writes its numbers and dates: the decimal mark, and whether the day or the
    month comes first.

    An empty text says that the column does not show it: a cell that could then mean two things is
    refused. ``share``: percentages are written from 0 to 1. ``currency``: the one that the column's
    heading names.
    """

    decimal: str = "."
    dates: str = "dmy"
    share: bool = False
    currency: str = ""


class Amount(Decimal):
    """An amount with the currency that its cell or its column's heading names; "" where neither
    does.
    """

    currency = ""


def text(limit) -> Callable:
    """Return a parser for one line of at most so many characters, blanks at the ends taken off."""
    return partial(_text, limit, True)


def long_text(limit) -> Callable:
    """Return a parser for text of at most so many characters that keeps its line breaks."""
    return partial(_text, limit, False)


def _text(limit, is_line, cell, style):
    words = as_text(cell)
    if is_line:
        words = one_line(words)
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
    words = _digits(cell)
    # With the mark of the column first, then with the other: 1.234 in a column of commas.
    marks = (style.decimal or ".", OTHER[style.decimal])
    readings = [reading for mark in marks if (reading := _read(words, mark))]
    if not readings:
        raise Refused(f"“{shown(cell)}” is not a number")
    if not style.decimal and "." in words and Decimal(readings[0]) != Decimal(readings[-1]):
        raise Refused(
            f"“{shown(cell)}” could be {readings[-1]} or {readings[0]}: write it without "
            "marks for thousands"
        )
    return _in_range(Decimal(readings[0]), cell)


def _digits(cell):
    """Return a number as written, without its currency and its blanks, the minus in front."""
    words = AT_AN_END.sub(r"\1\2", cell.strip())
    words = IDLE_BLANKS.sub("", words).replace("−", "-")
    bracketed = BELOW_NOTHING.fullmatch(words)
    if bracketed:
        return f"-{bracketed[1] or bracketed[2]}"
    return words


def _read(words, mark):
    """Return the digits with a point as decimal mark, if this mark makes them a number, else
    None.
    """
    if EXPONENTIAL.fullmatch(words):
        return words
    if not SHAPES[mark].fullmatch(words):
        return None
    return words.replace(OTHER[mark], "").replace(mark, ".")


def _in_range(value, cell):
    if not value.is_finite() or abs(value) >= LARGEST:
        raise Refused(f"“{shown(cell)}” is too large a number")
    return value


NUMBERS = {number}


def a_number(parse):
    """Mark a parser whose column shows how it writes numbers."""
    NUMBERS.add(parse)
    return parse


@a_number
def money(cell, style):
    """Return an amount to the cent, in the currency that is named beside it."""
    amount = Amount(number(cell, style).quantize(CENT))
    named = currency_in(cell) if isinstance(cell, str) else ""
    amount.currency = named or style.currency
    return amount


def currency_in(words):
    """Return the currency that a cell or a heading names; "" without one, and for a sign that
    several use: $, ¥, kr.
    """
    named = re.search(
        rf"(?<![a-z])({'|'.join(CODES)})(?![a-z])|[{''.join(SIGNS)}]", words, flags=re.IGNORECASE
    )
    if named:
        return SIGNS.get(named[0], named[0].upper())
    return ""


@a_number
def percent(cell, style):
    """Return a percentage between 0 and 100; 0.5 % is written 0.5."""
    digits = cell.rstrip(" %") if isinstance(cell, str) else cell
    value = number(digits, style)
    # A cell with a sign of its own is in percent, whatever its column does.
    has_sign = isinstance(cell, str) and cell.endswith("%")
    if style.share and not has_sign:
        value *= 100
    if not 0 <= value <= 100:
        raise Refused(f"“{shown(cell)}” is not a percentage between 0 and 100")
    return value.quantize(CENT)


@a_number
def whole(cell, style):
    """Return a whole number from 0 up."""
    value = number(cell, style)
    if value != value.to_integral_value():
        raise Refused(f"“{shown(cell)}” is not a whole number")
    if not 0 <= value <= 2_147_483_647:
        raise Refused(f"“{shown(cell)}” is out of range")
    return int(value)


def shown(cell):
    """Return a cell as a problem quotes it, cut where it is long."""
    words = as_text(cell)
    if len(words) <= 60:
        return words
    return f"{words[:57]}…"


def style_of_numbers(cells):
    """Return the decimal mark that a column shows; "" where it shows none, or both."""
    shown = set()
    for cell in cells:
        words = _digits(cell.rstrip(" %")) if isinstance(cell, str) else ""
        marks = [mark for mark in ".," if _read(words, mark)] if len(words) < LONGEST else []
        if len(marks) == 1:
            shown.add(marks[0])
    if len(shown) == 1:
        return shown.pop()
    return ""


def writes_shares(cells):
    """Say whether percentages are written from 0 to 1: none is above 1, and some lie between."""
    if any(isinstance(cell, str) and "%" in cell for cell in cells):
        return False
    values = [_value(cell) for cell in cells]
    found = [value for value in values if value is not None]
    # Nothing but 0 and 1 could be either.
    return max(found, default=2) <= 1 and any(0 < value < 1 for value in found)


def _value(cell):
    try:
        if cell in ("", None):
            return None
        return number(cell, Style())
    except (Refused, AttributeError):
        return None
