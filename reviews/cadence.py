"""When accounts are reviewed: each tier has its months, and nobody has two reviews on one day if it
can be helped.
"""

import functools
from collections import Counter
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Subquery

from accountfile.core.models import Account, acting_as, create_all
from accountfile.mail import fences
from accountfile.periods import add_months, quarter_of
from reviews.models import Review
from reviews.models.review import CADENCE

FIRST_WITHIN = 30  # days in which an account that was never reviewed gets its first review
NOTICE = 7  # days that people have at least to prepare
LEEWAY = 14  # days that a date may move to avoid a clash
EDGE = 5  # working days at both ends of a quarter that belong to its close


def propose_due(today):
    """Propose a date for every open account that has none, set-wise; return how many were
    proposed.
    """
    busy = _busy()

    def plan(part):
        return create_all(Review, [_planned(account, busy, today) for account in part])

    with acting_as("the review cadence"):
        made = fences.batches(_unplanned(), 500, plan, job="reviews.cadence")
    return sum(map(len, made))


def _planned(account, busy, today):
    manager, boss = account.account_manager_id, account.boss
    start, span = today + timedelta(days=NOTICE), FIRST_WITHIN - NOTICE
    if account.last_review:
        start, span = max(add_months(account.last_review, account.months), start), LEEWAY
    day = best_day(
        start,
        span,
        # Two reviews on one day weigh more for the one who prepares both.
        lambda day: 2 * busy[manager, day] + busy[boss, day],
    )
    # Whoever is planned next already finds this day taken.
    busy[manager, day] += 1
    busy[boss, day] += 1
    return Review(account_id=account.pk, planned_on=day)


def _unplanned():
    """Return each account without a date, with its line manager, its months of cadence and its last
    review.
    """
    reviews = Review.objects.filter(account=OuterRef("pk")).order_by()
    last = reviews.closed().order_by("-held_on").values("held_on")[:1]
    accounts = (
        Account.objects.open()
        .filter(~Exists(reviews.open()), account_manager__is_active=True)
        .order_by("pk")
    )
    accounts = accounts.annotate(
        months=CADENCE,
        last_review=Subquery(last),
        boss=F("account_manager__line_manager"),
    )
    return accounts.only("pk", "account_manager")


def _busy():
    """Return how many reviews each person has on each day: as account manager, and as their line
    manager.
    """
    planned = Review.objects.planned().order_by()
    people = planned.values_list(
        "account__account_manager",
        "account__account_manager__line_manager",
        "planned_on",
    )
    busy = Counter()
    for manager, boss, day in people.iterator():
        busy[manager, day] += 1
        busy[boss, day] += 1
    return busy


def best_day(start, span, load):
    """Return the working day within so many days of the start that weighs least, away from the
    quarter's close.
    """
    days = [start + timedelta(days=n) for n in range(span + 1)]
    working = [day for day in days if day.weekday() < 5]
    quiet = [day for day in working if not is_quarter_close(day)]
    return min(quiet or working, key=lambda day: (load(day), day))


def is_quarter_close(day):
    """Say whether the day is among the first or last five working days of its quarter."""
    first, last = _edges(quarter_of(day).start)
    return day <= first or day >= last


@functools.cache
def _edges(quarter_start):
    """Return the last of the first and the first of the last five working days of a quarter."""
    end = add_months(quarter_start, 3)
    days = [quarter_start + timedelta(days=n) for n in range((end - quarter_start).days)]
    working = [day for day in days if day.weekday() < 5]
    return working[EDGE - 1], working[-EDGE]


def next_date(account, held_on, months):
    """Return the day that the cadence suggests after a review, away from the quarter's close."""
    return best_day(add_months(held_on, months), LEEWAY, lambda day: 0)


def slot_of(planned_on, day):
    """Return the newest reminder slot that is due for a planned date on a day, or "" while it is
    too early.
    """
    left = (planned_on - day).days
    for days in (1, 7, 14):
        if 0 <= left <= days:
            return f"T-{days}"
    return f"overdue-{(-left - 1) // 7}" if left < 0 else ""


def is_plausible(day, today):
    """Say whether a date may be that of a next review: after today, within two years."""
    return today < day <= add_months(date(today.year, today.month, 1), 25)
