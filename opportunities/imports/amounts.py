"""Prices and chances as files give them, and the currency that may be named beside a price."""

import re

from accountfile.importing.kinds import Refused
from accountfile.importing.parsing import a_number, as_text, money, percent, shown


def currency(cell, style):
    """Return the three letters of a currency."""
    letters = as_text(cell).upper()
    if not re.fullmatch(r"[A-Z]{3}", letters, flags=re.ASCII):
        raise Refused(f"“{shown(cell)}” is not a currency such as EUR")
    return letters


@a_number
def price(cell, style):
    """Return an amount that is not below nothing."""
    value = money(cell, style)
    if value < 0:
        raise Refused(f"“{shown(cell)}” is below nothing")
    return value


@a_number
def chance(cell, style):
    """Return a probability in whole percent."""
    return int(percent(cell, style).to_integral_value())


def with_its_currency(said, amount):
    """Add the currency that stands beside an amount to what is said of a row, unless a column of
    its own names one.
    """
    return {"currency": amount.currency} | said if getattr(amount, "currency", "") else said


def of_two_currencies(records, field):
    """Yield a Refusal of each row whose amount names another currency than its own column for
    it.
    """
    for record in records:
        beside, named = getattr(record[field], "currency", ""), record["currency"]
        if beside and named and beside != named:
            yield record.refusal("currency", f"says {named}, but the amount is in {beside}")
