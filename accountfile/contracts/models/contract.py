"""Contracts, the day by which we must have decided what becomes of each, and what they oblige
to.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountfile.contracts.models.money import NOT_LESS_THAN_NOTHING
from accountfile.core.models import AccountRow, OfAccountQuerySet, Tracked
from accountfile.periods import add_months


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

    def decide(self, decision, reason, on):
        """Take the decision and its reason, and say whether they are new."""
        if (self.decision, self.reason) == (decision, reason):
            return False
        self.decision, self.reason, self.decided_on = decision, reason, on
        return True

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

    def meet(self, on):
        """Take the obligation as met, and say whether it was still open."""
        if self.done_on is not None:
            return False
        self.done_on = on
        return True
