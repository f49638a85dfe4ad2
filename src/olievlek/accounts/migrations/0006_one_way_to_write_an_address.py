"""Addresses that were kept in another way than `core.addresses.canonical` writes them get that way.

Two accounts may turn out to have one mailbox. Both stay. The one that already wrote the address in its one way keeps it,
else the one that signed in last. The other is reached by its next proved address, or when it has none, stands under
`double-NUMBER@double.invalid`: `olievlek end_account double-NUMBER@double.invalid` ends it, see docs/operating.md.
"""

import logging
from typing import Any

from django.db import migrations

from olievlek.core.addresses import canonical

log = logging.getLogger("olievlek.accounts")


def one_way(apps: Any, _schema: Any) -> None:
    """Harmless when repeated: what is canonical stays."""
    users, addresses = apps.get_model("accounts", "User"), apps.get_model("accounts", "Address")
    everybody = users.objects.order_by("pk").values_list("pk", "email", "last_login")
    odd = {canonical(email) for _pk, email, _at in everybody if email != canonical(email)}
    odd |= {canonical(email) for email in _emails(addresses) if email != canonical(email)}
    for email in sorted(odd):
        _settle(users, addresses, email)
    codes = apps.get_model("accounts", "MailedCode")
    for pk, email in list(codes.objects.values_list("pk", "email")):
        if email != canonical(email):
            codes.objects.filter(pk=pk).update(email=canonical(email))


def _emails(model: Any) -> Any:
    return model.objects.order_by("pk").values_list("email", flat=True)


def _settle(users: Any, addresses: Any, email: str) -> None:
    """One account gets the address; the others are reached by another."""
    rows = [row for row in addresses.objects.order_by("pk") if canonical(row.email) == email]
    holders = {user.pk: user for user in users.objects.order_by("pk") if canonical(user.email) == email}
    holders |= {row.user_id: row.user for row in rows if row.user_id not in holders}
    keeper = max(holders.values(), key=lambda one: (one.email == email, str(one.last_login or ""), -one.pk))
    proved = any(row.user_id == keeper.pk for row in rows)
    addresses.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for user in holders.values():
        if user.pk != keeper.pk and canonical(user.email) == email:
            _elsewhere(user, addresses)
    if canonical(keeper.email) == email:
        users.objects.filter(pk=keeper.pk).update(email=email)
    if proved:
        addresses.objects.create(user_id=keeper.pk, email=email, verified_at=min(row.verified_at for row in rows))


def _elsewhere(user: Any, addresses: Any) -> None:
    other = addresses.objects.filter(user_id=user.pk).order_by("pk").first()
    user.email = canonical(other.email) if other else f"double-{user.pk}@double.invalid"
    user.save(update_fields=["email"])
    log.warning("account %s has the mailbox of another account; see docs/operating.md, One mailbox", user.pk)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_profiles_can_be_hidden")]
    operations = [migrations.RunPython(one_way, migrations.RunPython.noop, elidable=True)]
