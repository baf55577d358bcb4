"""Celery's way in to imports: one batch a task, and the sweep that finds what no worker has
done.
"""

from celery import shared_task

from accountfile.base.clock import house_day
from accountfile.core import standing
from accountfile.importing import batches
from accountfile.mail.heartbeat import beat


@shared_task(name="importing.sweep")
def sweep():
    """Do the imports that no worker has done."""
    with beat("importing.sweep"):
        batches.sweep()


@shared_task(name="importing.run_import", bind=True)
def run_import(self, batch_id):
    """Read, store or undo one import, then work out its files.

    Delivered again, its first worker is gone.
    """
    again = bool((self.request.delivery_info or {}).get("redelivered"))
    batches.work(batch_id, again=again)
    standing.refresh_stale(house_day())
