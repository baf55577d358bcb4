"""Celery's way in to the printing: both may run at any time, any number of times."""

from celery import shared_task

from accountfile.mail.heartbeat import beat
from reviews import pack


@shared_task(name="reviews.render_pack")
def render_pack(pack_id):
    """Print one pack if it is still waiting."""
    pack.print_if_due(pack_id)


@shared_task(name="reviews.sweep")
def sweep():
    """Give packs of vanished workers back, then print what is due."""
    with beat("reviews.sweep"):
        pack.sweep()
