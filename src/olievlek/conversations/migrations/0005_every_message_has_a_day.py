"""The day of the promise is always there, and the queue reads along it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0004_who_writes_and_by_when")]

    operations = [
        migrations.AlterField("message", "answer_by", models.DateField(editable=False)),
        migrations.RemoveIndex("message", "conversatio_closed__832a38_idx"),
        migrations.AddIndex(
            "message",
            models.Index(fields=["closed_at", "answer_by", "id"], name="conversatio_closed__c0794c_idx"),
        ),
    ]
