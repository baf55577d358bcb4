"""What may be fed into a measure: numbers that can be true."""

from decimal import Decimal

LARGEST = Decimal(10) ** 15
SMALLEST = Decimal(10) ** -9


class InputRefused(ValueError):
    """An input that cannot be true; its text is a sentence for the person who typed it."""


class FigureUnknown(Exception):
    """An input that nobody knows yet, so the measure is not available."""


class Inputs:
    """The inputs of one measure, each checked as it is read."""

    def __init__(self, given):
        self._given = given

    def __contains__(self, key):
        return key in self._given

    def number(self, key, *, least=None, most=None):
        """Return the number under this key; raise FigureUnknown for null and InputRefused for
        anything else.
        """
        value = self._value(key)
        if value is None:
            raise FigureUnknown
        return _checked(value, key, least, most)

    def step(self, key, *, least, most):
        """Return a whole number on a scale."""
        return _whole(self.number(key, least=least, most=most), key)

    def choice(self, key, options):
        """Return one of a few words; the first of them where none is given."""
        value = self._given.get(key, options[0])
        if value not in options:
            raise InputRefused(f"“{key}” must be {' or '.join(options)}, not “{short(value)}”.")
        return value

    def count(self, key):
        """Return a number of things: zero or more."""
        return self.number(key, least=0)

    def numbers(self, key, *, least=None, most=None, whole=False):
        """Return the known numbers of a list, leaving out the nulls."""
        listed = self._value(key)
        if not isinstance(listed, list | tuple):
            raise InputRefused(f"“{key}” must be a list of numbers.")
        known = [_checked(value, key, least, most) for value in listed if value is not None]
        if whole:
            return [_whole(value, key) for value in known]
        return known

    def pairs(self, key):
        """Return the (amount, probability) pairs of a list, leaving out those of which one half is
        not known.
        """
        listed = self._value(key)
        if not isinstance(listed, list | tuple):
            raise InputRefused(f"“{key}” must be a list of pairs such as [20000, 30].")
        if not all(isinstance(pair, list | tuple) and len(pair) == 2 for pair in listed):
            raise InputRefused(
                f"“{key}” must be pairs of an amount and a probability in percent, such as "
                "[20000, 30]."
            )
        checked = []
        for amount, probability in listed:
            if amount is None or probability is None:
                continue
            pair = (
                _checked(amount, "amount", 0, None),
                _checked(probability, "probability", 0, 100),
            )
            checked.append(pair)
        return checked

    def ratings(self, key):
        """Return how often each rating from 1 to 5 was given."""
        counts = self._value(key)
        if not isinstance(counts, dict) or not {str(rating) for rating in counts} <= set("12345"):
            raise InputRefused(
                f"“{key}” must say how often each rating from 1 to 5 was given, such as "
                f'{{"5": 10, "4": 20}}.'
            )
        checked = {}
        for rating, given in counts.items():
            # A rating that nobody gave may be left blank.
            number = 0 if given is None else given
            checked[str(rating)] = _checked(number, key, 0, None)
        return checked

    def _value(self, key):
        if key not in self._given:
            raise InputRefused(f"“{key}” is missing.")
        return self._given[key]


def _checked(value, key, least, most):
    """Return the value as a Decimal within its limits, or raise InputRefused."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise InputRefused(f"“{key}” must be a number, not “{short(value)}”.")
    # A float by its text: 0.1 itself is a little more than a tenth.
    exact = str(value) if isinstance(value, float) else value
    number = Decimal(exact)
    if not number.is_finite():
        raise InputRefused(f"“{key}” must be a number, not “{short(value)}”.")
    size = number.copy_abs()  # abs() would round, which a hundred million digits do not bear
    if size > LARGEST or 0 < size < SMALLEST:
        raise InputRefused(f"“{key}” is beyond what can be counted here.")
    if least is not None and number < least:
        raise InputRefused(f"“{key}” cannot be less than {least}, but it is {short(value)}.")
    if most is not None and number > most:
        raise InputRefused(f"“{key}” cannot be more than {most}, but it is {short(value)}.")
    return number


def _whole(number, key):
    if number % 1:
        raise InputRefused(f"“{key}” must be whole, not {short(number)}.")
    return number


def short(value):
    """Return the value as text, cut where it would fill the page."""
    text = str(value)
    if len(text) <= 40:
        return text
    return f"{text[:39]}…"
