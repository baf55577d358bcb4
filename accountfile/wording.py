"""How values read: days, money, numbers, counted things and lists, the same on every page, in every
export and mail.
"""

import re
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

import nh3
from babel import Locale
from babel.numbers import format_currency, format_decimal
from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

LOCALE = "en_GB"
# The countries of the world by their English names; the regions that Unicode adds are none.
_NO_COUNTRY = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
COUNTRIES = {
    name: code
    for code, name in Locale.parse(LOCALE).territories.items()
    if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
}
COUNTRIES |= {
    "UK": "GB",
    "USA": "US",
    "Czech Republic": "CZ",
    "Hong Kong": "HK",
    "Ivory Coast": "CI",
    "Korea": "KR",
    "Macau": "MO",
    "Myanmar": "MM",
    "Trinidad and Tobago": "TT",
    "Turkey": "TR",
}
_prose = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False}).enable("table")
_PLAIN = {"p", "br", "strong", "em", "a", "hr", "blockquote", "code", "pre"}
_LISTS = {"ul", "ol", "li"}
_HEADINGS = {"h3", "h4", "h5", "h6"}
_TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
_TAGS = _PLAIN | _LISTS | _HEADINGS | _TABLES


class Lack(str):
    """What is shown where there is no value; whoever shows it need not read it to know that."""

    __slots__ = ()


NOT_AVAILABLE = Lack("not available")
NOT_KNOWN = Lack("not known yet")


def day(value):
    """Return a date as people write it: 4 Dec 2017."""
    if not value:
        return NOT_KNOWN
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value.day} {value:%b %Y}"


def day_time(value, zone=None):
    """Return a moment in the reader's zone (or the one given), with the zone's short name."""
    if not value:
        return NOT_KNOWN
    local = timezone.localtime(value, ZoneInfo(str(zone)) if zone else None)
    return f"{local.day} {local:%b %Y, %H:%M %Z}"


def money(amount, currency=""):
    """Return an amount with its currency, without pence when there are none: £1,234.

    ``currency`` is the house's own where none is given.
    """
    if amount is None or amount == "":
        return NOT_AVAILABLE
    amount, currency = Decimal(amount), str(currency or settings.CURRENCY)
    digits = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    # Only the pound and the euro have a sign of their own; "$" and "¥" each stand for
    # several currencies.
    if currency in ("GBP", "EUR"):
        pattern = f"¤{digits}"
        return format_currency(
            amount, currency, format=pattern, locale=LOCALE, currency_digits=False
        )
    sign = "-" if amount < 0 else ""
    return f"{sign}{currency} {format_decimal(abs(amount), format=digits, locale=LOCALE)}"


def number(value):
    """Return a number with its thousands set apart and at most two decimals."""
    if value is None or value == "":
        return NOT_AVAILABLE
    return rounded(value, "0.01")


def percent(value):
    """Return a percentage with at most one decimal; the value is already in hundredths."""
    if value is None or value == "":
        return NOT_AVAILABLE
    return f"{rounded(value, '0.1')}%"


def rounded(value, step):
    """Return a number rounded to a step as people round, a half going up, never as "-0"."""
    # As babel writes it for our one locale, in a tenth of the time: a desk shows a thousand.
    exact = Decimal(str(value)).quantize(Decimal(step), ROUND_HALF_UP)
    return _without_idle_zeros(f"{exact + 0:,f}")


def plain(value):
    """Return a figure without separators or idle zeros: 95, 71.43, -16.67, not available."""
    if value is None:
        return NOT_AVAILABLE
    return _without_idle_zeros(f"{value:f}")


def _without_idle_zeros(text):
    if "." in text:
        return text.rstrip("0").rstrip(".")
    return text


def plural(number, one, many=""):
    """Return a counted thing: "1 risk", "1,200 risks"; ``many`` where an s is not enough.

    ``number`` may be a word for none: "No risks".
    """
    shown = f"{number:,}" if isinstance(number, int) else number
    return f"{shown} {one if number == 1 else many or one + 's'}"


def joined(names, most=None):
    """Return names as a list is read: "a, b and c"; past ``most`` of them "a, b and 7 more"."""
    names = list(names)
    if most and len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} more"]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def or_unknown(value):
    """Return the value, or say that nobody has entered it."""
    if value is None or value == "":
        return NOT_KNOWN
    return value


def or_unavailable(value):
    """Return the figure, or say that there is none."""
    if value is None or value == "":
        return NOT_AVAILABLE
    return value


def initials(name):
    """Return the first letters of the first and the last name."""
    names = re.findall(r"\w+", str(name or ""))
    return "".join(each[0] for each in (names[:1] + names[1:][-1:])).upper()


def markdown(text):
    """Return typed text as cleaned HTML; headings inside it never outrank the page's own."""
    lower = re.sub(
        r"^#{1,2} ",
        "### ",
        str(text or ""),
        flags=re.MULTILINE,
    )
    clean = nh3.clean(
        _prose.render(lower),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
    )
    # The one reviewed place where typed text becomes markup: the parser drops raw HTML and
    # nh3 keeps a closed list.
    return SafeString(clean)
