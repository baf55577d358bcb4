"""The base of every form about a row of a file."""

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.validators import RegexValidator

from accountfile.core import access
from accountfile.core.models import Account
from accountfile.pages.pickers import OwnerPicker, Picker
from accountfile.pages.typed import TypedForm

THREE_LETTERS = RegexValidator(
    r"^[A-Z]{3}$", "Give the three letters of the currency, such as EUR."
)


class RowForm(TypedForm, forms.ModelForm):
    """A form about one row of one file; every choice it offers lies within what the person may
    see.

    The stored choice is always among them. Whoever is to do something (``owner``) may open the
    file; the line above the account manager may choose others too, and add them to the team as
    readers by the same press.
    """

    owner_field = "owner"

    def __init__(self, *args, account=None, person=None, **kwargs):
        self.account = account
        self.person = person
        super().__init__(*args, **kwargs)
        is_new = account is not None and not self.instance.pk
        if is_new and "currency" not in (kwargs.get("initial") or {}):
            self.initial["currency"] = account.currency
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        for name, each in list(self.fields.items()):
            if not isinstance(each, forms.ModelChoiceField):
                continue
            each.queryset = self._within(each.queryset)
            kind = OwnerPicker if self._asks_for_owner(name) else Picker
            stored = None
            if self.instance.pk:
                stored = getattr(self.instance, f"{name}_id", None)
            self.fields[name] = kind.in_place_of(each, stored=stored, reader=person)
        if self._asks_for_owner(self.owner_field):
            self._offer_owners(self.fields[self.owner_field])

    def assume(self, **values):
        """Offer these values in the boxes of a new row, unless the link that led here brought
        others.
        """
        if self.instance.pk:
            return
        for name, value in values.items():
            # Not a default of the box: a new row has a value for each, None where it is empty.
            self.initial[name] = self.initial.get(name) or value

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
                "Choose somebody who may open this file, or ask the line manager to add them "
                "to the team."
            )
        picker.among(readers)

    def _post_clean(self):
        if self.person is not None:
            self.instance.as_of = self.person.today()
        super()._post_clean()
        owner = None
        if self._asks_for_owner(self.owner_field):
            owner = self.cleaned_data.get(self.owner_field)
        self.newcomer = None
        # An owner who has left the team since may stay the owner; a new one may not be outside it.
        is_chosen = owner is not None and self.owner_field in self.changed_data
        if is_chosen and self._is_outside(owner):
            if self.cleaned_data.get("add_to_team"):
                self.newcomer = owner
            else:
                words = (
                    f"{owner} cannot open this file yet: tick “Add the owner to the team”, or "
                    "choose somebody else."
                )
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
            asked = {*self.fields, NON_FIELD_ERRORS}
            by_field = errors.error_dict
            for name in [name for name in by_field if name not in asked]:
                faults = by_field.pop(name)
                by_field.setdefault(NON_FIELD_ERRORS, []).extend(faults)
        super()._update_errors(errors)

    def clean_currency(self):
        """Return three capital letters however they were typed, the account's where nothing was."""
        letters = self.cleaned_data["currency"].upper()
        if not letters and self.account:
            letters = self.account.currency
        THREE_LETTERS(letters)
        return letters

    def _get_validation_exclusions(self):
        """Let the rules of the row that speak of its account be checked too, although no form asks
        for it.
        """
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
