"""Search by name and by kind: each entry gets its folded title, its place, and words folded anew."""

from django.apps import apps as installed
from django.db import migrations, models

from accountfile.core import sections
from accountfile.core.models.search import folded

BATCH = 500


def fold_anew(apps, schema_editor):
    entries = apps.get_model("core", "SearchEntry").objects
    for model in installed.get_models():
        if how := sections.searchable(model):
            entries.filter(model=model._meta.label_lower).update(place=how.place)
    last = 0
    while rows := list(entries.filter(pk__gt=last).order_by("pk").only("pk", "title", "words")[:BATCH]):
        for row in rows:
            row.name, row.words = folded(row.title)[:250], folded(row.words)[:8000]
        entries.bulk_update(rows, ["name", "words"])
        last = rows[-1].pk


class Migration(migrations.Migration):
    dependencies = [("core", "0007_standing_seen_stamp")]

    operations = [
        migrations.AddField(
            model_name="searchentry",
            name="name",
            field=models.CharField(default="", max_length=250, verbose_name="title, folded"),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="place",
            field=models.PositiveSmallIntegerField(default=9, verbose_name="place of its kind"),
        ),
        migrations.RunPython(fold_anew, migrations.RunPython.noop),
    ]
