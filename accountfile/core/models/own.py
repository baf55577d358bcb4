"""What is kept of one person's own doing: drafts, presses of buttons, chosen columns."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from accountfile.base.rows import Row


class Draft(Row):
    """What one person typed into one form and has not saved; ``page`` is the address that the form
    posts to.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    page = models.CharField(max_length=300)
    fields = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now=True)

    KEPT_FOR = timedelta(days=30)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "page"], name="draft_one_a_page")]

    def __str__(self):
        return self.page


class Press(Row):
    """One press of one button; the second press of the same leads to what the first one made."""

    key = models.UUIDField(unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    url = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=250, blank=True)
    at = models.DateTimeField(default=timezone.now)

    derived = ("title",)

    def __str__(self):
        return self.url

    @staticmethod
    def number(data):
        """Return the number of the press that a posted form carries, or None."""
        try:
            return uuid.UUID(data.get("press", ""))
        except ValueError:
            return None


class Columns(Row):
    """The columns one person has chosen for one list."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="columns")
    table = models.CharField(max_length=60)
    names = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "table"], name="columns_one_a_list")
        ]

    def __str__(self):
        return self.table
