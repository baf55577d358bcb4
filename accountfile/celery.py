"""The worker's application, its timetable, and the one way to enqueue."""

import logging
import os

from celery import Celery
from django.db import transaction

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accountfile.settings")
log = logging.getLogger(__name__)

app = Celery("accountfile")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# The timetable is code: a schedule kept in a table needs a second clock and a migration of its own.
app.conf.beat_schedule = {
    "deliver letters": {"task": "mail.sweep", "schedule": 30.0, "options": {"expires": 25}},
    "render packs": {"task": "reviews.sweep", "schedule": 30.0, "options": {"expires": 25}},
    "refresh standings": {"task": "core.sweep", "schedule": 60.0, "options": {"expires": 50}},
    "lost imports": {"task": "importing.sweep", "schedule": 60.0, "options": {"expires": 50}},
    # Asked often, done once a day: a night or a morning that was missed is made up for.
    "the night": {"task": "core.nightly", "schedule": 120.0, "options": {"expires": 110}},
    "mornings": {"task": "core.mornings", "schedule": 120.0, "options": {"expires": 110}},
}


def after_commit(task, *args, expires=None):
    """Enqueue a task once the transaction has committed; a broker that is away only makes it
    late.

    Every task has a sweep that finds what was lost, so a failure here is logged and swallowed: a
    person's click must not become an error page because the broker is down.
    """

    def enqueue():
        try:
            task.apply_async(args, retry=False, ignore_result=True, expires=expires)
        except Exception:
            log.warning("could not enqueue %s; the sweep will find it", task.name)

    transaction.on_commit(enqueue)
