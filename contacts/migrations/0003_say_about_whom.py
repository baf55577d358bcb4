from django.db import migrations


def say_whom(apps, schema_editor):
    """Say of each row about whom it is: whoever managed the account when it was written."""
    managed = apps.get_model("core", "HistoricalAccount").objects.order_by("-history_date", "-history_id")
    changes = apps.get_model("core", "Change").objects.filter(model="contacts.chemistryflag")
    history = apps.get_model("contacts", "HistoricalChemistryFlag").objects
    rows = apps.get_model("contacts", "ChemistryFlag").objects
    for row in rows.filter(about=None):
        written = history.filter(id=row.pk).order_by("history_date").first()
        versions = managed.filter(id=row.contact.account_id)
        before = versions.filter(history_date__lte=written.history_date) if written else versions
        version = before.first() or versions.last()
        if version and version.account_manager_id:
            about = {"about_id": version.account_manager_id}
            rows.filter(pk=row.pk).update(**about)
            history.filter(id=row.pk).update(**about)
            changes.filter(row_id=row.pk).update(**about)


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0002_about_whom"),
        ("core", "0004_private_to_whom"),
    ]

    operations = [migrations.RunPython(say_whom, migrations.RunPython.noop)]
