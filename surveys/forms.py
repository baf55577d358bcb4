"""What may be typed about surveys, by us and by those who answer."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accountfile.core import sections
from accountfile.pages.forms import RowForm
from accountfile.pages.typed import TypedForm
from surveys.models import ReferenceSite, ReferenceVisit, Survey, SurveyQuestion

MOST_PEOPLE = 200
RATINGS = [(str(step), str(step)) for step in range(1, 6)]


class SurveyForm(RowForm):
    class Meta:
        model = Survey
        fields = ["title", "kind", "anonymous", "intro", "closes_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.sent_on:
            # What people were promised and asked stays as it was sent.
            self.fields["kind"].disabled = self.fields["anonymous"].disabled = True


class QuestionForm(RowForm):
    class Meta:
        model = SurveyQuestion
        fields = ["survey", "text", "kind", "place"]


class AskForm(TypedForm, forms.Form):
    """Whom to ask: people of the client picked from the file, and a line for anybody else."""

    known = forms.MultipleChoiceField(
        label="People in the file",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    people = forms.CharField(
        label="Anybody else",
        max_length=40_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=(
            "One person a line: name, address and, if you like, department, separated by commas "
            "or semicolons."
        ),
    )

    def __init__(self, *args, survey, **kwargs):
        super().__init__(*args, **kwargs)
        asked = {
            address.casefold() for address in survey.invitations.values_list("email", flat=True)
        }
        offered = people_to_pick(survey.account)
        self.offered = {p.email: p for p in offered if p.email.casefold() not in asked}
        self.fields["known"].choices = [
            (address, f"{person.name}, {person.job_title or address}")
            for address, person in self.offered.items()
        ]
        if not self.offered:
            del self.fields["known"]

    def clean(self):
        found = super().clean()
        picked = [self.offered[address] for address in found.get("known", ())]
        found["everybody"] = [
            *(
                (
                    person.name,
                    person.email,
                    person.department[:100],
                )
                for person in picked
            ),
            *found.get("people", ()),
        ]
        if not found["everybody"] and not self.errors:
            self.add_error(
                "people", "Say whom to ask: pick somebody, or give a name and an address."
            )
        return found

    def clean_people(self):
        lines = [line for line in self.cleaned_data["people"].splitlines() if line.strip()]
        if len(lines) > MOST_PEOPLE:
            raise ValidationError(
                f"These are {len(lines)} people; {MOST_PEOPLE} can be added at a time."
            )
        found, faults = [], []
        for number, line in enumerate(lines, 1):
            try:
                found.append(read_person(line))
            except ValidationError:
                faults.append(
                    f"Line {number}: give a name and an address, such as “Ana Sousa, "
                    "ana@example.com”."
                )
        if faults:
            raise ValidationError(faults[:20])
        return found


def people_to_pick(account):
    """Return the people of the client with an address, as the sections that know them give them."""
    known = [p for section in sections.all_sections() for p in section.client_people(account)]
    return [person for person in known if person.email]


def read_person(line):
    """Return ``(name, address, department)`` of a line, or raise ValidationError."""
    cells = [cell.strip() for cell in re.split(r"[,;\t]|(?<=\s)<|>", line)]
    cells = [cell for cell in cells if cell]
    if not 2 <= len(cells) <= 3 or not cells[0].isprintable():
        raise ValidationError("not a person")
    validate_email(cells[1])
    return cells[0][:150], cells[1], (cells[2] if len(cells) == 3 else "")[:100]


class AnswerForm(TypedForm, forms.Form):
    """What somebody answers: the score, words, and the survey's own questions."""

    def __init__(self, *args, survey, **kwargs):
        super().__init__(*args, **kwargs)
        self.survey = survey
        self.questions = list(survey.questions.all())
        if survey.scale:
            steps = [(str(step), str(step)) for step in survey.scale]
            self.fields["score"] = _choice(survey.main_question, steps)
        for question in self.questions:
            self.fields[f"q{question.pk}"] = self._field(question)
        self.fields["comment"] = forms.CharField(
            label="Is there anything you would like to tell us?",
            required=False,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 5}),
        )

    @staticmethod
    def _field(question):
        if question.kind == SurveyQuestion.Kind.TEXT:
            return forms.CharField(
                label=question.text,
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        choices = (
            RATINGS
            if question.kind == SurveyQuestion.Kind.RATING
            else [("yes", "yes"), ("no", "no")]
        )
        return _choice(question.text, choices, required=False)

    def answer(self):
        """Return what ``take_answer`` keeps."""
        told = self.cleaned_data
        replies = [
            [question.text, told[f"q{question.pk}"]]
            for question in self.questions
            if told[f"q{question.pk}"]
        ]
        score = int(told["score"]) if told.get("score") else None
        return {
            "score": score,
            "comment": told["comment"],
            "replies": replies,
        }


def _choice(label, choices, required=True):
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=required,
        widget=forms.RadioSelect,
    )


class ReferenceSiteForm(RowForm):
    class Meta:
        model = ReferenceSite
        fields = ["title", "contact", "consent_by", "consent_until", "most_a_year", "remark"]


class ReferenceVisitForm(RowForm):
    class Meta:
        model = ReferenceVisit
        fields = ["site", "visited_on", "visitor", "purpose", "outcome"]
