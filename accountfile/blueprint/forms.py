"""What may be typed into the blueprint."""

from django import forms

from accountfile.blueprint.models import (
    ClientObjective,
    Competitor,
    Objective,
    Position,
    Sighting,
    SwotItem,
    TwelveMonthObjective,
)
from accountfile.pages.forms import RowForm


class DatedForm(RowForm):
    """A form about something that has happened: its day is today at first."""

    day = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.assume(**{self.day: self.person.today()})


class CurrentPositionForm(DatedForm):
    day = "known_on"

    class Meta:
        model = Position
        fields = ["text", "scope", "known_on"]


class TwelveMonthObjectiveForm(DatedForm):
    day = "agreed_on"

    class Meta:
        model = TwelveMonthObjective
        fields = ["text", "agreed_on", "relevant", "yardstick", "memorable", "reviewed_on"]
        help_texts = {
            "text": (
                "One sentence that the team can say by heart. A new text asks the team to say so "
                "again."
            )
        }

    def save(self, commit=True):
        # Who knew the old words does not know the new ones: a new text is a new objective.
        if self.instance.pk and "text" in self.changed_data:
            self.instance = TwelveMonthObjective(account=self.account, **self.cleaned_data)
        return super().save(commit)


class ClientObjectiveForm(DatedForm):
    day = "known_on"

    class Meta:
        model = ClientObjective
        fields = ["text", "source", "known_on"]
        help_texts = {"text": "Not their mission statement: what they want with regard to us."}


class ObjectiveForm(RowForm):
    class Meta:
        model = Objective
        fields = [
            "text",
            "measure",
            "target",
            "due_on",
            "owner",
            "priority",
            "quick_win",
            "origin",
            "swot_item",
            "origin_text",
        ]


class EndObjectiveForm(RowForm):
    """How an objective ended, and what came of it."""

    ENDS = [
        (state.value, state.label.capitalize())
        for state in Objective.State
        if state != Objective.State.OPEN
    ]
    end = forms.ChoiceField(choices=ENDS, label="How it ended")
    outcome = forms.CharField(label="What came of it", max_length=300)

    class Meta:
        model = Objective
        fields = []


class SwotItemForm(DatedForm):
    day = "since_on"

    class Meta:
        model = SwotItem
        fields = ["side", "quadrant", "text", "weight", "since_on", "handled", "how"]


class CompetitorForm(RowForm):
    class Meta:
        model = Competitor
        fields = ["name", "strength", "move", "counter"]


class SightingForm(DatedForm):
    day = "seen_on"

    class Meta:
        model = Sighting
        fields = ["competitor", "seen_on", "evidence"]
