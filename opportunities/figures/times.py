"""Figures along the calendar: months, quarters, growth, the rhythm of orders, how long a sale
takes.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import fmean

from django.db.models import Count, DurationField, ExpressionWrapper, F, Max, Min
from django.db.models.functions import TruncMonth

from accountfile.periods import EVER, Period, add_months, quarter_of, read_period
from opportunities.figures.retention import Kept, kept
from opportunities.figures.sums import NOTHING, Tally, growth, tallies
from opportunities.models import State


@dataclass(frozen=True)
class Span:
    """One month or quarter: what was won and lost in it, and the growth on the one before."""

    period: Period
    tally: Tally
    growth: Decimal | None


@dataclass(frozen=True)
class OrderedAgain(Kept):
    """How many accounts that ordered in one month ordered again in the next."""

    before: Period
    after: Period


def first_and_last_close(rows):
    """Return the first and the last day on which something was won or lost, or two Nones."""
    found = (
        rows.exclude(state=State.OPEN)
        .order_by()
        .aggregate(first=Min("closed_on"), last=Max("closed_on"))
    )
    return found["first"], found["last"]


def first_talk(rows, newest=False):
    """Return the opportunity that was first talked about longest ago, or most recently; None
    without any.
    """
    talked = rows.filter(engaged_on__isnull=False).order_by("engaged_on", "pk")
    return talked.last() if newest else talked.first()


def first_and_last_talk(rows):
    """Return the first and the last day on which something was first talked about, or two Nones."""
    found = rows.order_by().aggregate(first=Min("engaged_on"), last=Max("engaged_on"))
    return found["first"], found["last"]


def by_month(rows, period=EVER):
    """Return a Span for each month from the first closing to the last, with those in which nothing
    closed.
    """
    return _spans(_by_day(rows, period), month_of)


def by_quarter(rows, period=EVER):
    """Return a Span for each quarter from the first closing to the last."""
    return _spans(_by_day(rows, period), quarter_of)


def month_of(day):
    """Return the month a day lies in."""
    return read_period(f"{day:%Y-%m}", day)


def _by_day(rows, period):
    closed = rows.closed_in(period).filter(closed_on__isnull=False)
    return tallies(closed, "closed_on", period=period)


def _spans(by_day, span_of):
    added = {}
    for day, tally in by_day.items():
        span = span_of(day)
        added[span] = added.get(span, NOTHING) + tally
    spans, before = [], None
    for span in _without_gaps(added, span_of):
        tally = added.get(span, NOTHING)
        # The first span has nothing before it to grow from.
        spans.append(
            Span(
                span,
                tally,
                None if before is None else growth(before.won_value, tally.won_value),
            )
        )
        before = tally
    return spans


def _without_gaps(spans, span_of):
    if not spans:
        return
    # Months in which nothing closed are in it too, or a chart would show no gap.
    span, last = min(spans, key=lambda each: each.start), max(each.start for each in spans)
    while span.start <= last:
        yield span
        span = span_of(span.end)


def order_rhythm(rows, period=EVER):
    """Return an OrderedAgain for each month and the next: who has at least one order won in the one
    and the other.
    """
    won = (
        rows.won()
        .closed_in(period)
        .filter(account__isnull=False, closed_on__isnull=False)
        .order_by()
    )
    buyers = {}
    for day, account_id in (
        won.annotate(month=TruncMonth("closed_on")).values_list("month", "account").distinct()
    ):
        buyers.setdefault(date(day.year, day.month, 1), set()).add(account_id)
    found, month = [], min(buyers, default=None)
    while month and month < max(buyers):
        following = add_months(month, 1)
        counts = kept(buyers.get(month, set()), buyers.get(following, set()))
        found.append(
            OrderedAgain(
                **counts,
                before=month_of(month),
                after=month_of(following),
            )
        )
        month = following
    return found


def cycle(rows, state, period=EVER):
    """Return (mean, median) of the days from first talk to won or lost, or (None, None) while no
    row has both dates.
    """
    took = ExpressionWrapper(F("closed_on") - F("engaged_on"), output_field=DurationField())
    ended = (
        rows.filter(state=state)
        .closed_in(period)
        .filter(closed_on__isnull=False, engaged_on__isnull=False)
    )
    lengths = ended.order_by().annotate(took=took).values_list("took").annotate(Count("pk"))
    # The database counts rows of one length, so that a million of them are a few hundred pairs.
    days = sorted((took // timedelta(days=1), number) for took, number in lengths)
    if not days:
        return None, None
    total = sum(number for _, number in days)
    mean = Decimal(sum(length * number for length, number in days)) / total
    middle = [_at(days, place) for place in ((total - 1) // 2, total // 2)]
    return mean, Decimal(str(fmean(middle)))


def _at(days, place):
    """Return the length at this place of the sorted row that the (length, number) pairs stand
    for.
    """
    for length, number in days:
        place -= number
        if place < 0:
            return length
    return days[-1][0]
