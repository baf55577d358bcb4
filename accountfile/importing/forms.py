"""What is asked of whoever imports a file: the file, its columns, the order of dates, doubtful
spellings.
"""

from django import forms

from accountfile.importing.dates import day
from accountfile.importing.headers import JOINT
from accountfile.importing.reading import MOST_BYTES
from accountfile.importing.registry import all_kinds

DATES = [
    ("", "as the columns show it"),
    ("dmy", "day first: 31/12/2024"),
    ("mdy", "month first: 12/31/2024"),
]


def kinds_to_choose():
    """Return each kind with its name in the plural."""
    return [(name, kind.plural.capitalize()) for name, kind in all_kinds().items()]


class UploadForm(forms.Form):
    """A file and what its rows are."""

    kind = forms.ChoiceField(
        label="What are the rows?", choices=kinds_to_choose, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label="File",
        help_text="CSV or XLSX, up to 25 MB and 100,000 rows, with headers above the rows.",
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                f"The file is larger than {MOST_BYTES // 1024 // 1024} MB: import it in parts."
            )
        return file


class ColumnsForm(forms.Form):
    """Which column means which field."""

    def __init__(self, *args, kind, head, columns, dates="", **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.initial_columns = columns
        headers = head["headers"]
        choices = [("", "not in this file"), *((header, header) for header in headers)]
        for field in kind.fields:
            column = columns.get(field.name, "")
            # Two columns that make one value are offered where they were found, and only there.
            is_joint = JOINT in column and column not in headers
            joint = [(column, column)] if is_joint else []
            self.fields[field.name] = forms.ChoiceField(
                label=field.label,
                choices=choices + joint,
                initial=column,
                required=False,
            )
        dated = [field for field in kind.fields if field.parse is day]
        if any(columns.get(field.name) for field in dated):
            self.fields["dates"] = forms.ChoiceField(
                label="Dates are written",
                choices=DATES,
                initial=dates,
                required=False,
            )
        if len(head["sheets"]) > 1:
            sheets = [(sheet, sheet) for sheet in head["sheets"]]
            self.fields["sheet"] = forms.ChoiceField(
                label="Sheet",
                choices=sheets,
                initial=head["sheet"],
            )

    def clean(self):
        """Ask for what every row needs, and for one meaning a column."""
        cleaned = self.cleaned_data
        meanings: dict[str, str] = {}
        for field in self.kind.fields:
            column = cleaned.get(field.name)
            if field.required and not column:
                self.add_error(field.name, f"Every {self.kind.noun} needs this: choose its column.")
            elif column and column in meanings:
                taken = f"“{column}” is the column of {meanings[column]} already."
                self.add_error(field.name, taken)
            elif column:
                meanings[column] = field.label
        return cleaned

    def chosen(self):
        """Return ``{field: column}``."""
        return {
            field.name: self.cleaned_data[field.name]
            for field in self.kind.fields
            if self.cleaned_data[field.name]
        }


class DoubtsForm(forms.Form):
    """For each doubtful spelling: is it the same, or is it right as it stands?"""

    def __init__(self, *args, doubts, **kwargs):
        super().__init__(*args, **kwargs)
        self.doubts = doubts
        for number, doubt in enumerate(doubts):
            rows = "1 row says" if doubt["rows"] == 1 else f"{doubt['rows']:,} rows say"
            ask = self.what_is_new if doubt.get("choices") else self.whether_the_same
            words = f"{doubt['label']}: {rows} “{doubt['text']}”"
            self.fields[f"doubt-{number}"] = ask(doubt, words)

    def whether_the_same(self, doubt, words):
        """Ask whether a spelling means what it resembles."""
        keep = "No, these rows stay out" if doubt["refused"] else "No, keep it as it is"
        return forms.ChoiceField(
            label=f"{words}. Is this “{doubt['proposal']}”?",
            choices=[("yes", "Yes, always"), ("no", keep)],
            initial="yes",
            widget=forms.RadioSelect,
            required=False,
        )

    def what_is_new(self, doubt, words):
        """Ask what a word means that nobody has used here before."""
        own = ("", f"new, counts as {doubt['becomes']}")
        same = [(choice, f"the same as {choice}") for choice in doubt["choices"]]
        return forms.ChoiceField(
            label=f"{words}, which is new. It is", choices=[own, *same], required=False
        )

    def answers(self):
        """Yield (field, text, what it stands for) of each answer that is to be remembered."""
        for number, doubt in enumerate(self.doubts):
            answer = self.cleaned_data.get(f"doubt-{number}")
            if doubt.get("choices"):
                yield doubt["field"], doubt["text"], answer or doubt["text"]
            elif answer == "yes":
                yield doubt["field"], doubt["text"], doubt["proposal"]
            # A refused text has no meaning of its own to go by, so its "no" is asked again.
            elif answer == "no" and not doubt["refused"]:
                yield doubt["field"], doubt["text"], doubt["text"]
