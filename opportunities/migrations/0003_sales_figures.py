"""The stored figures of sales in a table of their own, copied from where the core kept them."""

import django.db.models.deletion
from django.db import migrations, models


def copy_figures(apps, schema_editor):
    names = "account_id, won_count, won_value, lost_count, open_count, open_value"
    schema_editor.execute(
        f"INSERT INTO opportunities_salesfigures ({names}) SELECT {names} FROM core_standing"
    )


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0011_search_among_many'),
        ('opportunities', '0002_stages'),
    ]

    # The core removes its columns only when they are copied.
    run_before = [('core', '0012_figures_to_their_sections')]

    operations = [
        migrations.CreateModel(
            name='SalesFigures',
            fields=[
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='%(app_label)s_figures', serialize=False, to='core.account')),
                ('won_count', models.PositiveIntegerField(default=0)),
                ('won_value', models.DecimalField(decimal_places=2, default=0, max_digits=18)),
                ('lost_count', models.PositiveIntegerField(default=0)),
                ('open_count', models.PositiveIntegerField(default=0)),
                ('open_value', models.DecimalField(decimal_places=2, default=0, max_digits=18)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RunPython(copy_figures, migrations.RunPython.noop),
    ]
