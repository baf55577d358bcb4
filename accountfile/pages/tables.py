"""What every table of a list is, and the table of a model whose list declares nothing but its
columns.
"""

from collections import OrderedDict
from copy import copy

import django_tables2 as tables
from django.db import models
from django.utils.functional import cached_property

DAY = {"td": {"class": "day"}, "th": {"class": "day"}}
FIT = {"td": {"class": "fit"}}
NUM = {"td": {"class": "num"}, "th": {"class": "num"}}
NUMBERS = (models.DecimalField, models.IntegerField, models.FloatField)


class SharedColumns(OrderedDict):
    """A table class's columns, of which each table takes light copies.

    The library copies every column with all that hangs on it, for tables that change their columns;
    ours never do, and the copying was a sixth of a list page.
    """

    def __deepcopy__(self, memo):
        return OrderedDict((name, copy(column)) for name, column in self.items())


class ListTable(tables.Table):
    """The base of every table in a list."""

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.base_columns = SharedColumns(cls.base_columns)

    @cached_property
    def today(self):
        """The day on the reader's calendar."""
        return self.request.user.today()


def day_column(label, **more):
    """Return a column of days, each on one line; the library's own would read a template for every
    cell.
    """
    return tables.Column(label, **{"attrs": DAY} | more)


class Words(tables.Column):
    """The row in its own words."""

    def render(self, record):
        return str(record)


def plain_table(records):
    """Return a table class of the declared columns; the first one links to the row."""
    made = {}
    for place, column in enumerate(records.columns):
        label, accessor = column if isinstance(column, tuple) else (None, column)
        if accessor == "__str__":
            made["words"] = Words(label, accessor="pk", linkify=place == 0, orderable=False)
            continue
        made[accessor.replace(".", "_")] = tables.Column(
            accessor=accessor.replace(".", "__"),
            verbose_name=label,
            linkify=place == 0,
            default="–",
            attrs=looks(records.model, accessor),
            **sorting(records.model, accessor),
        )
    meta = type(
        "Meta",
        (),
        {
            "model": records.model,
            "fields": list(made),
            "sequence": list(made),
        },
    )
    return type(
        f"{records.model.__name__}Table",
        (ListTable,),
        made | {"Meta": meta},
    )


def stored_fields(model):
    return {each.name: each for each in model._meta.get_fields()}


def looks(model, accessor):
    """Return how a column is set: days on one line, numbers to the right, words as they come."""
    field = stored_fields(model).get(accessor)
    if isinstance(field, models.DateField):
        return DAY
    if isinstance(field, NUMBERS) and not field.choices:
        return NUM
    return {}


def sorting(model, accessor):
    """Return how the database sorts a column: by the field behind it, by an annotation, or not at
    all (a property).
    """
    first = accessor.split(".")[0]
    stored = stored_fields(model)
    behind = first.removeprefix("get_").removesuffix("_display")
    if behind != first and behind in stored:
        return {"order_by": behind}
    sortable = first in stored or not hasattr(model, first)
    # Never a plain True: it would outvote a table that cannot be sorted at all, such as the first
    # rows of a list.
    if sortable:
        return {}
    return {"orderable": False}
