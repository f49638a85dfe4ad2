"""Keys of nouns have one width in all rooms."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0005_keys_of_nouns")]

    operations = [migrations.AlterField("notification", "about_kind", models.CharField(max_length=40))]
