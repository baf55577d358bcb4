"""The sample company as of an earlier day: what came later is away, what was settled later is open
again.

Its rows are made as they are today. What a review closed in September froze is taken from the rows
of September, so each section says of its rows when they came and what of them was settled later.
"""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.db import transaction

from accountfile.core import sections, standing
from accountfile.core.models import Account, Change

LONG_AGO = timedelta(days=400)
GONE_THROUGH = timedelta(days=60)  # since somebody looked through what has always been there


@dataclass(frozen=True)
class Came:
    """When rows came: ``rows()`` gives them, ``on(row)`` the day of each, or None for what has
    always been there.

    ``unsettle(row, day)`` takes back on a row what was settled after the day, and says whether
    anything was.
    """

    rows: Callable
    on: Callable = lambda row: None
    unsettle: Callable = lambda row, day: False


def cleared(row, day, **settled):
    """Empty fields whose day is a later one: ``closed_on={"reason": ""}`` empties both; say whether
    any was.
    """
    later = [name for name in settled if getattr(row, name) and getattr(row, name) > day]
    for name in later:
        for field, value in ({name: None} | settled[name]).items():
            setattr(row, field, value)
    return bool(later)


def month_end(row):
    """Return the last day of the month that a row tells of."""
    # Four days after the 28th is the next month, however long this one is.
    in_the_next = row.month.replace(day=28) + timedelta(days=4)
    return in_the_next.replace(day=1) - timedelta(days=1)


def weeks_before(name, weeks):
    """Return a function that gives the day so many weeks before that of a field."""
    return lambda row: getattr(row, name) and getattr(row, name) - timedelta(weeks=weeks)


@contextmanager
def as_of(day):
    """Let everything inside see the sample company as it was on this day; nothing that is written
    inside stays.
    """
    with transaction.atomic():
        for each in _came():
            _take_back(each, day)
        Change.objects.filter(at__gte=_noon(day + timedelta(days=1))).delete()
        standing.refresh(Account.objects.values_list("pk", flat=True), day)
        yield
        transaction.set_rollback(True)


def date_history(today):
    """Date the versions of each row, and the lines of the timeline that tell of it, by the day the
    row came.
    """
    yesterday = today - timedelta(days=1)
    for each in _came():
        for row in each.rows():
            came_on = each.on(row)
            at = _noon(min(came_on or today - LONG_AGO, yesterday))
            Change.objects.of_row(row).update(at=at)
            type(row).history.filter(id=row.pk).update(history_date=at)
            _date(
                row,
                min(came_on or today - GONE_THROUGH, yesterday),
            )


def _came():
    return [each for section in sections.all_sections() for each in section.came()]


def _take_back(each, day):
    for row in each.rows():
        came_on = each.on(row)
        if came_on and came_on > day:
            # Past the rules of the row: nothing of this stays, and a survey that was sent is never
            # removed.
            type(row)._base_manager.filter(pk=row.pk).delete()
            continue
        if each.unsettle(row, day):
            row.save()
        _date(row, came_on or day - LONG_AGO)


def _date(row, day):
    """Let a row that says when it was last changed name the day it came, not the day the sample was
    made.
    """
    if any(field.name == "changed_on" for field in row._meta.concrete_fields):
        type(row)._base_manager.filter(pk=row.pk).update(changed_on=day)


def _noon(day):
    return datetime.combine(day, time(12), UTC)
