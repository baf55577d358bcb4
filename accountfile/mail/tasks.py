"""Celery's way in: both may run at any time, any number of times."""

from celery import shared_task

from accountfile.mail import delivery


@shared_task(name="mail.drain")
def drain():
    """Send the letters that are due."""
    delivery.drain()


@shared_task(name="mail.sweep")
def sweep():
    """Find letters that were lost and send what is due."""
    delivery.sweep()
