"""Service levels: what we promised to reach, and what was reached month by month."""

from django.db import models
from django.db.models import Q

from accountfile.contracts.models.contract import Contract
from accountfile.contracts.models.money import NOT_LESS_THAN_NOTHING
from accountfile.core.models import OfAccountQuerySet, Tracked


class ServiceLevel(Tracked):
    """What we promised to reach: a metric, its target, and which way is better."""

    class Better(models.TextChoices):
        HIGHER = "higher", "at least the target"
        LOWER = "lower", "at most the target"

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="service_levels")
    metric = models.CharField("what is measured", max_length=150)
    target = models.DecimalField(max_digits=12, decimal_places=3)
    unit = models.CharField(max_length=20, blank=True)
    better = models.CharField("reached with", max_length=10, choices=Better, default=Better.HIGHER)

    account_path = "contract__account"
    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["metric", "pk"]

    def __str__(self):
        return self.metric

    def is_met_by(self, actual):
        if self.better == self.Better.HIGHER:
            return actual >= self.target
        return actual <= self.target


class ServiceReadingQuerySet(OfAccountQuerySet):
    def missed(self):
        """Return the readings that did not reach their target."""
        level = "service_level__better"
        target = models.F("service_level__target")
        return self.filter(
            Q(**{level: "higher"}, actual__lt=target) | Q(**{level: "lower"}, actual__gt=target)
        )


class ServiceReading(Tracked):
    """What a service level reached in one month, and what we credit for missing it."""

    service_level = models.ForeignKey(ServiceLevel, models.CASCADE, related_name="readings")
    month = models.DateField(help_text="Any day of the month.")
    actual = models.DecimalField("reached", max_digits=12, decimal_places=3)
    credit_due = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, blank=True, validators=NOT_LESS_THAN_NOTHING
    )
    remark = models.CharField(max_length=300, blank=True)

    account_path = "service_level__contract__account"
    objects = ServiceReadingQuerySet.as_manager()
    months = ("month",)

    class Meta:
        ordering = ["-month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["service_level", "month"],
                name="reading_one_a_month",
                violation_error_message="This month has a reading already: edit that one.",
            )
        ]

    def __str__(self):
        return f"{self.service_level}, {self.month:%B %Y}"

    @property
    def is_missed(self):
        return not self.service_level.is_met_by(self.actual)
