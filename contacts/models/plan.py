"""What we do for a relationship: who meets whom how often, and what we invite them to."""

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from accountfile.core.models import AccountRow, OfAccountQuerySet, Tracked
from contacts.models.contact import ALLEGIANCES, COVERAGES, Contact


class ContactPlanQuerySet(OfAccountQuerySet):
    def due_by(self, day):
        return self.filter(next_touch_on__lte=day, contact__left_on=None)


class ContactPlan(Tracked):
    """Where we want to be with one person, who of us sees to it, how often, and when next."""

    account_path = "contact__account"

    contact = models.OneToOneField(Contact, models.CASCADE, related_name="plan")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="contact_plans",
    )
    target_allegiance = models.SmallIntegerField(
        "bring them to",
        null=True,
        blank=True,
        choices=ALLEGIANCES,
    )
    target_coverage = models.PositiveSmallIntegerField("know them", default=2, choices=COVERAGES)
    cadence_days = models.PositiveSmallIntegerField(
        "contact every … days",
        default=30,
        validators=[MinValueValidator(7), MaxValueValidator(365)],
    )
    next_touch_on = models.DateField("speak next on")
    last_touch_on = models.DateField("last spoken on", null=True, blank=True, editable=False)
    kept = models.PositiveIntegerField("times kept", default=0, editable=False)
    missed = models.PositiveIntegerField("times late", default=0, editable=False)
    aim = models.CharField("what for", max_length=250, blank=True)

    objects = ContactPlanQuerySet.as_manager()

    class Meta:
        ordering = ["next_touch_on", "pk"]
        verbose_name = "contact plan"

    def __str__(self):
        return f"{self.owner} with {self.contact.name}"

    def count(self, held_on):
        """Count a conversation as in time or late, and set the day of the next by the cadence."""
        # It may be logged days later: what counts is when it was held.
        if held_on <= self.next_touch_on:
            self.kept += 1
        else:
            self.missed += 1
        self.last_touch_on = max(held_on, self.last_touch_on or held_on)
        self.next_touch_on = self.last_touch_on + timedelta(days=self.cadence_days)


class HospitalityEvent(AccountRow):
    """Something we invite them to, or they us: planned, paid, and within the policy."""

    class Policy(models.TextChoices):
        UNCHECKED = "unchecked", "not checked yet"
        WITHIN = "within", "within the policy"
        APPROVED = "approved", "approved as an exception"
        REFUSED = "refused", "not allowed"

    title = models.CharField("what", max_length=150)
    happens_on = models.DateField("on")
    purpose = models.CharField("what for", max_length=250)
    attendees = models.CharField("who comes, theirs and ours", max_length=400)
    budget = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    spent = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    policy = models.CharField(
        "gifts and hospitality policy",
        max_length=10,
        choices=Policy,
        default=Policy.UNCHECKED,
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="approved_hospitality",
    )
    outcome = models.CharField("what came of it", max_length=300, blank=True)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["-happens_on", "-pk"]
        verbose_name = "hospitality event"

    def __str__(self):
        return self.title

    def contradictions(self):
        is_silent = self.policy == self.Policy.APPROVED and not self.approved_by_id
        return {"approved_by": "Who approved the exception?"} if is_silent else {}
