"""The Account File: the bound file, its cover, and the pages written once and revised."""

from accountfile.celery import app as celery_app

__all__ = ["celery_app"]
