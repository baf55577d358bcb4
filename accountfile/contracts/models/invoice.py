"""Invoices, as the books have them."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountfile.core.models import AccountRow, OfAccountQuerySet

OVERDUE_LONG = 60  # days after which an unpaid invoice is the reviewer's business


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
