"""Figures as a reader in Britain expects them."""

from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_decimal, get_currency_symbol

NOT_AVAILABLE = "not available"
LOCALE = "en_GB"


def plain(value):
    """Return the figure without separators or idle zeros: 95, 71.43, -16.67, not available."""
    if value is None:
        return NOT_AVAILABLE
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_number(value):
    """Return 1,234.5: with separators and at most two decimals."""
    return or_not_available(value, lambda known: format_decimal(_rounded(known, 2), "#,##0.##", locale=LOCALE))


def as_percent(value):
    """Return 71.4%: with at most one decimal."""
    return or_not_available(value, lambda known: f"{format_decimal(_rounded(known, 1), '#,##0.#', locale=LOCALE)}%")


def as_money(amount, currency):
    """Return £1,234 or 1,234 CHF: pence only where there are some."""
    return or_not_available(amount, lambda known: _money(_rounded(known, 2), currency))


def or_not_available(value, show=plain):
    """Return the shown value, or the words for a figure that cannot be computed."""
    return NOT_AVAILABLE if value is None else show(value)


def _rounded(value, places):
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _money(amount, currency):
    number = format_decimal(abs(amount), "#,##0.00" if amount % 1 else "#,##0", locale=LOCALE)
    symbol = get_currency_symbol(currency, locale=LOCALE)
    sign = "-" if amount < 0 else ""
    return f"{sign}{number} {currency}" if symbol == currency else f"{sign}{symbol}{number}"
