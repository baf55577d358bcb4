"""What a letter says is read in the product, by those who open the account's file; no permission gives it."""

from django.db import migrations


def drop_permission(apps, schema_editor):
    apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="mail", codename="view_letter_body"
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("mail", "0003_done_for"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.AlterModelOptions(name="letter", options={"ordering": ["-pk"]}),
        migrations.RunPython(drop_permission, migrations.RunPython.noop),
    ]
