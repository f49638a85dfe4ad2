"""Notifications about hidings follow that noun to its room."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

OLD, NEW = "conversations.hiding", "moderation.hiding"


def follow(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("notifications", "Notification").objects.filter(about_kind=OLD).update(about_kind=NEW)


def go_back(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("notifications", "Notification").objects.filter(about_kind=NEW).update(about_kind=OLD)


class Migration(migrations.Migration):
    dependencies = [("notifications", "0004_alter_notification_reason")]

    operations = [migrations.RunPython(follow, go_back)]
