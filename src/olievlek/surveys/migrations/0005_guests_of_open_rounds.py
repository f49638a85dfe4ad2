"""In a round that is open now, which answers guests gave is not known: when there is one guest, everybody counts as one."""

from typing import Any

from django.db import migrations


def mark(apps: Any, _editor: Any) -> None:
    rounds = apps.get_model("surveys", "Round").objects.filter(closed_at=None)
    for round_ in rounds.order_by("pk"):
        domains = set(round_.organisation.mail_domains.values_list("domain", flat=True))
        emails = round_.participations.order_by("key").values_list("email", flat=True)
        if round_.open_key or not all(_is_under(email, domains) for email in emails):
            round_.participations.update(guest=True)
            round_.answers.update(guest=True)


def _is_under(email: str, domains: set[str]) -> bool:
    host = email.rpartition("@")[2].lower()
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


class Migration(migrations.Migration):
    dependencies = [("surveys", "0004_guests"), ("organisations", "0005_house_style")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
