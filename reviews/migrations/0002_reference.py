"""The agenda every company starts with, and the bank of questions."""

import json
from pathlib import Path

from django.db import migrations

from reviews.models.agenda import TITLES

MINUTES = [3, 10, 5, 6, 4, 6, 6, 10, 3, 3, 6, 2, 3, 6, 2, 5, 4, 6, 8, 2]
LED_BY_THE_LINE_MANAGER = {1, 2, 16, 20}
LED_BY_BOTH = {17, 19}
QUESTIONS = Path(__file__).parents[1] / "data" / "questions.json"


def add_agenda(apps, schema_editor):
    template, new = apps.get_model("reviews", "AgendaTemplate").objects.get_or_create(version=1)
    if new:
        item = apps.get_model("reviews", "TemplateItem")
        item.objects.bulk_create(
            item(template=template, number=int(number), title=title, minutes=MINUTES[number - 1], lead=led_by(number))
            for number, title in TITLES.items()
        )


def led_by(number):
    if number in LED_BY_BOTH:
        return "both"
    return "line_manager" if number in LED_BY_THE_LINE_MANAGER else "account_manager"


def add_questions(apps, schema_editor):
    question = apps.get_model("reviews", "BankQuestion")
    asked = json.loads(QUESTIONS.read_text(encoding="utf-8"))
    question.objects.bulk_create((question(**each) for each in asked), ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial")]
    operations = [
        migrations.RunPython(add_agenda, migrations.RunPython.noop),
        migrations.RunPython(add_questions, migrations.RunPython.noop),
    ]
