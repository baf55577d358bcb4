"""Indexes of PostgreSQL for the names in the search: what begins so, and what has a word that begins so."""

from django.db import migrations

INDEXES = {
    "search_name_begins": "(name varchar_pattern_ops)",
    "search_name_words": "USING gin (to_tsvector('simple'::regconfig, COALESCE(name, '')))",
}


def add_indexes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name, how in INDEXES.items():
            schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON core_searchentry {how}")


def drop_indexes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("core", "0010_within_bounds")]
    operations = [migrations.RunPython(add_indexes, drop_indexes)]
