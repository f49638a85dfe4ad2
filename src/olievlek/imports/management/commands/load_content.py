"""`olievlek load_content`: words, organisations, questions, cases, adoptions and lineage. Twice changes nothing."""

from time import perf_counter
from typing import Any

from django.core.management.base import CommandError

from olievlek.core import commands
from olievlek.imports import loading
from olievlek.imports.telling import ContentError
from olievlek.organisations import content as organisations
from olievlek.surveys import content as surveys
from olievlek.vocabulary import content as vocabulary


class Command(commands.Command):
    help = "Load the committed content; what people corrected or took away stays as they left it."

    def handle(self, *_args: Any, **_options: Any) -> None:
        began = perf_counter()
        words = vocabulary.load()
        bodies = organisations.load()
        questions = surveys.load()
        try:
            cases = loading.load()
        except ContentError as error:
            raise CommandError(str(error)) from error
        counts = {"words": sum(words.values()), **bodies, **questions, **cases}
        for kind, number in counts.items():
            self.stdout.write(f"{number:>6} {kind}")
        self.stdout.write(f"{perf_counter() - began:6.1f} seconds")
