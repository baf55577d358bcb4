"""Clients who speak for us: what others may come and see, and who came."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from accountfile.core.models import AccountRow, OfAccountQuerySet, Tracked
from accountfile.periods import add_months


class ReferenceSite(AccountRow):
    """A client, or a part of one, that lets others come and see what we did there."""

    title = models.CharField("what can be seen there", max_length=200)
    contact = models.CharField("who receives the visitors", max_length=150, blank=True)
    consent_by = models.CharField("who at the client agreed", max_length=150, blank=True)
    consent_until = models.DateField("agreed until", null=True, blank=True)
    most_a_year = models.PositiveSmallIntegerField(
        "visits in twelve months, at most",
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    remark = models.TextField("what to show and what not", blank=True)
    changed_on = models.DateField("last changed on", auto_now=True)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self):
        return self.title

    def contradictions(self):
        is_half = bool(self.consent_by) != bool(self.consent_until)
        return {"consent_by": "Say both who agreed and until when, or neither."} if is_half else {}

    def refusal(self, visited_on, besides=None):
        """Return why nobody may visit on this day, or nothing."""
        if self.consent_until is None or visited_on > self.consent_until:
            return "The client has not agreed to visits on that day."
        # Any twelve months count, not the calendar year: forty visits around new year are as many.
        start = add_months(visited_on, -12)
        others = self.visits.exclude(pk=besides).filter(
            visited_on__gt=start,
            visited_on__lte=visited_on,
        )
        if others.count() >= self.most_a_year:
            return (
                f"There were {self.most_a_year} visits in twelve months already, as many as the "
                "client agreed to."
            )
        return ""


class ReferenceVisit(Tracked):
    """One visit of somebody whom we want to convince."""

    site = models.ForeignKey(ReferenceSite, models.CASCADE, related_name="visits")
    visited_on = models.DateField()
    visitor = models.CharField("who came", max_length=200)
    purpose = models.CharField("what for", max_length=200, blank=True)
    outcome = models.CharField("what came of it", max_length=300, blank=True)

    account_path = "site__account"
    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["-visited_on", "-pk"]

    def __str__(self):
        return f"Visit of {self.visitor}"

    def clean(self):
        super().clean()
        # Without the two the boxes themselves have said what is missing.
        if not self.site_id or not self.visited_on:
            return
        why = self.site.refusal(self.visited_on, self.pk)
        if why:
            raise ValidationError({"visited_on": why})
