"""The longest legal value of every box is stored, and one more is refused: in every form, by adding
and by editing.
"""

from datetime import date

import pytest
from django import forms

from accountfile.core import sections
from accountfile.core.models import Account, Document
from accountfile.pages import records
from tests.made import made, own

DAYS = ["2027-01-15", "2026-11-16", ""]  # one still to come, one that has been, none
# What else a row to choose must say before anything may point at it.
CHOSEN = {
    "surveys.referencesite": {
        "consent_by": "Ana",
        "consent_until": date(2199, 12, 31),
        "most_a_year": 9,
    },
    "profile.position": {"chart": "buying"},
}
DECLARED = [each for section in sections.all_sections() for each in records.declared_by(section)]
KEPT = [each for each in DECLARED if each.model is not Document]


def largest(field):
    """Return the longest, largest or last value that a box takes."""
    if isinstance(field, forms.ModelChoiceField | forms.ChoiceField):
        values = [str(value) for value, _ in field.choices if str(value)]
        return values[-1] if values else ""
    if isinstance(field, forms.BooleanField):
        return ""
    if isinstance(field, forms.DateField):
        return field.widget.attrs["max"]
    if isinstance(field, forms.IntegerField):
        return str(field.widget.attrs["max"])
    if isinstance(field, forms.EmailField):
        return f"{'w' * 64}@{('d' * 60 + '.') * 2}example"
    if isinstance(field, forms.TimeField):
        return "23:59"
    return "W" * (field.max_length or 20_000)


def smaller(name, field, typed):
    """Return what to type where the largest is refused for a reason of its own."""
    if isinstance(field, forms.DateField):
        return DAYS[DAYS.index(typed) + 1] if typed in DAYS[:-1] else DAYS[0]
    if isinstance(field, forms.ModelChoiceField):
        return str(field.queryset.first().pk)
    if isinstance(field, forms.IntegerField):
        return "1"
    if not field.required:
        return ""
    return "EUR" if name == "currency" else typed


def send(client, url, data, fields):
    """Send a form until it is taken, giving way where a box has a rule of its own."""
    for _ in range(5):
        answer = client.post(url, data)
        assert answer.status_code < 500
        if answer.status_code != 200:
            return answer.status_code
        errors = answer.context["form"].errors
        names = [name for name in errors if name in fields] or list(fields)
        data |= {name: smaller(name, fields[name], data[name]) for name in names}
    return answer.context["form"].errors


def parents(form, acme, lena):
    """Make two rows to choose from in each picker that has none."""
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField) and not field.queryset.exists():
            model = field.queryset.model
            known = {"core.account": acme, "people.user": lena} | own(model, acme)
            for _ in range(2):
                made(model, **known | CHOSEN.get(model._meta.label_lower, {}))


@pytest.mark.parametrize("kept", KEPT, ids=lambda each: f"{each.section}.{each.name}")
def test_the_longest_value_of_every_box_is_stored(kept, acme, lena, sign_in):
    client = sign_in(lena)
    account = Account.objects.with_rights(lena).get(pk=acme.pk)
    url = kept.url("add", acme.pk)
    parents(kept.form(instance=kept._fresh(account), account=account, person=lena), acme, lena)
    form = kept.form(instance=kept._fresh(account), account=account, person=lena)
    before = kept.model._base_manager.count()
    assert (
        send(
            client, url, {name: largest(field) for name, field in form.fields.items()}, form.fields
        )
        == 302
    )
    assert kept.model._base_manager.count() == before + 1
    row = kept.model._base_manager.latest("pk")
    edit = kept.form(instance=row, account=account, person=lena)
    data = {name: largest(field) for name, field in edit.fields.items()} | {"version": row.version}
    assert send(client, kept.url("edit", acme.pk, row.pk), data, edit.fields) in (302, 409)
    assert client.get(row.get_absolute_url()).status_code == 200
