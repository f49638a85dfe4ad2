"""Keys of nouns have one width in all rooms."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("timeline", "0003_keys_of_nouns")]

    operations = [
        migrations.AlterField("entry", "about_kind", models.CharField(max_length=40)),
        migrations.AlterField("follow", "about_kind", models.CharField(max_length=40)),
        migrations.AlterField("mute", "about_kind", models.CharField(max_length=40)),
    ]
