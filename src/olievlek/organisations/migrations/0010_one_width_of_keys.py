"""Keys of nouns have one width in all rooms."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0009_keys_of_nouns")]

    operations = [migrations.AlterField("movedrow", "kind", models.CharField(max_length=40))]
