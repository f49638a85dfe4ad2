from django.db import migrations, models


class Migration(migrations.Migration):
    """The language of an example may be unknown: then it is empty."""

    dependencies = [("library", "0014_sheet_table")]

    operations = [
        migrations.AlterField("case", "language", models.CharField(blank=True, default="nl", max_length=5)),
    ]
