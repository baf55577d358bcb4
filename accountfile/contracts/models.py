"""What binds us and the client: contracts, what they oblige to, service levels, and what is
owed.
"""

from datetime import timedelta

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from accountfile.core.models import AccountRow, OfAccountQuerySet, Tracked
from accountfile.periods import add_months

OVERDUE_LONG = 60  # days after which an unpaid invoice is the reviewer's business
NOT_LESS_THAN_NOTHING = [MinValueValidator(0)]


class NoticeDate(models.DateField):
    """The last day on which notice can be given: worked out from end and notice period at each
    save, never typed.
    """

    def pre_save(self, instance, add):
        day = notice_date(instance.ends_on, instance.notice_months, instance.notice_days)
        setattr(instance, self.attname, day)
        return day


def notice_date(ends_on, months, days):
    """Return the end less the notice period, or None for a contract without an end."""
    return ends_on and add_months(ends_on, -months) - timedelta(days=days)


class ContractQuerySet(OfAccountQuerySet):
    def running(self, today):
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today)).exclude(starts_on__gt=today)

    def undecided(self):
        return self.filter(decision=Contract.Decision.NONE)

    def notice_by(self, day):
        """Return the contracts whose notice date is reached by this day."""
        return self.filter(notice_on__lte=day)

    def next_notice_first(self):
        return self.order_by(models.F("notice_on").asc(nulls_last=True), "pk")


class Contract(AccountRow):
    """One contract with the client, with the day by which we must have decided what becomes of
    it.
    """

    class Kind(models.TextChoices):
        WORK = "work", "work"
        SERVICE = "service", "service"
        PEOPLE = "people", "people"
        PRODUCT = "product", "product"

    class Renewal(models.TextChoices):
        AUTO = "auto", "renews itself unless notice is given"
        MANUAL = "manual", "ends unless it is renewed"
        NONE = "none", "cannot be renewed"

    class Decision(models.TextChoices):
        NONE = "", "not decided yet"
        RENEW = "renew", "renew it"
        RENEGOTIATE = "renegotiate", "renegotiate it"
        END = "end", "let it end"

    title = models.CharField(max_length=200)
    reference = models.CharField("number or reference", max_length=60, blank=True)
    kind = models.CharField("contract for", max_length=10, choices=Kind, default=Kind.SERVICE)
    value = models.DecimalField(
        "value a year",
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        validators=NOT_LESS_THAN_NOTHING,
    )
    currency = models.CharField(max_length=3, default=settings.CURRENCY)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField("notice period in months", default=3)
    notice_days = models.PositiveSmallIntegerField("and days", default=0)
    notice_on = NoticeDate("notice by", null=True, blank=True, editable=False)
    renewal = models.CharField(max_length=10, choices=Renewal, default=Renewal.AUTO)
    signed_by_us = models.CharField(max_length=150, blank=True)
    signed_by_client = models.CharField(max_length=150, blank=True)
    digest = models.TextField("what it says, in short", blank=True)
    decision = models.CharField(
        max_length=12, choices=Decision, blank=True, default=Decision.NONE, editable=False
    )
    decided_on = models.DateField(null=True, blank=True, editable=False)
    reason = models.CharField("reason of the decision", max_length=300, blank=True, editable=False)
    changed_on = models.DateField("last changed on", auto_now=True)

    objects = ContractQuerySet.as_manager()
    # A new end asks anew what becomes of the contract.
    by_products = ("notice_on", "decision", "decided_on", "reason")

    class Meta:
        ordering = ["notice_on", "pk"]
        indexes = [models.Index(fields=["notice_on"], name="contract_notice")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="contract_ends_after_it_starts",
            )
        ]

    def __str__(self):
        return self.title

    def contradictions(self):
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            return {"ends_on": "A contract cannot end before it starts."}
        try:
            notice_date(
                self.ends_on,
                self.notice_months or 0,
                self.notice_days or 0,
            )
        except (ValueError, OverflowError):
            return {"notice_months": "With this notice period no day is left to give notice."}
        return {}

    def tone(self, today):
        """Return how urgent the notice date is, as a word for sign and colour."""
        if self.decision or self.notice_on is None:
            return "plain"
        left = (self.notice_on - today).days
        if left <= 30:
            return "poor"
        return "watch" if left <= 90 else "good"


class ObligationQuerySet(OfAccountQuerySet):
    def open(self):
        return self.filter(done_on=None)

    def due_by(self, day):
        return self.open().filter(due_on__lte=day)


class Obligation(Tracked):
    """Something a contract obliges us or the client to do by a day."""

    class Side(models.TextChoices):
        OURS = "ours", "we owe it"
        CLIENT = "client", "the client owes it"

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="obligations")
    text = models.CharField("what is owed", max_length=300)
    side = models.CharField("who owes it", max_length=10, choices=Side, default=Side.OURS)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="obligations",
        verbose_name="who of us sees to it",
    )
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    account_path = "contract__account"
    objects = ObligationQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self):
        return self.text


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


class InvoiceQuerySet(OfAccountQuerySet):
    def unpaid(self):
        return self.filter(paid_on=None)

    def due_before(self, day):
        return self.unpaid().filter(due_on__lt=day)

    def long_overdue(self, today):
        return self.due_before(today - timedelta(days=OVERDUE_LONG))


class Invoice(AccountRow):
    """An invoice to the client, as the books have it; unpaid ones are aged."""

    number = models.CharField(max_length=60)
    issued_on = models.DateField()
    due_on = models.DateField()
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    currency = models.CharField(max_length=3, default=settings.CURRENCY)
    paid_on = models.DateField(null=True, blank=True)
    disputed = models.BooleanField("the client disputes it", default=False)
    remark = models.CharField(max_length=300, blank=True)
    changed_on = models.DateField("last changed on", auto_now=True)

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["account", "number"], name="invoice_number_once")
        ]
        indexes = [
            models.Index(fields=["due_on"], name="invoice_unpaid", condition=Q(paid_on=None))
        ]

    def __str__(self):
        return f"Invoice {self.number}"

    def contradictions(self):
        is_early = self.issued_on and self.due_on and self.due_on < self.issued_on
        if is_early:
            return {"due_on": "An invoice cannot be due before it is issued."}
        return {}

    def twins(self):
        same = Q(account=self.account_id, number=self.number)
        return [("number", same, "This file has an invoice of that number already.")]

    def days_overdue(self, today):
        if self.paid_on:
            return 0
        return max((today - self.due_on).days, 0)
