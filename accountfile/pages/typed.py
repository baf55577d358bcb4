"""What every form has in common: the posted texts are tidied, and the boxes know the bounds of the
rows.
"""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.datastructures import MultiValueDict

from accountfile.base.bounds import DIGITS, EARLIEST, LATEST, date_fault, earliest, number_bounds
from accountfile.base.text import several_lines


class DateInput(forms.DateInput):
    """A date in the browser's own picker."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class TypedForm(forms.BaseForm):
    """A form whose texts arrive as they are stored, so that nothing counts as changed for its line
    ends alone.
    """

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(
            typed(data),
            *args,
            **kwargs,
        )
        model = getattr(getattr(self, "_meta", None), "model", None)
        columns = {each.name: each for each in model._meta.concrete_fields} if model else {}
        for name, field in self.fields.items():
            column = columns.get(name)
            if isinstance(field, forms.DateField):
                _bound_date(field, earliest(model, column) if column else EARLIEST)
            elif name in getattr(model, "lines", ()):
                field.widget = forms.Textarea(field.widget.attrs | {"rows": 2})
            elif isinstance(field, forms.IntegerField):
                # Which a decimal number is too.
                _bound_number(field, number_bounds(model, column) if column else None)


def typed(data):
    """Return what was posted with every text in it tidied."""
    if not isinstance(data, MultiValueDict):
        return data
    tidy = data.copy()
    for name, values in data.lists():
        texts = [several_lines(each) if isinstance(each, str) else each for each in values]
        tidy.setlist(name, texts)
    return tidy


def _bound_date(field, first):
    def within(day):
        if fault := date_fault(day, earliest=first):
            raise ValidationError(fault)

    field.validators.append(within)
    if not field.widget.is_hidden:
        bounds = {"min": first.isoformat(), "max": LATEST.isoformat()}
        field.widget = DateInput(field.widget.attrs | bounds)


def _bound_number(field, limits):
    if limits is None and isinstance(field, forms.DecimalField):
        most = (Decimal(10) ** DIGITS - 1).scaleb(-(field.decimal_places or 0))
        limits = -most, most
        field.validators += [MinValueValidator(-most), MaxValueValidator(most)]
    if limits is not None and isinstance(field.widget, forms.NumberInput):
        least, most = limits
        # As plain digits, however large: a browser reads no thousands separators.
        for name, limit in (("min", least), ("max", most)):
            digits = f"{limit:f}" if isinstance(limit, Decimal) else limit
            field.widget.attrs.setdefault(name, digits)
