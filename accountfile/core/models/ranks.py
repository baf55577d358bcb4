"""How accounts are ranked: the tiers of attention, the stages of a relationship."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from accountfile.base.rows import Row


class Tier(Row):
    """How much attention an account deserves, and with it how often it is reviewed."""

    name = models.CharField(max_length=40, unique=True)
    place = models.PositiveSmallIntegerField(default=0)
    review_every_months = models.PositiveSmallIntegerField(
        default=3, validators=[MinValueValidator(1), MaxValueValidator(36)]
    )

    class Meta:
        ordering = ["place", "name"]

    def __str__(self):
        return self.name


class Stage(Row):
    """A stage of the relationship with a client; the administrator may rename it."""

    name = models.CharField(max_length=60, unique=True)
    place = models.PositiveSmallIntegerField(default=0)
    evidence = models.TextField(
        blank=True, help_text="What shows that an account has reached this stage."
    )

    class Meta:
        ordering = ["place", "name"]

    def __str__(self):
        return self.name
