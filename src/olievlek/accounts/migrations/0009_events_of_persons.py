"""Events are named after the noun ("person.ended"), no longer after the room ("accounts.ended")."""

from typing import Any

from django.db import migrations
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr


def rename(apps: Any, old: str, new: str) -> None:
    """Replace the prefix of events by another."""
    entries = apps.get_model("timeline", "Entry").objects.filter(event__startswith=f"{old}.")
    entries.update(event=Concat(Value(f"{new}."), Substr(F("event"), len(old) + 2)))


def to_person(apps: Any, schema_editor: Any) -> None:
    rename(apps, "accounts", "person")


def to_accounts(apps: Any, schema_editor: Any) -> None:
    rename(apps, "person", "accounts")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_changes_can_be_undone"), ("timeline", "0003_keys_of_nouns")]

    operations = [migrations.RunPython(to_person, to_accounts)]
