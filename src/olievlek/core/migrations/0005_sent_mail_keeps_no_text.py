"""What was sent before loses its text too: invitations in it still work."""

from typing import Any

from django.db import migrations
from django.db.models import Q

TRIES = 12


def empty(apps: Any, _editor: Any) -> None:
    mails = apps.get_model("core", "OutgoingMail").objects
    mails.filter(Q(sent_at__isnull=False) | Q(failures__gte=TRIES)).update(body="", stop_url="")


class Migration(migrations.Migration):
    dependencies = [("core", "0004_limits_are_exact")]

    operations = [migrations.RunPython(empty, migrations.RunPython.noop)]
