"""Bring what was stored before the rules came within what every database gives back."""

from django.db import migrations

from accountfile.base.repair import repair


def forwards(apps, schema_editor):
    repair(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("core", "0009_opened_batches")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop, elidable=True)]
