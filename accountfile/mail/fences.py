"""A fence around each item of a batch: one that fails is left out and written down, and the others
are done.
"""

import logging
from contextlib import nullcontext

from django.db import models, transaction
from django.utils import timezone

from accountfile.mail.models import Fault

log = logging.getLogger(__name__)


def each(items, do, *, job, whole=True):
    """Do something with each item, in a savepoint of its own; return what it gave for those that
    worked.

    What is not ``whole`` has transactions of its own, or only reads.
    """
    return _Run(job, whole).each(items, do)


def batches(items, size, do, *, job, whole=True):
    """Do something with so many items at a time; a batch that fails is halved until the culprit
    alone is left out.

    Returns what it gave for each batch that worked, so the number of statements grows only where
    something fails. What is not ``whole`` writes once, at its end, and is not held in a transaction
    while it reads.
    """
    run = _Run(job, whole)
    items = list(items)
    parts = [items[start : start + size] for start in range(0, len(items), size)]
    found = []
    while parts:
        part = parts.pop(0)
        worked, result = run.attempt(
            part,
            do,
            quiet=len(part) > 1,
        )
        if worked:
            found.append(result)
            run.well(part)
        elif len(part) > 1:
            middle = len(part) // 2
            parts[:0] = [part[:middle], part[middle:]]
    run.close()
    return found


class _Run:
    """One run of a job: what it has left out, and which earlier faults are over."""

    def __init__(self, job, whole=True):
        self.job, self.whole = job, whole
        self.known = set(Fault.objects.filter(job=job).values_list("item", flat=True))
        self.over = set()

    def each(self, items, do):
        found = []
        for item in items:
            worked, result = self.attempt(item, do)
            if worked:
                found.append(result)
                self.well([item])
        self.close()
        return found

    def attempt(self, item, do, *, quiet=False):
        try:
            # A savepoint: a statement that the database refuses must not end the transaction of the
            # others.
            with transaction.atomic() if self.whole else nullcontext():
                return True, do(item)
        except Exception as error:
            if not quiet:
                self.leave_out(
                    item[0] if isinstance(item, list) else item,
                    error,
                )
        return False, None

    def leave_out(self, item, error):
        name = name_of(item)
        log.error("%s: %s is left out", self.job, name, exc_info=error)
        # The kind alone: what an error says may quote a file that whoever reads the page may not
        # open.
        reason = type(error).__name__
        fault, is_new = Fault.objects.get_or_create(
            job=self.job, item=name, defaults={"error": reason}
        )
        if not is_new:
            again = {
                "error": reason,
                "last_at": timezone.now(),
                "times": models.F("times") + 1,
            }
            Fault.objects.filter(pk=fault.pk).update(**again)

    def well(self, items):
        if self.known:
            self.over |= self.known & {name_of(item) for item in items}

    def close(self):
        if self.over:
            Fault.objects.filter(job=self.job, item__in=self.over).delete()


def name_of(item):
    """Return what an item is called where faults are listed: a row by its kind and number, never by
    its text.
    """
    if isinstance(item, models.Model):
        number = item.pk or f"of account {getattr(item, 'file_id', None)}"
        return f"{item._meta.verbose_name} {number}"
    return str(item)[:200]
