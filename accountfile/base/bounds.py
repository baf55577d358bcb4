"""What a column holds: the least and the largest value that every database gives back unchanged,
and the sentence about a value beyond.
"""

from datetime import date, datetime
from decimal import Decimal
from functools import partial

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)
LONG_AGO = date(1000, 1, 1)  # for what may have happened long before anybody here was born
DIGITS = 15  # a number of more digits comes back from SQLite as another one
LARGEST = {
    "PositiveSmallIntegerField": (0, 32_767),
    "SmallIntegerField": (-32_768, 32_767),
    "PositiveIntegerField": (0, 2_147_483_647),
    "IntegerField": (-2_147_483_648, 2_147_483_647),
}


def check_of(model, field):
    if isinstance(field, models.DateField):
        return partial(date_fault, earliest=earliest(model, field))
    if limits := number_bounds(model, field):
        least, most = limits
        return partial(number_fault, least=least, most=most)
    if isinstance(field, models.CharField) and field.name == "currency":
        return currency_fault
    if isinstance(field, models.CharField | models.TextField) and field.max_length:
        return partial(length_fault, most=field.max_length)
    return None


def earliest(model, field):
    """Return the first day that a date of a row may be."""
    if field.name in getattr(model, "long_ago", ()):
        return LONG_AGO
    return EARLIEST


def number_bounds(model, field):
    """Return the least and the largest number that a field takes, or None for a field that takes
    none.

    Every database gives a number within them back unchanged; the field's own validators may narrow
    them.
    """
    if not (column := column_bounds(field)):
        return None
    least, most = column
    own = getattr(model, "bounds", {}).get(
        field.name,
        (least, most),
    )
    lower = max(
        [
            least,
            own[0],
            *_limits(field, MinValueValidator),
        ]
    )
    upper = min(
        [
            most,
            own[1],
            *_limits(field, MaxValueValidator),
        ]
    )
    return lower, upper


def column_bounds(field):
    """Return the least and the largest number that the column of a field holds everywhere, or
    None.
    """
    if isinstance(field, models.DecimalField):
        digits = min(field.max_digits, DIGITS)
        most = (Decimal(10) ** digits - 1).scaleb(-field.decimal_places)
        return -most, most
    return LARGEST.get(field.get_internal_type())


def _limits(field, kind):
    # Not ``field.validators``, which asks the database of the connection for more of them.
    limits = [each.limit_value for each in field._validators if isinstance(each, kind)]
    return [Decimal(str(limit)) if isinstance(limit, float) else limit for limit in limits]


def date_fault(value, *, earliest=EARLIEST):
    """Say what is wrong with a date, or nothing."""
    day = value.date() if isinstance(value, datetime) else value
    if not isinstance(day, date) or earliest <= day <= LATEST:
        return ""
    # A picker sends 0026 for a year that was typed with two digits.
    if day.year < 100:
        return f"Give the year with four digits, such as {day.year + 2000}."
    return f"Choose a day between {earliest.year} and {LATEST.year}."


def number_fault(value, *, least, most):
    """Say what is wrong with a number, or nothing."""
    if not isinstance(value, int | float | Decimal):
        return ""
    if isinstance(value, Decimal) and not value.is_finite():
        return "Give a number."
    if least <= value <= most:
        return ""
    return f"Give a number between {least:,} and {most:,}."


def length_fault(value, *, most):
    """Say that a text is too long for its column, or nothing."""
    length = len(value) if isinstance(value, str) else 0
    if length > most:
        return f"Use at most {most:,} characters; these are {length:,}."
    return ""


def currency_fault(value):
    """Say that a currency is not three letters, or nothing."""
    good = not value or (len(value) == 3 and value.isascii() and value.isalpha())
    return "" if good else "Give the three letters of the currency, such as EUR."
