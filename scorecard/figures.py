"""What a file earns: sums over financial periods, and the shares of what was done well."""

from dataclasses import dataclass
from decimal import Decimal

from accountfile import kpi
from scorecard.models import FinancialPeriod


@dataclass(frozen=True)
class Earned:
    """Sums of one span; None is not available. Currencies are never added to one another."""

    revenue: Decimal | None
    cost: Decimal | None
    planned_revenue: Decimal | None
    planned_cost: Decimal | None
    currency: str

    @property
    def profit(self):
        return None if self.revenue is None or self.cost is None else self.revenue - self.cost

    @property
    def margin(self):
        """Return the profit as a percentage of the revenue."""
        if self.profit is None or self.revenue <= 0:
            return None
        return self.profit / self.revenue * 100

    @property
    def achievement(self):
        return kpi.measure("achievement", {"actual": self.revenue, "target": self.planned_revenue})


def earned(periods):
    """Add up financial periods; a column with a gap in it is not available, rather than too
    small.
    """
    periods = list(periods)
    currencies = {period.currency for period in periods}
    # Two currencies make no sum.
    if len(currencies) != 1:
        return Earned(None, None, None, None, "")
    sums = []
    for name in FinancialPeriod.AMOUNTS:
        sums.append(_added([getattr(period, name) for period in periods]))
    return Earned(*sums, currencies.pop())


def _added(values):
    return None if None in values else sum(values, Decimal(0))


def growth(now, before):
    """Return the growth of revenue from one span to the next in percent, or None."""
    if now.currency != before.currency:
        return None
    return kpi.measure("growth", {"before": before.revenue, "after": now.revenue})


def days_to_resolve(issues):
    """Return the average days from raising to resolving an issue, or None while nothing is
    resolved.
    """
    hours = [issue.age(None) * 24 for issue in issues if issue.resolved_on]
    average = kpi.measure("time_to_resolution", {"hours": hours})
    return None if average is None else average / 24


def on_time(deliverables, today):
    """Return (how many came in time and were accepted the first time, how many were due, the share
    in percent).
    """
    due = [each for each in deliverables if each.is_on_time(today) is not None]
    # As long as the client has not said otherwise, what came in time came well.
    well = sum(each.is_on_time(today) and each.accepted_first_time is not False for each in due)
    share = kpi.measure("achievement", {"actual": well, "target": len(due)})
    return well, len(due), share
