"""Messages know who sent them while signed in, and the day by which we promised an answer."""

from datetime import timedelta

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

DAYS = {"remove": 2, "abuse": 2, "need": 10, "tip": 10}
SATURDAY = 5


def promise(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """So many working days after it came in, as the page said then."""
    message = apps.get_model("conversations", "Message")  # type: ignore[misc]  # the noun is in `moderation` now
    for one in message.objects.order_by("pk").only("pk", "kind", "sent_at").iterator():
        day, left = timezone.localtime(one.sent_at).date(), DAYS.get(one.kind, 5)
        while left:
            day += timedelta(days=1)
            left -= day.weekday() < SATURDAY
        message.objects.filter(pk=one.pk).update(answer_by=day)


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0003_hiding_and_appeal"),
        ("organisations", "0006_domain_claims_and_sent_away"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "message", "sent_by",
            models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="messages_sent",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            "message", "for_organisation",
            models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField("message", "answer_by", models.DateField(editable=False, null=True)),
        migrations.RunPython(promise, migrations.RunPython.noop),
    ]
