from django.db import migrations, models


class Migration(migrations.Migration):
    """Where the table of a spreadsheet stands, and what its own words mean."""

    dependencies = [("library", "0013_handed_over")]

    operations = [
        migrations.AddField("sheetimport", "pages", models.JSONField(blank=True, default=list)),
        migrations.AddField("sheetimport", "layout", models.JSONField(blank=True, default=dict)),
        migrations.AddField("sheetimport", "words", models.JSONField(blank=True, default=dict)),
        migrations.AlterField("sheetimport", "language", models.CharField(blank=True, max_length=5)),
    ]
