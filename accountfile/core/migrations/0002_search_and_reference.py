"""Indexes that only PostgreSQL has, and the tiers and stages that every company starts with."""

from django.db import migrations

INDEXES = [
    "CREATE INDEX IF NOT EXISTS search_words ON core_searchentry "
    "USING gin (to_tsvector('simple'::regconfig, COALESCE(words, '')))",
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX IF NOT EXISTS account_name_parts ON core_account USING gin (upper(name) gin_trgm_ops)",
]
TIERS = [("Tier 1", 1, 3), ("Tier 2", 2, 6), ("Tier 3", 3, 12)]
STAGES = [
    ("tactical", "One buyer meets one seller; orders repeat."),
    ("operational", "Several functions are in contact; reviews are regular."),
    ("functional", "There is a joint plan and a contract beyond a year."),
    ("strategic", "Joint teams and open costs; leaving would be hard for both sides."),
]


def add_indexes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in INDEXES:
            schema_editor.execute(statement)


def add_reference(apps, schema_editor):
    tier, stage = apps.get_model("core", "Tier"), apps.get_model("core", "Stage")
    for name, place, months in TIERS:
        tier.objects.get_or_create(name=name, defaults={"place": place, "review_every_months": months})
    for place, (name, evidence) in enumerate(STAGES, 1):
        stage.objects.get_or_create(name=name, defaults={"place": place, "evidence": evidence})


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [
        migrations.RunPython(add_indexes, migrations.RunPython.noop),
        migrations.RunPython(add_reference, migrations.RunPython.noop),
    ]
