"""Every scheduled job writes down when it began and when it last finished; what must run alone
takes its turn.
"""

import logging
from contextlib import contextmanager
from datetime import timedelta

from django.db import Error as DatabaseFault
from django.db.models import F, Q
from django.utils import timezone

from accountfile.mail.models import Heartbeat

log = logging.getLogger(__name__)

# A worker is stopped after ten minutes of one task: whoever has not finished by then is gone.
LEASE = timedelta(minutes=15)
RUNNING = Q(finished_at=None) | Q(finished_at__lt=F("started_at"))


@contextmanager
def beat(name):
    """Record that the job of this name started, and that it finished or why it did not."""
    Heartbeat.objects.update_or_create(name=name, defaults={"started_at": timezone.now()})
    with _ending(Heartbeat.objects.filter(name=name)):
        yield


def alone(name, work, *, day=None):
    """Do the work unless another worker is at it, or it was finished for this day; say whether it
    was done.

    A run that fails or dies half way has not finished: it is done again, a dead one once its lease
    is over.
    """
    now = timezone.now()
    Heartbeat.objects.get_or_create(name=name)
    free = Q(started_at=None) | ~RUNNING | ~Q(error="") | Q(started_at__lt=now - LEASE)
    to_do = Q() if day is None else Q(done_for=None) | Q(done_for__lt=day)
    if not Heartbeat.objects.filter(free & to_do, name=name).update(
        started_at=now,
        error="",
    ):
        return False
    with _ending(
        Heartbeat.objects.filter(name=name, started_at=now),
        **({} if day is None else {"done_for": day}),
    ):
        work()
    return True


def in_words(error):
    """Say for those who run the house what kind of failure it was and what to do; its text is in
    the log.
    """
    kind = type(error).__name__
    if isinstance(error, DatabaseFault):
        found = (
            f"The database refused something or did not answer ({kind}). See that it runs and "
            "has room."
        )
    elif isinstance(error, OSError):
        found = (
            f"A file or a server was out of reach ({kind}). See that disk and network are there."
        )
    else:
        found = f"The job met something unforeseen ({kind}). The log of the worker has the details."
    return f"{found} The next run takes it up again."


@contextmanager
def _ending(mine, **done):
    try:
        yield
    except Exception as error:
        log.exception("a scheduled job failed")
        mine.update(error=in_words(error))
        raise
    mine.update(finished_at=timezone.now(), error="", **done)
