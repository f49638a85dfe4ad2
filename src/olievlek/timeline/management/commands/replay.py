"""olievlek replay: tell the listeners again what happened."""

from typing import Any

from olievlek.core import commands
from olievlek.timeline.record import replay


class Command(commands.Command):
    help = "Tell every listener again what happened, so that a missed one is never lost data."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--since", type=int, default=0, help="id of the last entry that was heard")

    def handle(self, *_args: Any, since: int, **_options: Any) -> None:
        self.stdout.write(f"{replay(since)} entries told again")
