"""Choices among rows that always contain the stored one, even where its reader could not choose it
anew.
"""

from django import forms
from django.contrib.auth import get_user_model
from django.forms.models import ModelChoiceIterator
from django.utils.functional import cached_property

from accountfile.core.access import RESTRICTED
from accountfile.core.models import Account


class WithStored(ModelChoiceIterator):
    """The choices on offer, and behind them the stored row if it is not among them."""

    def __iter__(self):
        stored = self.field.stored
        seen = False
        for value, label in super().__iter__():
            seen = seen or str(value) == str(stored)
            yield value, label
        if not seen and self.field.stored_row is not None:
            yield self.field.prepare_value(self.field.stored_row), self.field.label_of_stored()


class Picker(forms.ModelChoiceField):
    """A choice among rows; the stored row stays a choice, shown as what it is."""

    iterator = WithStored

    def __init__(self, queryset, *, stored=None, reader=None, **kwargs):
        self.stored, self.reader = stored, reader
        super().__init__(queryset, **kwargs)

    @classmethod
    def in_place_of(cls, field, *, stored, reader):
        """Return a picker that looks like a field for choosing a row."""
        alike = ("required", "label", "initial", "help_text", "widget", "disabled")
        kwargs = {name: getattr(field, name) for name in alike}
        picker = cls(field.queryset, stored=stored, reader=reader, **kwargs)
        picker.empty_label = field.empty_label and ("choose" if field.required else "not known yet")
        picker.limit_choices_to = field.limit_choices_to
        return picker

    @cached_property
    def stored_row(self):
        if self.stored is None:
            return None
        return self.queryset.model._base_manager.filter(pk=self.stored).first()

    def to_python(self, value):
        if self.stored is not None and str(value) == str(self.stored):
            return self.stored_row
        return super().to_python(value)

    def label_of_stored(self):
        """Return how a row is called that is stored but not on offer."""
        row = self.stored_row
        if not _may_be_named(row, self.reader):
            return RESTRICTED
        has_gone = isinstance(row, get_user_model()) and not row.is_active
        return f"{row} ({'no longer active' if has_gone else 'not on offer'})"


class OwnerPicker(Picker):
    """A choice of the person who is to do something: who may open the file, and others only with a
    note.
    """

    def among(self, readers):
        """Mark everybody but these people, who may open the file."""
        self.readers = readers
        return self

    @cached_property
    def reader_ids(self):
        return set(self.readers.values_list("pk", flat=True))

    def label_from_instance(self, person):
        if person.pk in self.reader_ids:
            return str(person)
        return f"{person} (not on the team yet)"


def _may_be_named(row, reader):
    """Say whether a person may read what a row is called: not that of a file they may not open."""
    if isinstance(row, Account):
        account_id = row.pk
    elif hasattr(row, "account_path"):
        account_id = row.file_id
    else:
        return True
    return account_id is None or Account.objects.visible_to(reader).filter(pk=account_id).exists()
