"""The base of every form about a row of a file, and the core's own forms."""

import hashlib
from pathlib import Path

import puremagic
from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import RegexValidator

from accountfile.core import access
from accountfile.core.models import Account, Action, Document, Interaction, Milestone, TeamMember
from accountfile.core.models.work import WHY_DROPPED
from accountfile.core.pickers import OwnerPicker, Picker
from accountfile.core.typed import TypedForm
from accountfile.text import one_line

THREE_LETTERS = RegexValidator(r"^[A-Z]{3}$", "Give the three letters of the currency, such as EUR.")
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


class RowForm(TypedForm, forms.ModelForm):
    """A form about one row of one file; every choice it offers lies within what the person may see.

    The stored choice is always among them. Whoever is to do something (``owner``) may open the file; the line above the
    account manager may choose others too, and add them to the team as readers by the same press.
    """

    owner_field = "owner"

    def __init__(self, *args, account=None, person=None, **kwargs):
        self.account, self.person = account, person
        super().__init__(*args, **kwargs)
        if account is not None and not self.instance.pk and "currency" not in (kwargs.get("initial") or {}):
            self.initial["currency"] = account.currency
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        for name, each in list(self.fields.items()):
            if isinstance(each, forms.ModelChoiceField):
                each.queryset = self._within(each.queryset)
                kind = OwnerPicker if self._asks_for_owner(name) else Picker
                stored = getattr(self.instance, f"{name}_id", None) if self.instance.pk else None
                self.fields[name] = kind.in_place_of(each, stored=stored, reader=person)
        if self._asks_for_owner(self.owner_field):
            self._offer_owners(self.fields[self.owner_field])

    def _asks_for_owner(self, name):
        return name == self.owner_field and name in self.fields and self.account is not None

    def _offer_owners(self, picker):
        readers = access.people_who_may_open(self.account)
        if getattr(self.account, "is_led", False):
            label = "Add the owner to the team as a reader, if they are not on it yet"
            self.fields["add_to_team"] = forms.BooleanField(label=label, required=False)
        else:
            picker.queryset = picker.queryset.filter(pk__in=readers.values("pk"))
            picker.error_messages["invalid_choice"] = (
                "Choose somebody who may open this file, or ask the line manager to add them to the team."
            )
        picker.among(readers)

    def _post_clean(self):
        if self.person is not None:
            self.instance.as_of = self.person.today()
        super()._post_clean()
        owner = self.cleaned_data.get(self.owner_field) if self._asks_for_owner(self.owner_field) else None
        self.newcomer = None
        if owner is not None and self.owner_field in self.changed_data and self._is_outside(owner):
            if self.cleaned_data.get("add_to_team"):
                self.newcomer = owner
            else:
                words = f"{owner} cannot open this file yet: tick “Add the owner to the team”, or choose somebody else."
                self.add_error(self.owner_field, words)

    def _is_outside(self, owner):
        return not access.people_who_may_open(self.account).filter(pk=owner.pk).exists()

    def _save_m2m(self):
        super()._save_m2m()
        if self.newcomer is not None:
            access.add_reader(account=self.account, person=self.newcomer)

    def _update_errors(self, errors):
        """Say at the top what the rules of the row find in a field that this form does not ask for.

        Of a value that could not be read they know nothing.
        """
        if hasattr(errors, "error_dict"):
            for name in self.errors:
                errors.error_dict.pop(name, None)
            elsewhere = [name for name in errors.error_dict if name not in {*self.fields, NON_FIELD_ERRORS}]
            for name in elsewhere:
                errors.error_dict.setdefault(NON_FIELD_ERRORS, []).extend(errors.error_dict.pop(name))
        super()._update_errors(errors)

    def clean_currency(self):
        """Return three capital letters however they were typed, the account's where nothing was."""
        letters = self.cleaned_data["currency"].upper() or (self.account.currency if self.account else "")
        THREE_LETTERS(letters)
        return letters

    def _get_validation_exclusions(self):
        """Let the rules of the row that speak of its account be checked too, although no form asks for it."""
        return super()._get_validation_exclusions() - {"account"}

    def _within(self, queryset):
        model = queryset.model
        if model is get_user_model():
            return queryset.active()
        if model is Account:
            return queryset.visible_to(self.person)
        if self.account is not None and hasattr(model, "account_path"):
            return queryset.filter(**{model.account_path: self.account})
        return queryset


class AccountForm(RowForm):
    """The cover, as the account manager and the line above may change it."""

    class Meta:
        model = Account
        fields = [
            "name", "mission", "mission_promise", "background", "selling_point", "status", "client_since",
            "sector", "country", "founded", "employees", "annual_revenue", "currency", "parent",
        ]  # fmt: skip


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
        if Account.objects.filter(name__iexact=name).exists():
            raise ValidationError("There is a file of this name already. Ask for a place on its team, or add the town.")
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
    end = forms.ChoiceField(choices=ENDS, initial=Action.State.DONE, label="How it ended")

    class Meta:
        model = Action
        fields = ["outcome"]

    def clean(self):
        found = super().clean()
        if found.get("end") == Action.State.DROPPED and not found.get("outcome"):
            self.add_error("outcome", WHY_DROPPED)
        return found


class InteractionForm(RowForm):
    class Meta:
        model = Interaction
        fields = ["kind", "held_on", "with_whom", "summary"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Most are logged on the day itself.
        self.initial["held_on"] = self.initial.get("held_on") or self.person.today()


class DocumentForm(RowForm):
    """A file to keep with the account: its ending, its content and its size are checked before anything is stored."""

    class Meta:
        model = Document
        fields = ["title", "kind", "dated_on", "file"]
        # The clearable one would link to where the file lies, which is no address: files are fetched through access.
        widgets = {"file": forms.FileInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The name is shortened when it is kept; the storage never sees it.
        self.fields["file"].max_length = None

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not hasattr(file, "content_type"):
            return file
        ending = Path(file.name).suffix.casefold()
        if ending not in KINDS:
            raise ValidationError(f"Files of this kind cannot be kept. Kept are: {', '.join(sorted(KINDS))}.")
        if file.size > MOST_BYTES:
            raise ValidationError(f"The file has {file.size / 1_048_576:.0f} MB; at most 25 MB can be kept.")
        if file.size == 0:
            raise ValidationError("The file is empty.")
        if KINDS[ending] and not KINDS[ending] & content_endings(file):
            raise ValidationError(f"The file is called {ending} but its content is something else.")
        return file

    def save(self, commit=True):
        """Note with a new file its name, its size and its fingerprint; an edit of the words leaves them."""
        if "file" in self.changed_data:
            upload = self.cleaned_data["file"]
            self.instance.file_name, self.instance.size = tidy_name(upload.name), upload.size
            self.instance.content_type = (upload.content_type or "")[:100]
            self.instance.sha256 = hashlib.file_digest(upload, "sha256").hexdigest()
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
    """Return a person's file name as text that is safe to show and to send: no path, no control or direction marks."""
    last = one_line(name.replace("\\", "/").rsplit("/", 1)[-1])
    return "".join(c for c in last if c.isprintable())[-150:] or "file"
