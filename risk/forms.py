"""What may be typed about risks."""

from django import forms
from django.core.exceptions import ValidationError

from accountfile.core.models import Action
from accountfile.pages.forms import RowForm
from accountfile.pages.typed import DateInput, TypedForm
from risk.models import Assessment, Assumption, Response, Risk


class RiskForm(RowForm):
    class Meta:
        model = Risk
        fields = [
            "title",
            "cause",
            "level",
            "likelihood",
            "impact",
            "answer",
            "owner",
            "review_on",
            "residual_likelihood",
            "residual_impact",
        ]
        help_texts = {
            "title": "Say the event, not the worry: “The buyer who signed leaves”.",
            "residual_likelihood": "Once our response works. Leave it empty while nobody can say.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.assume(owner=self.person.pk)


class AssessForm(RowForm):
    """A new score for a risk, with what has changed."""

    review_on = forms.DateField(label="Look at it again on", widget=DateInput)

    class Meta:
        model = Assessment
        fields = ["likelihood", "impact", "remark"]


class HappenedForm(RowForm):
    """What happened, and who now does what about it."""

    happened_on = forms.DateField(label="It happened on", widget=DateInput)
    ending = forms.CharField(label="What happened", max_length=300)

    class Meta:
        model = Action
        fields = ["text", "owner", "due_on"]

    def clean_happened_on(self):
        day = self.cleaned_data["happened_on"]
        if day > self.person.today():
            raise ValidationError("That day has not come yet.")
        return day


class CloseRiskForm(TypedForm, forms.Form):
    """Why a risk is no longer one."""

    ending = forms.CharField(label="Why it is no longer a risk", max_length=300)


class ResponseForm(RowForm):
    class Meta:
        model = Response
        fields = ["risk", "text", "owner", "due_on", "done_on"]


class AssumptionForm(RowForm):
    class Meta:
        model = Assumption
        fields = ["text", "rests_on", "owner", "confirm_by"]
