"""What each of us thinks of a person, blind to the others; and where the chemistry is wrong.

Both are private.
"""

from django.conf import settings
from django.db import models
from django.urls import reverse

from accountfile.core.models import (
    AboutSomebodyQuerySet,
    AboutTheManager,
    OfAccountQuerySet,
    Tracked,
)
from contacts.models.contact import ALLEGIANCES, COVERAGES, INFLUENCES, Contact


class Rating(Tracked):
    """One colleague's own view of one person; unknown is a value, never a midpoint.

    The history says nothing of it: each step would tell who moved the consensus, and whereto.
    """

    audience = "private"
    tells_adding = False
    untold = frozenset(
        ["contact_id", "by_id", "allegiance", "influence", "coverage", "why", "rated_on"]
    )
    account_path = "contact__account"

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="ratings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="ratings")
    allegiance = models.SmallIntegerField(
        "on whose side",
        null=True,
        blank=True,
        choices=ALLEGIANCES,
    )
    influence = models.PositiveSmallIntegerField(
        "how much they count",
        null=True,
        blank=True,
        choices=INFLUENCES,
    )
    coverage = models.PositiveSmallIntegerField(
        "how well you know them",
        default=0,
        choices=COVERAGES,
    )
    why = models.CharField("what you go by", max_length=250, blank=True)
    rated_on = models.DateField()

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["-rated_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["contact", "by"], name="rating_one_each")]

    def __str__(self):
        return f"A rating of {self.contact.name}"

    def may_be_changed_by(self, user, account, names=()):
        """Nobody restores what somebody else thinks of a person."""
        return user.pk == self.by_id

    def get_absolute_url(self):
        return reverse("contacts:contact", args=[self.file_id, self.contact_id])


class ChemistryFlag(AboutTheManager, Tracked):
    """A personal clash between one of ours and one of theirs, and who might take over."""

    right = "cover"
    account_path = "contact__account"

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="chemistry_flags")
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="chemistry_flags",
    )
    what = models.CharField("what happens between them", max_length=250)
    swap_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="who might take over",
    )
    noted_on = models.DateField()
    solved_on = models.DateField(null=True, blank=True)

    objects = AboutSomebodyQuerySet.as_manager()

    class Meta:
        ordering = ["-noted_on", "pk"]
        verbose_name = "chemistry flag"

    def __str__(self):
        return f"{self.colleague} and {self.contact.name}"
