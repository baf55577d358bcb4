"""The charts of sales, from plain numbers, the same on the page and in the pack."""

from decimal import Decimal

from django.conf import settings

from accountfile.charts import bars_and_line, cached_chart
from accountfile.periods import EVER, Period, add_months, twelve_months_to
from opportunities.figures import times
from opportunities.figures.sums import printed
from opportunities.models import Opportunity

MOST_MONTHS = 24


def months_within(period, last_close):
    """Return the months a chart of this period shows: at most the last twenty-four, and never all
    time.
    """
    if period.code == EVER.code:
        period = twelve_months_to(last_close) if last_close else period
    months, month = [], times.month_of(period.last_day)
    while month.end > period.start and len(months) < MOST_MONTHS:
        months.append(month)
        month = times.month_of(add_months(month.start, -1))
    return months[::-1]


def won_by_month(account, period):
    """Return each month's won value of one account beside that of a year before, as plain
    numbers.
    """
    won = Opportunity.objects.won().filter(account=account)
    months = months_within(
        period, times.first_and_last_close(won)[1] if period.code == EVER.code else None
    )
    if period.code == EVER.code:
        period = Period(
            months[0].start,
            months[-1].end,
            "",
            "months",
        )
    # Only what lies in the period, so that the bars of a month that it cuts add up to its sum.
    year_before = Period(
        add_months(period.start, -12),
        add_months(period.end, -12),
        "",
        "months",
    )
    value, earlier = (
        {span.period.start: span.tally.won_value for span in times.by_month(won, days)}
        for days in (period, year_before)
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
