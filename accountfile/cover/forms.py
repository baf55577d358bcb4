"""What may be typed on the cover: the account itself, its team, its milestones, and the work of
every day.
"""

import hashlib
from pathlib import Path

import puremagic
from django import forms
from django.core.exceptions import ValidationError

from accountfile.base.text import one_line
from accountfile.core.models import Account, Action, Document, Interaction, Milestone, TeamMember
from accountfile.pages.forms import RowForm

MOST_BYTES = 25 * 1024 * 1024
# What may be kept, and what its content must look like; web pages, scripts and vector images never.
KINDS = {
    ".pdf": {".pdf"},
    ".png": {".png"},
    ".jpg": {".jpg", ".jpeg", ".jfif", ".jpe"},
    ".jpeg": {".jpg", ".jpeg", ".jfif", ".jpe"},
    ".docx": {".docx", ".zip"},
    ".xlsx": {".xlsx", ".zip"},
    ".pptx": {".pptx", ".zip"},
    ".odt": {".odt", ".zip"},
    ".ods": {".ods", ".zip"},
    ".eml": set(),
    ".txt": set(),
    ".csv": set(),
}


class AccountForm(RowForm):
    """The cover, as the account manager and the line above may change it."""

    class Meta:
        model = Account
        fields = [
            "name",
            "mission",
            "mission_promise",
            "background",
            "selling_point",
            "status",
            "client_since",
            "sector",
            "country",
            "founded",
            "employees",
            "annual_revenue",
            "currency",
            "parent",
        ]


class NewAccountForm(RowForm):
    """A new Account File: a name and who keeps it; the rest is asked by the file itself."""

    class Meta:
        model = Account
        fields = ["name", "account_manager", "status", "tier", "kind", "sector", "country"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        keepers = self.fields["account_manager"]
        keepers.required = True
        if not self.person.sees_everything:
            keepers.queryset = keepers.queryset.filter(lines_up__senior=self.person)

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        # Of all files, also those that are closed to this person: two would share one client.
        if Account.objects.filter(name__iexact=name).exists():
            raise ValidationError(
                "There is a file of this name already. Ask for a place on its team, or add "
                "the town."
            )
        return name


class LeadForm(RowForm):
    """What only somebody above the account manager sets: who keeps the file, tier, stage, type."""

    class Meta:
        model = Account
        fields = ["account_manager", "tier", "stage", "kind"]


class TeamMemberForm(RowForm):
    class Meta:
        model = TeamMember
        fields = ["person", "does", "contributes", "may_authorise", "until"]


class MilestoneForm(RowForm):
    class Meta:
        model = Milestone
        fields = ["happened_on", "text"]


class ActionForm(RowForm):
    class Meta:
        model = Action
        fields = ["text", "owner", "due_on", "priority", "quick_win", "client_owner"]


class CloseActionForm(RowForm):
    """How an action ended: done or dropped, and what came of it."""

    ENDS = [(Action.State.DONE, "Done"), (Action.State.DROPPED, "Dropped")]
    end = forms.ChoiceField(
        choices=ENDS,
        initial=Action.State.DONE,
        label="How it ended",
    )

    class Meta:
        model = Action
        fields = ["outcome"]

    def clean(self):
        found = super().clean()
        ended = Action(state=found.get("end"), outcome=found.get("outcome", ""))
        for name, sentence in ended.contradictions().items():
            self.add_error(name, sentence)
        return found


class InteractionForm(RowForm):
    class Meta:
        model = Interaction
        fields = ["kind", "held_on", "with_whom", "summary"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Most are logged on the day itself.
        self.assume(held_on=self.person.today())


class DocumentForm(RowForm):
    """A file to keep with the account: its ending, its content and its size are checked before
    anything is stored.
    """

    class Meta:
        model = Document
        fields = ["title", "kind", "dated_on", "file"]
        # The clearable one would link to where the file lies, which is no address: files are
        # fetched through access.
        widgets = {"file": forms.FileInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The name is shortened when it is kept; the storage never sees it.
        self.fields["file"].max_length = None

    def clean_file(self):
        file = self.cleaned_data["file"]
        # The stored one, which an edit of the words sends back: it was checked when it came.
        if not hasattr(file, "content_type"):
            return file
        ending = Path(file.name).suffix.casefold()
        if ending not in KINDS:
            raise ValidationError(
                f"Files of this kind cannot be stored. These can: {', '.join(sorted(KINDS))}."
            )
        if file.size > MOST_BYTES:
            raise ValidationError(
                f"The file has {file.size / 1_048_576:.0f} MB; at most 25 MB can be stored."
            )
        if file.size == 0:
            raise ValidationError("The file is empty.")
        if KINDS[ending] and not KINDS[ending] & content_endings(file):
            raise ValidationError(f"The file is called {ending} but its content is something else.")
        return file

    def save(self, commit=True):
        """Note with a new file its name, its size and its fingerprint; an edit of the words leaves
        them.
        """
        if "file" in self.changed_data:
            upload = self.cleaned_data["file"]
            self.instance.file_name = tidy_name(upload.name)
            self.instance.size = upload.size
            self.instance.content_type = (upload.content_type or "")[:100]
            self.instance.sha256 = hashlib.file_digest(upload, "sha256").hexdigest()
            # The storage reads on from where the fingerprint stopped, which is the end.
            upload.seek(0)
        return super().save(commit)


def content_endings(file):
    """Return the endings that the first bytes of an upload stand for."""
    head = file.read(8192)
    file.seek(0)
    try:
        return {found.extension for found in puremagic.magic_string(head)}
    except puremagic.PureError:
        return set()


def tidy_name(name):
    """Return a person's file name as text that is safe to show and to send: no path, no control or
    direction marks.
    """
    # Some browsers send the whole path, and some of them are on Windows.
    last = one_line(name.replace("\\", "/").rsplit("/", 1)[-1])
    return "".join(c for c in last if c.isprintable())[-150:] or "file"
