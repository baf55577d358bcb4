"""Celery's way in to the printing: both may run at any time, any number of times."""

from celery import shared_task

from accountfile.celery import after_commit
from accountfile.mail.heartbeat import beat
from reviews import pack
from reviews.models import Pack

SWEEP_EVERY = 30  # seconds


@shared_task(name="reviews.render_pack")
def render_pack(pack_id):
    """Print one pack if it is still waiting."""
    pack.print_if_due(pack_id)


@shared_task(name="reviews.sweep")
def sweep():
    """Give packs of vanished workers back, then have each pack that is due printed by a task of its
    own.

    A task that is not begun by the next sweep expires: that one asks again, and no queue of repeats
    grows.
    """
    with beat("reviews.sweep"):
        pack.give_back_lost()
        for pack_id in Pack.objects.due().values_list("pk", flat=True):
            after_commit(render_pack, pack_id, expires=SWEEP_EVERY)
