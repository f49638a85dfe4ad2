"""olievlek prepare: what answers need, before the web opens."""

from typing import Any

from olievlek.core import commands, worker


class Command(commands.Command):
    help = "Make what answers need, such as the search index; run it before the web where you do not use `serve`."

    def handle(self, *_args: Any, **_options: Any) -> None:
        worker.prepare()
