"""Who stays a client: an account is one while its status is active, whether or not it orders that
month.
"""

from dataclasses import dataclass
from datetime import timedelta

from accountfile.base.clock import house_day
from accountfile.core.models import Account
from accountfile.periods import Period, add_months, quarter_of, read_period, year_of
from opportunities.figures.sums import exactly

# Days of a period that is shown month by month, or quarter by quarter.
MONTHS_UP_TO, QUARTERS_UP_TO = 100, 1100
MOST_YEARS = 15


@dataclass(frozen=True)
class Kept:
    """How many there were at the start and at the end, who came and who went."""

    start: int
    end: int
    new: int
    lost: int

    @property
    def retention(self):
        return exactly(
            "retention",
            start=self.start,
            new=self.new,
            end=self.end,
        )

    @property
    def churn(self):
        return exactly("churn", start=self.start, lost=self.lost)


@dataclass(frozen=True)
class ClientsKept(Kept):
    """The clients kept within a month, quarter or year."""

    period: Period


def kept(before, after):
    """Return the four counts of a Kept from the sets of who was there before and after."""
    return {
        "start": len(before),
        "end": len(after),
        "new": len(after - before),
        "lost": len(before - after),
    }


def clients_kept(accounts, period, today):
    """Return a ClientsKept for each month, quarter or year of the period up to today."""
    careers = _careers(accounts)
    beginnings = [career.begins_on for career in careers if career.begins_on]
    if not beginnings:
        return []
    tomorrow = today + timedelta(days=1)
    found = []
    for span in _spans(period, min(beginnings), today):
        # The span that is running ends with today, not with days that are still to come.
        ends_on = min(span.end, tomorrow)
        before = {career.account_id for career in careers if career.is_client(span.start)}
        after = {career.account_id for career in careers if career.is_client(ends_on)}
        found.append(ClientsKept(**kept(before, after), period=span))
    return found


@dataclass
class Career:
    """The statuses of one account in the order in which it took them, with their days."""

    account_id: int
    client_since: object
    steps: list

    @property
    def begins_on(self):
        if self.client_since or not self.steps:
            return self.client_since
        first_day, _ = self.steps[0]
        return first_day

    def is_client(self, day):
        """Say whether the account was a client as this day began."""
        before = [status for since, status in self.steps if since < day]
        if before:
            return before[-1] == Account.Status.ACTIVE
        # Older than the file itself: what the file says at first was so since the day it names.
        known = self.steps and self.steps[0][1] == Account.Status.ACTIVE
        return bool(known and self.client_since and self.client_since < day)


def _careers(accounts):
    begun = accounts.values_list("pk", "client_since")
    careers = {pk: Career(pk, since, []) for pk, since in begun}
    versions = Account.history.filter(id__in=accounts.order_by().values("pk"))
    in_order = versions.order_by("history_date", "history_id")
    for pk, at, status in in_order.values_list("id", "history_date", "status").iterator():
        steps = careers[pk].steps
        if not steps or steps[-1][1] != status:
            steps.append((house_day(at), status))
    return list(careers.values())


def _spans(period, first, today):
    """Yield the months, quarters or years of a period, as fine as its length allows."""
    start = max(period.start, first, add_months(today, -12 * MOST_YEARS))
    days = (min(period.end, today) - start).days
    if days <= MONTHS_UP_TO:
        span_of = _month_of
    elif days <= QUARTERS_UP_TO:
        span_of = quarter_of
    else:
        span_of = _year_of
    span = span_of(start)
    while span.start < period.end and span.start <= today:
        yield span
        span = span_of(span.end)


def _month_of(day):
    return read_period(f"{day:%Y-%m}", day)


def _year_of(day):
    return year_of(day.year)
