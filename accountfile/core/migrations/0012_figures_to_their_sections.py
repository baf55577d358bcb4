"""Stored figures of sales move to a table of their own; sections copy them before this runs."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0011_search_among_many'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='standing',
            name='lost_count',
        ),
        migrations.RemoveField(
            model_name='standing',
            name='open_count',
        ),
        migrations.RemoveField(
            model_name='standing',
            name='open_value',
        ),
        migrations.RemoveField(
            model_name='standing',
            name='won_count',
        ),
        migrations.RemoveField(
            model_name='standing',
            name='won_value',
        ),
    ]
