"""Waiting for the database: a page that only reads never waits for somebody who writes."""

import functools
import logging
from contextlib import contextmanager, nullcontext

from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError, connection, transaction

log = logging.getLogger(__name__)
PATIENCE = 100  # milliseconds


def unless_locked(write, *args):
    """Write what a reading page notes by the way, and go on without it while somebody else holds
    the lock.
    """
    try:
        with _impatient_sqlite(), transaction.atomic():
            if connection.vendor == "postgresql":
                _execute(f"SET LOCAL lock_timeout = {PATIENCE}")
            write(*args)
    except (OperationalError, UpdateError) as error:
        log.info("went on without %s: %s", write.__qualname__, error)


@contextmanager
def _impatient_sqlite():
    """SQLite takes its one lock as a transaction begins: the wait has to be short from before
    then.
    """
    if connection.vendor != "sqlite":
        yield
        return
    usual = int(1000 * connection.settings_dict["OPTIONS"]["timeout"])
    _execute(f"PRAGMA busy_timeout = {PATIENCE}")
    try:
        yield
    finally:
        _execute(f"PRAGMA busy_timeout = {usual}")


def _execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def writing(request):
    """Return the transaction of a form's view: looking at the form begins none, so it waits for no
    other writer.
    """
    if request.method == "POST":
        return transaction.atomic()
    return nullcontext()


def atomic_post(view):
    """Answer a whole view in the transaction of ``writing``."""

    @functools.wraps(view)
    def answered(request, *args, **kwargs):
        with writing(request):
            return view(request, *args, **kwargs)

    return answered
