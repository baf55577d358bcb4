"""What an account earns, and what the client gains."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from accountfile.core.models import AccountRow, OfAccountQuerySet

NOT_LESS_THAN_NOTHING = [MinValueValidator(0)]
TWICE = "{twin} is in the file already and shares days with this: they would count twice."


def amount(name, **more):
    return models.DecimalField(
        name,
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        **more,
    )


class FinancialPeriodQuerySet(OfAccountQuerySet):
    def belonging_to(self, period):
        """Return what belongs to a period: whatever ends in it, so that of consecutive periods each
        row is in one.
        """
        return self.filter(ends_on__gte=period.start, ends_on__lt=period.end)


class FinancialPeriod(AccountRow):
    """What an account brought in and cost over some days, beside what was planned; an empty amount
    is not known.
    """

    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    revenue = amount("revenue")
    cost = amount("cost")
    planned_revenue = amount("planned revenue")
    planned_cost = amount("planned cost")
    currency = models.CharField(max_length=3, default=settings.CURRENCY)

    AMOUNTS = ("revenue", "cost", "planned_revenue", "planned_cost")
    objects = FinancialPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "starts_on", "ends_on"], name="financial_period_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="financial_period_has_days"
            ),
        ]

    def contradictions(self):
        is_empty = self.starts_on and self.ends_on and self.ends_on < self.starts_on
        return {"ends_on": "The last day comes before the first."} if is_empty else {}

    def twins(self):
        if not (self.starts_on and self.ends_on):
            return []
        days = Q(account=self.account_id, starts_on__lte=self.ends_on, ends_on__gte=self.starts_on)
        return [("starts_on", days, TWICE)]

    def __str__(self):
        if self.starts_on.replace(day=1) == self.ends_on.replace(day=1):
            return f"{self.starts_on:%B %Y}"
        return f"{self.starts_on:%b %Y} to {self.ends_on:%b %Y}"


class ValueRecord(AccountRow):
    """Value we promised the client, what was measured of it, and who at the client agreed."""

    text = models.CharField("what the client gains", max_length=200)
    promised = amount("promised", validators=NOT_LESS_THAN_NOTHING)
    measured = amount("measured")
    currency = models.CharField(max_length=3, default=settings.CURRENCY)
    how_measured = models.CharField("how it was measured", max_length=200, blank=True)
    agreed_by = models.CharField("agreed by (at the client)", max_length=150, blank=True)
    agreed_on = models.DateField(null=True, blank=True)

    objects = OfAccountQuerySet.as_manager()

    class Meta:
        ordering = ["-agreed_on", "pk"]
        verbose_name = "value delivered"
        verbose_name_plural = "value delivered"

    def __str__(self):
        return self.text

    def contradictions(self):
        is_half = bool(self.agreed_by) != bool(self.agreed_on)
        sentence = "Say both who at the client agreed and when, or neither."
        return {"agreed_by": sentence} if is_half else {}
