"""What may be typed about contracts."""

from django import forms

from accountfile.contracts.models import Contract, Invoice, Obligation, ServiceLevel, ServiceReading
from accountfile.pages.forms import RowForm


class ContractForm(RowForm):
    class Meta:
        model = Contract
        fields = [
            "title",
            "reference",
            "kind",
            "value",
            "currency",
            "starts_on",
            "ends_on",
            "notice_months",
            "notice_days",
            "renewal",
            "signed_by_us",
            "signed_by_client",
            "digest",
        ]
        help_texts = {
            "ends_on": "Leave it empty for a contract without an end.",
            "notice_days": "The notice date is worked out: end less months less days.",
            "digest": "What a stand-in must know without reading forty pages.",
        }

    def save(self, commit=True):
        if self.instance.pk and "ends_on" in self.changed_data:
            # A new end is a new question: what was decided for the old one no longer holds.
            self.instance.decision, self.instance.decided_on, self.instance.reason = "", None, ""
        return super().save(commit)


class DecideForm(RowForm):
    """What becomes of a contract, and why."""

    decision = forms.ChoiceField(
        choices=[c for c in Contract.Decision.choices if c[0]], label="What becomes of it"
    )
    reason = forms.CharField(label="Why", max_length=300)

    class Meta:
        model = Contract
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"decision": self.instance.decision, "reason": self.instance.reason}


class ObligationForm(RowForm):
    class Meta:
        model = Obligation
        fields = ["contract", "text", "side", "owner", "due_on", "done_on"]


class ServiceLevelForm(RowForm):
    class Meta:
        model = ServiceLevel
        fields = ["contract", "metric", "better", "target", "unit"]


class ServiceReadingForm(RowForm):
    class Meta:
        model = ServiceReading
        fields = ["service_level", "month", "actual", "credit_due", "remark"]


class InvoiceForm(RowForm):
    class Meta:
        model = Invoice
        fields = [
            "number",
            "issued_on",
            "due_on",
            "amount",
            "currency",
            "paid_on",
            "disputed",
            "remark",
        ]
