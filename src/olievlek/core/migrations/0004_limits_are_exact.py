"""Each counted try takes a place of its own. Tries of the last day are forgotten: they have none."""

from typing import Any

from django.db import migrations, models


def forget(apps: Any, _schema: Any) -> None:
    apps.get_model("core", "Hit").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0003_mail_waits")]
    operations = [
        migrations.RunPython(forget, migrations.RunPython.noop, elidable=True),
        migrations.AlterField("hit", "key", models.CharField(max_length=64)),
        migrations.AddField("hit", "place", models.PositiveIntegerField(default=0)),
        migrations.AddConstraint(
            "hit", models.UniqueConstraint(fields=["key", "place"], name="a_place_is_taken_once")
        ),
    ]
