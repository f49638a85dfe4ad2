"""Messages, replies, notes, hidings and appeals belong to the room `moderation`; their tables stay as they are."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("conversations", "0005_every_message_has_a_day")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name) for name in ("Appeal", "Hiding", "Note", "Reply", "Message")
            ],
        )
    ]
