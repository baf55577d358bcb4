"""Revenue month by month: the financial periods of twelve months, and their chart."""

from decimal import Decimal

from accountfile.charts import bars_and_line, cached_chart
from accountfile.periods import add_months, twelve_months_to
from scorecard.models import FinancialPeriod


def drawing(*, account, months, unit, text="path"):
    return cached_chart(
        bars_and_line,
        title=f"Revenue of {account}" if account else "Revenue",
        months=[month["label"] for month in months],
        bars=[as_decimal(month["revenue"]) for month in months],
        line=[as_decimal(month["planned_revenue"]) for month in months],
        bar_label="Revenue",
        line_label="Planned",
        unit=unit,
        text=text,
    )


def turn(today, months_ago=0):
    """Return the day after the last month that has ended by the end of this day, or the one so many
    months before.
    """
    return add_months(twelve_months_to(today).months.end, -months_ago)


def two_years(account, today):
    """Return the financial periods of the last twelve whole months and of the twelve before, with
    one statement.
    """
    start, end = turn(today, 12), turn(today)
    rows = FinancialPeriod.objects.filter(
        account=account,
        ends_on__gte=add_months(start, -12),
        ends_on__lt=end,
    )
    rows = list(rows.order_by("starts_on"))
    return [row for row in rows if row.ends_on >= start], [
        row for row in rows if row.ends_on < start
    ]


def as_decimal(text):
    return None if text is None else Decimal(text)


def rows(periods):
    """Return one plain line for each financial period, with amounts as exact text."""
    return [
        {"label": month_label(row)}
        | {name: _text(getattr(row, name)) for name in FinancialPeriod.AMOUNTS}
        for row in periods
    ]


def month_label(row):
    one_month = row.starts_on.replace(day=1) == row.ends_on.replace(day=1)
    return f"{row.starts_on:%b %Y}" if one_month else f"{row.starts_on:%b}–{row.ends_on:%b %Y}"


def _text(value):
    return None if value is None else str(value)
