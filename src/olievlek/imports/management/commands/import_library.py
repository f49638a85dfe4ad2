"""`olievlek import_library FILE`: take in cases of others while Olievlek runs; back when all of them can be found."""

import argparse
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import CommandError, CommandParser

from olievlek.core import commands, text
from olievlek.imports.importing import COLUMNS, MOST_ERRORS, MistakesError, Outcome, checked, take_in
from olievlek.imports.tongue import LANGUAGES
from olievlek.index import indexer
from olievlek.office_files.spreadsheets import BrokenFileError


class Command(commands.Command):
    help = (
        "Import cases from JSON lines, CSV, XLSX or ODS, with the columns "
        f"{', '.join(COLUMNS)}. All rows or none. The same id again updates the case."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.formatter_class = argparse.HelpFormatter
        parser.add_argument("file", type=Path, help="the file to read; its name ends in jsonl, csv, xlsx or ods")
        parser.add_argument("--dry-run", action="store_true", help="check the file and store nothing")
        parser.add_argument("--draft", action="store_true", help="only moderators see the cases until they are public")
        parser.add_argument("--source", default="", help="name of the source, shown on each page")

        parser.add_argument(
            "--language",
            default="",
            choices=list(LANGUAGES),
            help="language of rows that have no column language; else told from the text where that is clear",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        began = perf_counter()
        try:
            rows = checked(options["file"], language=options["language"])
        except BrokenFileError as error:
            raise CommandError(f"{error} Nothing was imported.") from error
        except MistakesError as error:
            raise CommandError(_report(error)) from error
        if options["dry_run"]:
            self.stdout.write(f"{len(rows)} rows are in order. Nothing was stored (--dry-run).")
            return
        outcome = take_in(rows, source_name=text.clean(options["source"])[:200], draft=options["draft"])
        findable = indexer.wait_until_findable()
        self._tell(outcome, perf_counter() - began)
        if not findable:
            raise CommandError("Everything is stored, but the search index is behind; `olievlek worker` will catch up.")

    def _tell(self, outcome: Outcome, seconds: float) -> None:
        self.stdout.write(
            f"{outcome.rows} rows: {outcome.made} new, {outcome.changed} changed, {outcome.same} as they were, "
            f"{outcome.kept} kept after a correction."
        )
        self.stdout.write(f"{outcome.without_licence} without a licence are shown as such.")
        if outcome.unknown_organisations:
            names = len(outcome.unknown_organisations)
            self.stdout.write(f"{names} names of organisations are unknown; moderators can match them.")
        self.stdout.write(f"Findable after {seconds:.1f} seconds.")


def _report(error: MistakesError) -> str:
    shown = [str(mistake) for mistake in error.mistakes[:MOST_ERRORS]]
    more = len(error.mistakes) - len(shown)
    tail = [f"… and {more} more."] if more else []
    return "\n".join([f"{len(error.mistakes)} mistakes; nothing was imported.", *shown, *tail])
