"""olievlek load_demo: demo people, where they are allowed."""

from typing import Any

from olievlek.accounts import demo
from olievlek.core import commands


class Command(commands.Command):
    help = "Make the demo people; does nothing with OLIEVLEK_DEMO=0 or where others can come. Twice changes nothing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        found = demo.load()
        self.stdout.write(f"demo people: {', '.join(sorted(found))}" if found else "no demo people here")
