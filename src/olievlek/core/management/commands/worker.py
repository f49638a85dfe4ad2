"""olievlek worker: the loops beside the web (index, mail)."""

import os
import signal
from typing import Any

from olievlek.core import commands, worker


class Command(commands.Command):
    help = "Run the loops beside the web (index, mail) until SIGTERM, or until its parent is gone."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--parent", type=int, default=os.getppid(), help="process to live with")

    def handle(self, *_args: Any, parent: int, **_options: Any) -> None:
        stopping: list[int] = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda caught, _frame: stopping.append(caught))
        worker.run(lambda: bool(stopping) or os.getppid() != parent)
