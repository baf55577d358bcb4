"""Spans of whole days that figures are asked for."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from accountfile.wording import plural


@dataclass(frozen=True)
class Period:
    """The days from ``start`` up to, not including, ``end``; ``code`` is how it stands in an
    address.
    """

    start: date
    end: date
    label: str
    code: str

    @property
    def before(self):
        """The period of the same length that ends where this one starts; a quarter's is the quarter
        before.
        """
        if match := re.fullmatch(r"(\d{4})Q([1-4])", self.code):
            year = int(match[1])
            number = int(match[2])
            if number == 1:
                return quarter(year - 1, 4)
            return quarter(year, number - 1)
        if re.fullmatch(r"\d{4}", self.code):
            return year_of(int(self.code) - 1)
        start = self.start - (self.end - self.start)
        return Period(
            start,
            self.start,
            f"the {(self.end - self.start).days} days before",
            f"{start}..{self.start}",
        )

    @property
    def months(self):
        """The months that belong to it, each named by its first day: those whose last day lies in
        it.

        Of periods that follow one another, every month belongs to exactly one.
        """
        start = self.start.replace(day=1)
        end = self.end.replace(day=1)
        return Period(start, end, self.label, self.code)

    @property
    def last_day(self):
        return self.end - timedelta(days=1)

    def within(self, other):
        """Return the part of this period that lies in another one, under an address of its own."""
        start = max(self.start, other.start)
        end = min(self.end, other.end)
        if (start, end) == (self.start, self.end):
            return self
        return days(start, end)


def add_months(day, months):
    """Return the same day so many months on, or the last day of a shorter month."""
    year, month = divmod(
        day.year * 12 + day.month - 1 + months,
        12,
    )
    return date(
        year,
        month + 1,
        min(
            day.day,
            calendar.monthrange(year, month + 1)[1],
        ),
    )


def days(start, end):
    """Return the days from one up to, not including, another."""
    last = end - timedelta(days=1)
    return Period(
        start,
        end,
        f"{start} to {last}",
        f"{start}..{last}",
    )


def quarter(year, number):
    start = date(year, 3 * number - 2, 1)
    return Period(
        start,
        add_months(start, 3),
        f"quarter {number} of {year}",
        f"{year}Q{number}",
    )


def quarter_of(day):
    return quarter(day.year, (day.month + 2) // 3)


def year_of(year):
    return Period(
        date(year, 1, 1),
        date(year + 1, 1, 1),
        str(year),
        str(year),
    )


def twelve_months_to(day):
    """Return the twelve months that end with this day."""
    end = day + timedelta(days=1)
    return Period(add_months(end, -12), end, "the last twelve months", "12m")


EVER = Period(
    date(1900, 1, 1),
    date(9999, 1, 1),
    "all time",
    "all",
)


def read_period(code, today, default="12m"):
    """Return the period that an address names; an unknown code gives the default one.

    Codes: ``12m``, ``quarter``, ``year``, ``all``, ``2017``, ``2017Q4``, ``2017-11``, and
    ``2017-03-01..2017-12-31`` with both days in it.
    """
    code = (code or default).strip()
    known = {
        "12m": lambda: twelve_months_to(today),
        "quarter": lambda: quarter_of(today),
        "year": lambda: year_of(today.year),
        "all": lambda: EVER,
    }
    try:
        if code in known:
            return known[code]()
        return _spelt(code)
    except ValueError:
        return known[default]()


def _spelt(code):
    if match := re.fullmatch(r"(\d{4})", code):
        return year_of(int(code))
    if match := re.fullmatch(r"(\d{4})Q([1-4])", code):
        return quarter(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d{4})-(\d{2})", code):
        start = date(
            int(match[1]),
            int(match[2]),
            1,
        )
        return Period(
            start, add_months(start, 1), f"{calendar.month_name[start.month]} {start.year}", code
        )
    if match := re.fullmatch(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})", code):
        start = date.fromisoformat(match[1])
        last = date.fromisoformat(match[2])
        if last >= start and last.year < 9999:
            return days(start, last + timedelta(days=1))
    raise ValueError(code)


def away(day, today):
    """Return how far away a day is: "3 days late", "today", "tomorrow", "in 5 days"."""
    left = (day - today).days
    if left < 0:
        return f"{plural(-left, 'day')} late"
    if left < 2:
        return ("today", "tomorrow")[left]
    return f"in {left} days"


def in_words(due, today):
    """Return how a day within the week reads: "is overdue", "is due today", "is due on
    Thursday".
    """
    if due < today:
        return "is overdue"
    if (due - today).days < 2:
        return f"is due {away(due, today)}"
    return f"is due on {due:%A}"


def due_on(due, today):
    """Return how a day reads in a line that is read again later: "was due on 4 Dec 2026", "is due
    on 5 Dec 2026".
    """
    return f"{'was' if due < today else 'is'} due on {due.day} {due:%b %Y}"


def choices(today, earliest=None):
    """Return ``(code, label)`` for a period select: the running ones, then years and quarters back
    to ``earliest``.
    """
    spans = [
        twelve_months_to(today),
        quarter_of(today),
        quarter_of(today).before,
        year_of(today.year),
    ]
    first = max(
        earliest.year if earliest else today.year - 1,
        today.year - 15,
    )
    for year in range(
        today.year - 1,
        first - 1,
        -1,
    ):
        spans += [year_of(year), *(quarter(year, number) for number in (4, 3, 2, 1))]
    named = {span.code: span.label[:1].upper() + span.label[1:] for span in [*spans, EVER]}
    return list(named.items())
