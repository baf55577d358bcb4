"""Rows of any model, made of the least that each cannot be without."""

from datetime import UTC, date, datetime
from itertools import count

from django.db import models

NUMBERS = count(1)


def made(model, **known):
    """Return a stored row; ``known`` gives its fields and, by ``app.model``, what rows point at."""
    values = {}
    for field in model._meta.concrete_fields:
        if field.name in known:
            values[field.name] = known[field.name]
        elif field.is_relation and not field.null:
            target = field.related_model
            values[field.name] = known.get(target._meta.label_lower) or made(target, **known)
        elif not (field.has_default() or field.null or field.primary_key or field.blank):
            values[field.name] = least(field)
    return model._base_manager.create(**values)


def least(field):
    """Return some value of a field."""
    if field.choices:
        return field.flatchoices[-1][0]
    if isinstance(field, models.DateTimeField):
        return datetime(2026, 11, 16, tzinfo=UTC)
    if isinstance(field, models.DateField):
        return date(2026, 11, 16)
    return f"x{next(NUMBERS)}" if isinstance(field, models.CharField | models.TextField) else 1


def own(model, account):
    """Return the account of a row that has one of its own."""
    has_account = any(field.name == "account" for field in model._meta.concrete_fields)
    return {"account": account} if has_account else {}
