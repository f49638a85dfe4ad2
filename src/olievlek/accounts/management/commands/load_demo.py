"""olievlek load_demo: demo people, where they are allowed."""

from typing import Any

from django.core.management.base import BaseCommand

from olievlek.accounts import demo


class Command(BaseCommand):
    help = "Make the demo people; does nothing with OLIEVLEK_DEMO=0 or where others can come. Twice changes nothing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        found = demo.load()
        self.stdout.write(f"demo people: {', '.join(sorted(found))}" if found else "no demo people here")
