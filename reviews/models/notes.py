"""What is kept beside the reviews: the reviews with the client, and the private notes of manager
and line manager.
"""

from django.conf import settings
from django.db import models

from accountfile.core.models import (
    AboutSomebodyQuerySet,
    AboutTheManager,
    AccountRow,
    OfAccountQuerySet,
)


class ProgressReview(AccountRow):
    """A review of the account held with the client: about the account as a whole, not about single
    deliverables.
    """

    class Mood(models.TextChoices):
        GOOD = "good", "content"
        MIXED = "mixed", "mixed"
        POOR = "poor", "not content"

    held_on = models.DateField("held on")
    with_whom = models.CharField("with whom at the client", max_length=200)
    mood = models.CharField(
        "how the client sees the account",
        max_length=10,
        choices=Mood,
        default=Mood.GOOD,
    )
    minutes = models.TextField("what was said", max_length=8000)
    agreed = models.TextField("what both sides agreed to do", max_length=4000, blank=True)
    confirmed_on = models.DateField("client confirmed the minutes on", null=True, blank=True)
    next_on = models.DateField("next one on", null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects = OfAccountQuerySet.as_manager()
    happened = {"held_on": "It has not been held yet: plan it as an action instead."}

    class Meta:
        verbose_name, verbose_name_plural = "progress review", "progress reviews"
        ordering = ["-held_on", "-pk"]

    def __str__(self):
        return f"Progress review with {self.with_whom} on {self.held_on.day} {self.held_on:%b %Y}"


class ManagerNote(AboutTheManager, AccountRow):
    """A note on the account manager's own work, which only they and the line above may read."""

    right = "lead"

    class Kind(models.TextChoices):
        PERFORMANCE = "performance", "performance"
        OBJECTIVE = "objective", "personal objective"
        SUPPORT = "support", "help, time or authority needed"

    kind = models.CharField(max_length=15, choices=Kind, default=Kind.PERFORMANCE)
    written_on = models.DateField(auto_now_add=True)
    text = models.TextField("what it says", max_length=4000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects = AboutSomebodyQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "private note", "private notes"
        ordering = ["-written_on", "-pk"]

    def __str__(self):
        return (
            f"{self.get_kind_display().capitalize()}, {self.written_on.day} {self.written_on:%b %Y}"
        )
