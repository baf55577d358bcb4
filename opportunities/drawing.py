"""The charts of sales, from plain numbers, the same on the page and in the pack."""

from decimal import Decimal

from django.conf import settings

from accountfile.charts import bars_and_line, cached_chart
from accountfile.periods import EVER, add_months, days
from opportunities.figures import times
from opportunities.figures.sums import printed
from opportunities.models import Opportunity

MOST_MONTHS = 24


def months_within(period):
    """Return the months a chart of this period shows: at most the last twenty-four."""
    months, month = [], times.month_of(period.last_day)
    while month.end > period.start and len(months) < MOST_MONTHS:
        months.append(month)
        month = times.month_of(add_months(month.start, -1))
    return months[::-1]


def won_by_month(account, period):
    """Return each month's won value of one account beside that of a year before, as plain
    numbers; of all time the twelve months up to the last order.
    """
    won = Opportunity.objects.won().filter(account=account)
    if period.code == EVER.code:
        _, last = times.first_and_last_close(won)
        if last is None:
            return []
        period = _year_to_month_of(last)
    months = months_within(period)
    # Only what lies in the period, so that the bars of a month that it cuts add up to its sum.
    year_before = days(add_months(period.start, -12), add_months(period.end, -12))
    value, earlier = (
        {each.period.start: each.tally.won_value for each in times.by_month(won, span)}
        for span in (period, year_before)
    )
    zero = Decimal(0)
    return [
        {
            "label": f"{month.start:%b %y}",
            "won": printed(value.get(month.start, zero)),
            "before": printed(earlier.get(add_months(month.start, -12), zero)),
        }
        for month in months
    ]


def _year_to_month_of(day):
    month = times.month_of(day)
    return days(add_months(month.start, -11), month.end)


def draw_won_by_month(rows):
    """Return the chart of ``won_by_month``, drawn once for the same numbers."""
    return cached_chart(
        bars_and_line,
        title="Won value by month",
        months=[row["label"] for row in rows],
        bars=[row["won"] for row in rows],
        line=[row["before"] for row in rows],
        bar_label="Won",
        line_label="The year before",
        unit=settings.CURRENCY,
    )
