"""The table of a model whose list declares nothing but its columns."""

import django_tables2 as tables
from django.db import models

DAY = {"td": {"class": "day"}, "th": {"class": "day"}}
NUMBER = {"td": {"class": "num"}, "th": {"class": "num"}}
NUMBERS = (models.DecimalField, models.IntegerField, models.FloatField)


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
    meta = type("Meta", (), {"model": records.model, "fields": list(made), "sequence": list(made)})
    return type(f"{records.model.__name__}Table", (tables.Table,), made | {"Meta": meta})


def stored_fields(model):
    return {each.name: each for each in model._meta.get_fields()}


def looks(model, accessor):
    """Return how a column is set: days on one line, numbers to the right, words as they come."""
    field = stored_fields(model).get(accessor)
    if isinstance(field, models.DateField):
        return DAY
    return NUMBER if isinstance(field, NUMBERS) and not field.choices else {}


def sorting(model, accessor):
    """Return how the database sorts a column: by the field behind it, by an annotation, or not at all (a property)."""
    first, stored = accessor.split(".")[0], stored_fields(model)
    behind = first.removeprefix("get_").removesuffix("_display")
    if behind != first and behind in stored:
        return {"order_by": behind}
    return {"orderable": first in stored or not hasattr(model, first)}
