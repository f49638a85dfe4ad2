"""Codes get eight digits or more and may be mailed again. Codes of the last quarter of an hour are asked anew."""

import uuid
from typing import Any

import django.utils.timezone
from django.db import migrations, models


def forget(apps: Any, _schema: Any) -> None:
    apps.get_model("accounts", "MailedCode").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_one_way_to_write_an_address")]
    operations = [
        migrations.RunPython(forget, migrations.RunPython.noop, elidable=True),
        migrations.AddField("mailedcode", "length", models.PositiveSmallIntegerField(default=8)),
        migrations.AddField(
            "mailedcode", "drawn", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)
        ),
        migrations.AddField("mailedcode", "drawn_at", models.DateTimeField(default=django.utils.timezone.now)),
        migrations.AddField("mailedcode", "held_back_at", models.DateTimeField(blank=True, null=True)),
    ]
