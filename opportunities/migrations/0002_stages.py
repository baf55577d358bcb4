"""The stages of a sale that every company starts with."""

from django.db import migrations

STAGES = [
    ("Prospecting", "open", 10), ("Engaging", "open", 30), ("Proposal", "open", 60), ("Negotiation", "open", 80),
    ("Won", "won", 100), ("Lost", "lost", 0),
]  # fmt: skip


def add_stages(apps, schema_editor):
    stage = apps.get_model("opportunities", "PipelineStage")
    for place, (name, kind, probability) in enumerate(STAGES, 1):
        stage.objects.get_or_create(name=name, defaults={"place": 10 * place, "kind": kind, "probability": probability})


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0001_initial")]
    operations = [migrations.RunPython(add_stages, migrations.RunPython.noop)]
