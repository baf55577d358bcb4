"""Celery's way in to the core: one function a task, and the sweep that finds what was lost."""

from celery import shared_task
from django.utils import timezone

from accountfile.base.clock import house_day
from accountfile.core import mornings, nightly, standing
from accountfile.mail.heartbeat import alone, beat


@shared_task(name="core.sweep")
def sweep():
    """Work out the standing of every file that has changed."""
    with beat("core.sweep"):
        standing.refresh_stale(house_day())


@shared_task(name="core.nightly")
def run_nightly():
    """Do the night if it is still to be done."""
    nightly.run_if_due(timezone.now())


@shared_task(name="core.mornings")
def run_mornings():
    """Do the morning of everybody for whom it has begun."""
    alone(mornings.JOB, lambda: mornings.begin(timezone.now()))
