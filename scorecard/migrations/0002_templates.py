"""The two templates that every company starts with; the administrator may change them and add others."""

from django.db import migrations

PERSPECTIVES = [
    ("Financial", "Revenue against plan", "higher", 100, "%", True),
    ("Financial", "Margin", "higher", 25, "%", False),
    ("Financial", "Days until the client pays", "lower", 45, "days", False),
    ("Client", "Net promoter score", "higher", 30, "points", False),
    ("Client", "Issues open for more than thirty days", "lower", 0, "", True),
    ("Client", "Decision makers met in the last quarter", "higher", 3, "people", False),
    ("Internal processes", "Deliverables in time and right the first time", "higher", 95, "%", True),
    ("Internal processes", "Service levels reached", "higher", 98, "%", False),
    ("Internal processes", "Invoices right the first time", "higher", 98, "%", False),
    ("Learning and growth", "Colleagues who could stand in tomorrow", "higher", 2, "people", False),
    ("Learning and growth", "Ideas for the client that nobody had asked for", "higher", 1, "a quarter", False),
    ("Learning and growth", "Lessons of the last project written down", "yes", None, "", False),
]
CATEGORIES = [
    ("Management", "Has the client met somebody of our management in this quarter?", False),
    ("Management", "Are all decisions of the last review carried out or in hand?", True),
    ("Management", "Does one of us know every contract by heart?", False),
    ("Financial", "Is the revenue at or above plan?", True),
    ("Financial", "Is nothing overdue for more than sixty days?", True),
    ("Financial", "Does the account earn what we expect of its tier?", False),
    ("People", "Does every one of the team know what is promised this month?", False),
    ("People", "Is there a stand-in for each of us who has met the client?", False),
    ("People", "Have we the skills for what is promised in the next quarter?", False),
    ("Client", "Would they recommend us today?", True),
    ("Client", "Was everything delivered on the day it was promised?", True),
    ("Client", "Has every complaint been answered within a week?", False),
    ("Sales", "Do we know what they will buy next, and when?", False),
    ("Sales", "Is there an opportunity in work that serves one of their goals?", False),
    ("Sales", "Has somebody of theirs asked us for advice lately?", False),
]


def add_templates(apps, schema_editor):
    template, measure = apps.get_model("scorecard", "Template"), apps.get_model("scorecard", "Measure")
    four = template.objects.create(name="Four perspectives", about="Figures held against targets, from money to learning.")
    five = template.objects.create(name="Five categories", about="Fifteen plain questions, answered yes or no once a month.")
    for place, (category, text, better, target, unit, mandatory) in enumerate(PERSPECTIVES, 1):
        measure.objects.create(
            template=four, category=category, text=text, better=better, target=target, unit=unit, mandatory=mandatory,
            place=place,
        )
    for place, (category, text, mandatory) in enumerate(CATEGORIES, 1):
        measure.objects.create(template=five, category=category, text=text, mandatory=mandatory, place=place)


class Migration(migrations.Migration):
    dependencies = [("scorecard", "0001_initial")]
    operations = [migrations.RunPython(add_templates, migrations.RunPython.noop)]
