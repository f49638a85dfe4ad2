from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from olievlek.organisations.models.sent_away import sent_away_digest


def note_those_of_now(apps: Any, _editor: BaseDatabaseSchemaEditor) -> None:
    """Who is a member already keeps the codes of the addresses of today."""
    addresses: dict[int, list[str]] = {}
    for user, email in apps.get_model("accounts", "Address").objects.order_by("pk").values_list("user", "email"):
        addresses.setdefault(user, []).append(email)
    for member in apps.get_model("organisations", "Membership").objects.filter(ended_at=None).order_by("pk"):
        known = addresses.get(member.user_id, [])
        member.mailbox_codes = sorted({sent_away_digest(member.organisation_id, email) for email in known})
        member.save(update_fields=["mailbox_codes"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_one_way_to_write_an_address"),
        ("organisations", "0007_other_names"),
    ]
    operations = [
        migrations.AddField(
            model_name="membership", name="mailbox_codes", field=models.JSONField(blank=True, default=list)
        ),
        migrations.RunPython(note_those_of_now, migrations.RunPython.noop),
    ]
