"""Strengths, weaknesses, opportunities and threats, and what was done about each."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from accountfile.blueprint.models.days import STILL_TO_COME
from accountfile.core.models import AccountRow, OfAccountQuerySet


class SwotQuerySet(OfAccountQuerySet):
    def unhandled(self):
        return self.filter(handled=False)


class SwotItem(AccountRow):
    """One strength, weakness, opportunity or threat: of our relationship, or of the client in its
    market.
    """

    class Side(models.TextChoices):
        RELATIONSHIP = "relationship", "our relationship with the client"
        CLIENT = "client", "the client in its market"

    class Quadrant(models.TextChoices):
        STRENGTH = "S", "strength"
        WEAKNESS = "W", "weakness"
        OPPORTUNITY = "O", "opportunity"
        THREAT = "T", "threat"

    HANDLED = {"S": "used", "W": "fixed", "O": "pursued", "T": "covered"}

    side = models.CharField("about", max_length=15, choices=Side, default=Side.RELATIONSHIP)
    quadrant = models.CharField("what it is", max_length=1, choices=Quadrant)
    text = models.CharField(max_length=250)
    weight = models.PositiveSmallIntegerField(
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(3)],
        help_text="From 1, light, to 3, heavy.",
    )
    since_on = models.DateField("since")
    handled = models.BooleanField("used, fixed, pursued or covered", default=False)
    how = models.CharField("how, and where to see it", max_length=250, blank=True)
    changed_on = models.DateField(auto_now=True)

    objects = SwotQuerySet.as_manager()
    happened = {"since_on": STILL_TO_COME}

    class Meta:
        ordering = ["side", "-weight", "since_on", "pk"]
        verbose_name = "SWOT item"

    def __str__(self):
        return self.text

    def contradictions(self):
        is_silent = self.handled and not self.how
        if is_silent:
            return {"how": "Say how it is used, fixed, pursued or covered."}
        return {}

    @property
    def state(self):
        """The word for where it stands: used, fixed, pursued or covered, or not yet."""
        word = self.HANDLED[self.quadrant]
        if self.handled:
            return word
        return f"not yet {word}"
