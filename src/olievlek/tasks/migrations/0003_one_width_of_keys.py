"""Keys of nouns have one width in all rooms."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0002_keys_of_nouns")]

    operations = [
        migrations.AlterField("task", "about_kind", models.CharField(max_length=40)),
        migrations.AlterField("task", "about_id", models.BigIntegerField()),
    ]
