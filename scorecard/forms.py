"""What may be typed about delivery."""

from django import forms

from accountfile.pages.boxes import BoxForm
from accountfile.pages.forms import THREE_LETTERS, RowForm
from accountfile.pages.typed import DateInput, TypedForm
from scorecard.models import Deliverable, FinancialPeriod, Issue, Reading, Scorecard, ValueRecord
from scorecard.pasted import read_table


class FinancialPeriodForm(RowForm):
    class Meta:
        model = FinancialPeriod
        fields = [
            "starts_on",
            "ends_on",
            "revenue",
            "cost",
            "planned_revenue",
            "planned_cost",
            "currency",
        ]
        help_texts = {"revenue": "Leave empty what is not known: an empty amount is not a zero."}


class PasteForm(TypedForm, forms.Form):
    """A table of months, pasted."""

    table = forms.CharField(
        label="The table",
        max_length=40_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text="A month a line: month, revenue, cost, planned revenue, planned cost, "
        "separated by tabs "
        "or semicolons. A line of headings may stand on top; an empty cell is not known.",
    )
    currency = forms.CharField(label="Currency", max_length=3, validators=[THREE_LETTERS])

    def clean_table(self):
        return read_table(self.cleaned_data["table"])


class ScorecardForm(RowForm):
    class Meta:
        model = Scorecard
        fields = ["template", "month", "remark"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["template"].disabled = True


class ReadingForm(BoxForm):
    """One line of a scorecard: yes or no, or a figure; red needs an action or an accepted reason,
    with a date.
    """

    class Meta:
        model = Reading
        fields = ["yes", "value", "target", "action", "accepted", "until"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].widget = DateInput()
        unused = ["value", "target"] if self.instance.measure.is_yes_or_no else ["yes"]
        for name in unused:
            del self.fields[name]
        if "yes" in self.fields:
            self.fields["yes"].choices = [("", "no data"), (True, "yes"), (False, "no")]
        for name, field in self.fields.items():
            field.widget.attrs |= {
                "aria-label": f"{field.label}: {self.instance.measure}",
                "class": _look(name),
            }


def _look(name):
    return "form-select" if name == "yes" else "form-control"


def reading_forms(readings, data=None):
    """Return one form for each reading, named after it: nobody can post a line of another card."""
    return [
        ReadingForm(data, instance=reading, prefix=f"line-{reading.pk}") for reading in readings
    ]


class IssueForm(RowForm):
    class Meta:
        model = Issue
        fields = [
            "title",
            "side",
            "kind",
            "raised_on",
            "owner",
            "root_cause",
            "rectification",
            "prevention",
            "resolved_on",
            "acknowledged_on",
        ]


class DeliverableForm(RowForm):
    class Meta:
        model = Deliverable
        fields = ["text", "owner", "due_on", "delivered_on", "accepted_first_time"]


class ValueForm(RowForm):
    class Meta:
        model = ValueRecord
        fields = [
            "text",
            "promised",
            "measured",
            "currency",
            "how_measured",
            "agreed_by",
            "agreed_on",
        ]
