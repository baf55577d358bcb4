"""Scripts in every text that anybody can type; runs inside a product that is thrown away."""

from django.apps import apps
from django.conf import settings
from django.db import models

OURS = {"people", "core", *(name.rsplit(".", 1)[-1] for name in settings.SECTIONS)}
# Not typed by anybody: names of things, addresses and fingerprints that the product makes itself.
MADE = {
    "username",
    "password",
    "external_id",
    "key",
    "url",
    "checksum",
    "sha256",
    "storage_key",
    "file_name",
    "content_type",
    "model",
    "path",
    "press",
    "template",
    "template_name",
    "page",
    "table",
}
SCRIPT = "<img src=x onerror=alert(1)>"
LONGER = f"\"'>{SCRIPT}<script>alert(2)</script>{{{{ 7|add:7 }}}}"


def pour():
    """Put a script into every text of every row, with the database's own update: nobody's rules are
    asked.
    """
    for model in apps.get_models():
        if model._meta.app_label in OURS and not model.__name__.startswith("Historical"):
            words = {
                field.name: poison(field)
                for field in model._meta.concrete_fields
                if is_typed(field)
            }
            if words:
                model._base_manager.update(**words)


def is_typed(field):
    """Say whether people type freely into a column."""
    if not isinstance(field, models.CharField | models.TextField) or isinstance(
        field, models.FileField
    ):
        return False
    fits = field.max_length is None or field.max_length >= len(SCRIPT) + 12
    return fits and not field.choices and field.name not in MADE


def poison(field):
    """Return the script, made different for each row where the column must be."""
    script = LONGER if field.max_length is None or field.max_length > len(LONGER) else SCRIPT
    if not field.unique and not any(
        field.name in rule.fields for rule in unique_rules(field.model)
    ):
        return script
    number = models.functions.Cast("pk", models.CharField())
    return models.functions.Concat(
        models.Value(SCRIPT), number, output_field=field.__class__(max_length=500)
    )


def unique_rules(model):
    return [rule for rule in model._meta.constraints if isinstance(rule, models.UniqueConstraint)]
