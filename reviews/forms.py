"""What may be typed about a review."""

from datetime import timedelta

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError

from accountfile.core.models import Action
from accountfile.pages.boxes import BoxForm
from accountfile.pages.forms import RowForm
from accountfile.pages.typed import DateInput, TypedForm
from accountfile.people.models import User
from reviews.cadence import is_plausible, is_quarter_close
from reviews.models import (
    Answer,
    BankQuestion,
    CarriedAction,
    FactorScore,
    ManagerNote,
    Minute,
    Option,
    ProgressReview,
    Review,
)
from reviews.models.settled import DAY_AHEAD


def checked_next(day, today):
    """Return the date of a next review if it can be one, else say why not."""
    if not is_plausible(day, today):
        raise ValidationError("Choose a day after today, within two years.")
    return day


def dress(form):
    """Give the fields of a form that a template lays out by hand the look of the others."""
    for field in form.fields.values():
        if isinstance(field.widget, forms.Select) and not isinstance(
            field.widget, forms.RadioSelect
        ):
            field.widget.attrs.setdefault("class", "form-select")
        elif isinstance(field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            field.widget.attrs.setdefault("class", "form-check-input")
        else:
            field.widget.attrs.setdefault("class", "form-control")


class PlainForm(TypedForm, forms.Form):
    """A form that belongs to no single row."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        dress(self)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class ReviewForm(RowForm):
    """When and where a review is to be, and why."""

    class Meta:
        model = Review
        fields = ["planned_on", "starts_at", "location", "why", "reason"]
        help_texts = {
            "starts_at": "By the account manager's clock.",
            "reason": "For a review outside the cadence: what happened.",
        }
        widgets = {"starts_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")}

    def clean_planned_on(self):
        planned_on = self.cleaned_data["planned_on"]
        if planned_on < self.person.today() and planned_on != self.initial.get("planned_on"):
            raise ValidationError("This day has passed already.")
        if planned_on > self.person.today() + timedelta(days=750):
            raise ValidationError("Choose a day within two years.")
        return planned_on


class HoldForm(PlainForm):
    """On which day the meeting takes place."""

    held_on = forms.DateField(label="Held on", widget=DateInput())

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, initial={"held_on": today}, **kwargs)

    def clean_held_on(self):
        held_on = self.cleaned_data["held_on"]
        if not self.today - timedelta(days=92) <= held_on <= self.today:
            raise ValidationError("Choose today or a day of the last three months.")
        return held_on


class MinuteForm(RowForm):
    """One line of the minutes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        dress(self)

    class Meta:
        model = Minute
        fields = ["kind", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "kind": forms.RadioSelect}


class ReviewAnswerForm(BoxForm):
    """The boxes of one question: what is answered and, where it asks for one, a figure from 1 to
    5.
    """

    class Meta:
        model = Answer
        fields = ["text", "score"]
        labels = {"text": "answer", "score": "from 1 to 5"}
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.question.kind != BankQuestion.Kind.SCALE:
            del self.fields["score"]
        # A browser cuts what is pasted into a box with a limit; the server says so instead.
        self.fields["text"].widget.attrs.pop("maxlength", None)
        dress(self)

    def clean_text(self):
        text = self.cleaned_data["text"]
        # What is stored may be longer: two people's texts put together.
        if len(text) > max(Answer.LONGEST_TYPED, len(self.instance.text)):
            raise ValidationError(
                f"At most {Answer.LONGEST_TYPED} characters fit here; these are {len(text)}."
            )
        return text


class FactorForm(BoxForm):
    """What one side gives one success factor."""

    class Meta:
        model = FactorScore
        fields = ["score"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["score"].required, self.fields["score"].empty_value = False, None
        dress(self)

    def save(self, commit=True):
        """Store the score; one that is taken back leaves no row."""
        if self.instance.score is not None:
            return super().save(commit)
        if self.instance.pk:
            # Fetched anew, so that the history keeps the score that was there.
            FactorScore.objects.get(pk=self.instance.pk).delete()
        return self.instance


class MinuteActionForm(RowForm):
    """The action that a line of the minutes becomes."""

    class Meta:
        model = Action
        fields = ["text", "owner", "due_on", "priority", "quick_win", "client_owner"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if about := self.instance.about_id:
            owners = self.fields["owner"]
            owners.queryset = owners.queryset.filter(lines_down__junior=about).distinct()

    def clean_due_on(self):
        if (due_on := self.cleaned_data["due_on"]) < self.person.today():
            raise ValidationError(
                "This day has passed already: give the owner a day that can be kept."
            )
        return due_on


class DisposeForm(RowForm):
    """What becomes of an old action: done, stands, moved with a reason, or dropped with a
    reason.
    """

    class Meta:
        model = CarriedAction
        fields = ["disposition", "new_due_on", "reason"]
        labels = {"disposition": "What becomes of it", "new_due_on": "New day", "reason": "Reason"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        dress(self)
        self.fields["disposition"].required = True
        self.fields["disposition"].choices = [
            ("", "Choose …"),
            *CarriedAction.Disposition.choices[1:],
        ]

    def clean(self):
        """Refuse, as of the day on which it is settled, a day that has passed."""
        found, today = super().clean(), self.person.today()
        chosen, kinds = found.get("disposition"), CarriedAction.Disposition
        moved_to = found.get("new_due_on")
        if chosen == kinds.MOVED and moved_to and moved_to <= today:
            self.add_error("new_due_on", DAY_AHEAD)
        if chosen == kinds.STANDS and self.instance.action.due_on < today:
            self.add_error("disposition", "Its day has passed: it is done, moved or dropped.")
        return found


class NextForm(PlainForm):
    """When the next review is."""

    next_on = forms.DateField(label="Next review on", widget=DateInput())

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_next_on(self):
        return checked_next(self.cleaned_data["next_on"], self.today)

    @property
    def warning(self):
        """Say so when the day lies in the close of a quarter, which nobody likes."""
        day = self.cleaned_data.get("next_on") if self.is_bound else None
        return "That day is in the close of a quarter." if day and is_quarter_close(day) else ""


class PeopleField(forms.ModelMultipleChoiceField):
    """People to tick, each with their address."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value):
        # No number of ours has twenty digits, and the database cannot even look for one.
        if any(len(str(number)) > 18 for number in value or ()):
            raise forms.ValidationError("Tick people of this list only.", code="invalid_choice")
        return super().clean(value)

    def label_from_instance(self, person):
        return (
            f"{person.name} ({person.email})"
            if person.email
            else f"{person.name}, who has no address"
        )


class CloseForm(NextForm):
    """The last page of a review: the next date, and who gets the pack."""

    recipients = PeopleField(User.objects.none(), label="Who gets the pack", required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recipients"].queryset = people


class SendForm(PlainForm):
    """Further people to whom a pack goes."""

    people = PeopleField(User.objects.none(), label="Send it also to")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people


class ParticipantForm(PlainForm):
    """One more person who should be in the room."""

    person = forms.ModelChoiceField(
        User.objects.none(), label="Invite", empty_label="Choose a person …"
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class OptionForm(RowForm):
    class Meta:
        model = Option
        fields = ["text", "cost", "risk", "reason"]
        help_texts = {"reason": "Leave it empty unless this is the one you choose."}


class ProgressReviewForm(RowForm):
    class Meta:
        model = ProgressReview
        fields = ["held_on", "with_whom", "mood", "minutes", "agreed", "confirmed_on", "next_on"]


class ManagerNoteForm(RowForm):
    class Meta:
        model = ManagerNote
        fields = ["kind", "text"]
