"""Every scheduled job writes down when it last ran."""

from contextlib import contextmanager

from django.db.models.functions import Now

from accountfile.mail.models import Heartbeat


@contextmanager
def beat(name):
    """Record that the job of this name started, and that it finished or why it did not."""
    _write(name, started_at=Now())
    try:
        yield
    except Exception as error:
        _write(name, error=f"{type(error).__name__}: {error}"[:500])
        raise
    _write(name, finished_at=Now(), error="")


def _write(name, **values):
    Heartbeat.objects.update_or_create(name=name, defaults=values)
