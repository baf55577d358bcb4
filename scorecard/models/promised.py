"""What we owe the client, and what is wrong between us."""

from django.conf import settings
from django.db import models
from django.db.models import F

from accountfile.core.models import AccountRow, OfAccountQuerySet

NOT_YET = "That day has not come yet."


class IssueQuerySet(OfAccountQuerySet):
    def open(self):
        return self.filter(resolved_on=None)


class Issue(AccountRow):
    """A complaint or problem of either side, its cause, and what put it right."""

    class Side(models.TextChoices):
        CLIENT = "client", "the client's"
        OURS = "ours", "ours"

    class Kind(models.TextChoices):
        CULTURAL = "cultural", "cultural"
        MANAGEMENT = "management", "management"
        PEOPLE = "people", "people"
        BUDGETS = "budgets", "budgets, estimates or forecasts"
        TIMESCALES = "timescales", "timescales"
        QUALITY = "quality", "quality"
        CONTRACTUAL = "contractual", "contractual"

    title = models.CharField("what is wrong", max_length=200)
    side = models.CharField("whose complaint", max_length=10, choices=Side, default=Side.CLIENT)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.QUALITY)
    raised_on = models.DateField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="issues")
    root_cause = models.TextField(blank=True)
    rectification = models.TextField("what put it right", blank=True)
    prevention = models.TextField("what keeps it from happening again", blank=True)
    resolved_on = models.DateField(null=True, blank=True)
    acknowledged_on = models.DateField("the client agreed on", null=True, blank=True)
    changed_on = models.DateField("last changed on", auto_now=True)

    objects = IssueQuerySet.as_manager()
    happened = {"raised_on": NOT_YET, "resolved_on": NOT_YET}

    class Meta:
        ordering = [F("resolved_on").desc(nulls_first=True), "raised_on", "pk"]
        indexes = [models.Index(fields=["account", "resolved_on"], name="issue_of_account")]

    def __str__(self):
        return self.title

    def contradictions(self):
        if self.raised_on and self.resolved_on and self.resolved_on < self.raised_on:
            return {"resolved_on": "An issue cannot be resolved before it was raised."}
        if self.acknowledged_on and not self.resolved_on:
            return {"acknowledged_on": "The client can agree only once it is resolved."}
        return {}

    def age(self, today):
        """Return the days from raising to resolving, or until today."""
        return ((self.resolved_on or today) - self.raised_on).days


class DeliverableQuerySet(OfAccountQuerySet):
    def open(self):
        return self.filter(delivered_on=None)

    def due_by(self, day):
        return self.open().filter(due_on__lte=day)

    def due_in(self, period):
        return self.filter(due_on__gte=period.start, due_on__lt=period.end)


class Deliverable(AccountRow):
    """Something we owe the client by a day, whether it came in time and was accepted the first
    time.
    """

    text = models.CharField("what we deliver", max_length=200)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="deliverables")
    due_on = models.DateField()
    delivered_on = models.DateField(null=True, blank=True)
    accepted_first_time = models.BooleanField(
        "accepted the first time",
        null=True,
        blank=True,
        choices=[(True, "yes"), (False, "no")],
    )

    objects = DeliverableQuerySet.as_manager()
    happened = {"delivered_on": NOT_YET}

    class Meta:
        ordering = [F("delivered_on").desc(nulls_first=True), "due_on", "pk"]

    def __str__(self):
        return self.text

    def is_on_time(self, today):
        """Return whether it came in time; None while it is not due yet."""
        if self.delivered_on:
            return self.delivered_on <= self.due_on
        return False if self.due_on < today else None
