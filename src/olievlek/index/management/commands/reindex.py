"""olievlek reindex: build the search index afresh and swap it."""

import time
from typing import Any

from django.core.management.base import CommandError

from olievlek.core import commands
from olievlek.index import indexer
from olievlek.index.engine import IndexBusyError


class Command(commands.Command):
    help = "Build the search index afresh from the database and swap it; readers notice nothing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        began = time.monotonic()
        try:
            build = indexer.rebuild()
        except IndexBusyError:
            raise CommandError("Another process is writing the index. Wait a moment and try again.") from None
        self.stdout.write(f"{build.engine.count()} documents in {time.monotonic() - began:.1f} s")
