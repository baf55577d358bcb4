"""What waits for its account has no name: that its client is not known yet is said, not stored."""

from django.db import migrations

SAID = "a client not known yet"


def forget_the_sentence(apps, schema_editor):
    accounts = dict(apps.get_model("core", "Account").objects.values_list("pk", "name"))
    for model in ("Opportunity", "HistoricalOpportunity"):
        made_up = apps.get_model("opportunities", model).objects.filter(name__endswith=f" for {SAID}")
        made_up.filter(account=None).update(name="")
        # These were given an account without getting its name.
        for row in list(made_up.exclude(account=None)):
            client = accounts.get(row.account_id, "")
            name = (row.name.removesuffix(SAID) + client)[:200] if client else ""
            made_up.filter(pk=row.pk).update(name=name)


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0003_sales_figures"), ("core", "0001_initial")]
    operations = [migrations.RunPython(forget_the_sentence, migrations.RunPython.noop)]
