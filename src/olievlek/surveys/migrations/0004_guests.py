"""Who was invited at an address that is not known to be of the organisation is a guest, and so are the answers of guests."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("surveys", "0003_open_text")]

    operations = [
        migrations.AddField("answer", "guest", models.BooleanField(default=False)),
        migrations.AddField("cell", "with_guests", models.BooleanField(default=True)),
        migrations.AddField("participation", "guest", models.BooleanField(default=False)),
        migrations.AddIndex("participation", models.Index(fields=["person"], name="rounds_of_a_person")),
    ]
