"""olievlek load_demo: demo people, where they are allowed."""

from typing import Any

from django.core.management.base import BaseCommand

from olievlek.accounts import demo


class Command(BaseCommand):
    help = "Make the demo moderator; does nothing with OLIEVLEK_DEMO=0 or where others can come. Twice changes nothing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        user = demo.load()
        self.stdout.write(f"demo moderator: {user.email}" if user else "no demo people here")
