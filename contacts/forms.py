"""What may be typed about people and relationships."""

from django import forms
from django.core.exceptions import ValidationError

from accountfile.core.models import Interaction
from accountfile.pages.forms import RowForm
from contacts.models import (
    ChemistryFlag,
    Contact,
    ContactPlan,
    HospitalityEvent,
    Rating,
    Relationship,
)
from contacts.models.contact import LEFT, MOVED, ROLES


class ContactForm(RowForm):
    class Meta:
        model = Contact
        fields = [
            "name",
            "job_title",
            "department",
            "level",
            *ROLES,
            "email",
            "phone",
            "decides_by",
            "notes",
        ]


class RatingForm(RowForm):
    """Your own view, given without seeing the others'."""

    class Meta:
        model = Rating
        fields = ["allegiance", "influence", "coverage", "why"]
        help_texts = {
            "allegiance": (
                "Leave it empty if you do not know: not knowing is an answer, neutral is another."
            ),
            "why": "Only you, the account manager and the line above can read this.",
        }


class LeftForm(RowForm):
    """Somebody left, or plays another part now."""

    what = forms.ChoiceField(
        choices=[(LEFT, "Left the client"), (MOVED, "Changed role")], label="What happened"
    )
    on = forms.DateField(label="On")
    where = forms.CharField(
        max_length=120,
        required=False,
        label="Where to, or what the new role is",
    )

    class Meta:
        model = Contact
        fields = []

    def clean(self):
        found = super().clean()
        if found.get("what") == MOVED and not found.get("where"):
            self.add_error("where", "What is the new role?")
        if found.get("on") and found["on"] > self.person.today():
            self.add_error("on", "This day is still to come: note it as an action until then.")
        return found


class TouchForm(RowForm):
    """A conversation that the plan asked for."""

    kind = forms.ChoiceField(choices=Interaction.Kind.choices, label="What it was")
    held_on = forms.DateField(label="On")
    summary = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), label="What was said and agreed"
    )

    class Meta:
        model = ContactPlan
        fields = []

    def clean_held_on(self):
        """Ask the rules of the conversation that this becomes."""
        held_on = self.cleaned_data["held_on"]
        talk = Interaction(held_on=held_on)
        talk.as_of = self.person.today()
        if found := talk.judge():
            raise ValidationError(found["held_on"])
        return held_on


class ContactPlanForm(RowForm):
    class Meta:
        model = ContactPlan
        fields = [
            "contact",
            "owner",
            "target_allegiance",
            "target_coverage",
            "cadence_days",
            "next_touch_on",
            "aim",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.assume(owner=self.person.pk)
        self.fields["contact"].queryset = self.fields["contact"].queryset.filter(left_on=None)


class RelationshipForm(RowForm):
    class Meta:
        model = Relationship
        fields = ["contact", "kind", "towards", "since_on", "note"]


class HospitalityEventForm(RowForm):
    class Meta:
        model = HospitalityEvent
        fields = [
            "title",
            "happens_on",
            "purpose",
            "attendees",
            "budget",
            "spent",
            "currency",
            "policy",
            "approved_by",
            "outcome",
        ]


class ChemistryFlagForm(RowForm):
    class Meta:
        model = ChemistryFlag
        fields = ["contact", "colleague", "what", "swap_to", "noted_on", "solved_on"]
