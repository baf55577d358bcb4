"""Every choice among rows contains the stored one, whatever has become of it, and a field left
alone stays as it is.
"""

import pytest
from django import forms
from django.apps import apps
from django.urls import get_resolver

from accountfile.core.access import RESTRICTED
from accountfile.core.models import Account
from accountfile.cover.forms import AccountForm
from accountfile.pages.forms import RowForm
from accountfile.people.models import User
from tests.made import made, own


def forms_of_rows(base=RowForm):
    """Yield every form of a row; the addresses name them all."""
    for form in base.__subclasses__():
        yield form
        yield from forms_of_rows(form)


def pickers():
    for form in sorted(set(forms_of_rows()), key=lambda each: (each.__module__, each.__name__)):
        for name, field in form.base_fields.items():
            has_column = name in {each.name for each in form._meta.model._meta.concrete_fields}
            if isinstance(field, forms.ModelChoiceField) and has_column:
                yield pytest.param(form, name, id=f"{form.__name__}.{name}")


assert get_resolver().url_patterns
PICKERS = list(pickers())


def a_row(form, name, stored, acme, max):
    model = form._meta.model
    if model is Account:
        setattr(acme, name, stored)
        acme.save()
        return acme
    row = made(model, **{"core.account": acme, "people.user": max} | own(model, acme))
    setattr(row, name, stored)
    model._base_manager.filter(pk=row.pk).update(**{name: stored})
    return model._base_manager.get(pk=row.pk)


def gone(model, acme, bolt, max):
    """Return a row that nobody could choose anew: inactive, hidden, archived, or of another
    file.
    """
    if model is User:
        return User.objects.create(username="eve", name="Eve", is_active=False)
    if model is Account:
        return bolt
    known = {"core.account": bolt, "people.user": max}
    row = made(model, **known | own(model, bolt))
    if any(each.name == "active" for each in model._meta.concrete_fields):
        model._base_manager.filter(pk=row.pk).update(active=False)
    return row


@pytest.mark.parametrize(("form", "name"), PICKERS)
def test_a_picker_contains_what_is_stored_and_leaves_it(form, name, acme, bolt, max, lena):
    target = form._meta.model._meta.get_field(name).related_model
    stored = gone(target, acme, bolt, max)
    row = a_row(form, name, stored, acme, max)
    account = Account.objects.with_rights(max).get(pk=acme.pk)
    shown = form(instance=row, account=account, person=max)
    if name not in shown.fields:
        return
    field = shown.fields[name]
    assert str(stored.pk) in {str(value) for value, _ in field.choices}
    again = form({name: str(stored.pk)}, instance=row, account=account, person=max)
    again.is_valid()
    assert name not in again.errors
    assert name not in again.changed_data


def test_the_walk_has_met_pickers_of_every_kind():
    met = {
        each.values[0]._meta.model._meta.get_field(each.values[1]).related_model for each in PICKERS
    }
    assert {
        User,
        Account,
        apps.get_model("opportunities.product"),
        apps.get_model("contacts.contact"),
    } <= met
    assert len(PICKERS) > 25


def test_a_parent_that_the_reader_may_not_open_stays_and_is_not_named(acme, bolt, max):
    acme.parent = bolt
    acme.save()
    account = Account.objects.with_rights(max).get(pk=acme.pk)
    form = AccountForm(instance=account, account=account, person=max)
    assert {str(value): label for value, label in form.fields["parent"].choices}[
        str(bolt.pk)
    ] == RESTRICTED
    assert "Bolt" not in str(form)


def test_an_account_manager_who_changes_only_the_mission_keeps_the_parent(acme, bolt, max, sign_in):
    acme.parent = bolt
    acme.save()
    client = sign_in(max)
    page = client.get(f"/accounts/{acme.pk}/cover/")
    form = page.context["form"]
    typed = {each.html_name: "" if each.value() is None else each.value() for each in form}
    client.post(
        f"/accounts/{acme.pk}/cover/", typed | {"mission": "To last.", "version": acme.version}
    )
    stored = Account.objects.get(pk=acme.pk)
    assert (stored.mission, stored.parent) == ("To last.", bolt)
