"""How dates, money and words are shown; the only place where a value becomes text on a page."""

import re
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

import nh3
from babel.numbers import format_currency, format_decimal
from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

from accountfile.core import periods

register = template.Library()

LOCALE = "en_GB"
NOT_AVAILABLE = "not available"
NOT_KNOWN = "not known yet"
_prose = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False}).enable("table")
_TAGS = {
    "p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "a", "h3", "h4", "h5", "h6", "hr",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


@register.filter
def day(value):
    """Return a date as people write it: 4 Dec 2017."""
    if not value:
        return NOT_KNOWN
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value.day} {value:%b %Y}"


@register.filter
def away(value, today):
    """Return how far away a day is: "3 days late", "today", "tomorrow", "in 5 days"."""
    return periods.away(value, today)


@register.filter
def day_time(value, zone=None):
    """Return a moment in the reader's zone (or the one given), with the zone's short name."""
    if not value:
        return NOT_KNOWN
    local = timezone.localtime(value, ZoneInfo(str(zone)) if zone else None)
    return f"{local.day} {local:%b %Y, %H:%M %Z}"


@register.filter
def moment(value):
    """Return a moment as a machine reads it from a page, which knows no millionths of a second."""
    return value.isoformat(timespec="seconds")


@register.filter
def money(amount, currency=""):
    """Return an amount with its currency (ours if none is given), without pence when there are none: £1,234."""
    if amount is None or amount == "":
        return NOT_AVAILABLE
    amount, currency = Decimal(amount), str(currency or settings.CURRENCY)
    digits = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    # Only the pound and the euro have a sign of their own; "$" and "¥" each stand for several currencies.
    if currency in ("GBP", "EUR"):
        return format_currency(amount, currency, format=f"¤{digits}", locale=LOCALE, currency_digits=False)
    return f"{'-' if amount < 0 else ''}{currency} {format_decimal(abs(amount), format=digits, locale=LOCALE)}"


@register.filter
def number(value):
    """Return a number with its thousands set apart and at most two decimals."""
    return NOT_AVAILABLE if value is None or value == "" else _rounded(value, "0.01")


@register.filter
def percent(value):
    """Return a percentage with at most one decimal; the value is already in hundredths."""
    return NOT_AVAILABLE if value is None or value == "" else f"{_rounded(value, '0.1')}%"


def _rounded(value, step):
    """Return a number rounded as people round, a half going up, never as "-0"."""
    # As babel writes it for our one locale, in a tenth of the time: a desk shows a thousand of them.
    text = f"{Decimal(str(value)).quantize(Decimal(step), ROUND_HALF_UP) + 0:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@register.filter
def or_unknown(value):
    """Return the value, or say that nobody has entered it."""
    return NOT_KNOWN if value is None or value == "" else value


@register.filter
def initials(name):
    """Return the first letters of the first and the last name."""
    words = re.findall(r"\w+", str(name or ""))
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def markdown(text):
    """Return what somebody typed as cleaned HTML; headings inside it never outrank the page's own."""
    html = _prose.render(re.sub(r"^#{1,2} ", "### ", str(text or ""), flags=re.MULTILINE))
    clean = nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"})
    # The one reviewed place where typed text becomes markup: the parser drops raw HTML and nh3 keeps a closed list.
    return SafeString(clean)


@register.filter
def undo_url(extra_tags):
    """Return where a message can be taken back, or nothing; only paths of our own."""
    words = str(extra_tags or "").split()
    if len(words) == 2 and words[0] == "undo" and re.match(r"/(?!/)", words[1]):
        return words[1]
    return ""


@register.simple_tag
def state(tone, word):
    """Return a state as a sign and a word; ``static/css/parts.css`` says which tones there are."""
    return format_html('<span class="state state-{}">{}</span>', tone, word)


@register.simple_tag
def press():
    """Return a number used once, by which the server knows the same press when it comes twice."""
    return uuid4()
