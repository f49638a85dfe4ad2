"""`olievlek proof anonymity`: attack everything that rounds of made-up organisations show, and print what leaks."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import CommandError
from django.db import connection

from olievlek.core import commands
from olievlek.surveys import content, proof
from olievlek.surveys.models import Questionnaire
from olievlek.vocabulary import content as vocabulary

ENOUGH = 0.40
FEWEST = 2  # organisations: with one there is nobody to compare with
SIZES = ("organisations", "rounds", "seed")


class Command(commands.Command):
    help = "Prove a promise on a database of its own, which goes again. Your data is not touched."
    needs_tables = False

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("promise", choices=["anonymity"], help="what to prove")
        parser.add_argument("--organisations", type=int, default=200, help="how many are made up")
        parser.add_argument("--rounds", type=int, default=4, help="how many rounds each of them does")
        parser.add_argument("--seed", type=int, default=2026, help="the same number makes the same people")
        parser.add_argument(
            "--policy", choices=list(proof.POLICIES), default="auditor",
            help="alone: an auditor of one organisation that counts everybody; threshold: none, to see that the attack "
            "finds something",
        )  # fmt: skip
        parser.add_argument(
            "--world", choices=list(proof.WORLDS), action="append", help="only this one; may be given more than once"
        )
        parser.add_argument("--export", type=Path, help="write every cell that could be asked for, as JSON")

    def handle(self, *_args: Any, policy: str, world: list[str] | None, export: Path | None, **options: Any) -> None:
        if options["organisations"] < FEWEST or options["rounds"] < 1:
            raise CommandError(f"Take --organisations {FEWEST} or more and --rounds 1 or more.")
        if export and not export.parent.is_dir():
            raise CommandError(f"There is no folder {export.parent}. Make it, or choose another for --export.")
        self.stdout.write(f"policy {policy}, {connection.vendor}, groups below {proof.K}")
        broken, exported = [], {}
        for name in world or proof.WORLDS:
            regions, holds = self._prove(name, policy, {key: options[key] for key in SIZES})
            exported[name] = proof.export(regions)
            broken += [] if holds else [name]
        if export:
            told = exported if len(exported) > 1 else next(iter(exported.values()))
            export.write_text(json.dumps(told), encoding="utf-8")
        if policy == "auditor" and broken:
            raise CommandError(f"The promise does not hold: {', '.join(broken)}.")

    def _prove(self, world: str, policy: str, sizes: dict[str, int]) -> tuple[list[proof.Region], bool]:
        """Prints what leaks and what is shown after each round, and says whether the promise holds."""
        began = perf_counter()
        with a_database_of_its_own():
            vocabulary.load()
            content.load()
            questionnaire = Questionnaire.objects.newest("innovation_scan")
            regions = proof.build(questionnaire, policy=policy, world=world, **sizes)
        self.stdout.write(f"{world}: {proof.WORLDS[world]}, {sizes}")
        tallies = [proof.tally(regions, rounds) for rounds in range(1, sizes["rounds"] + 1)]
        for one in tallies:
            self.stdout.write(
                f"  after {one.rounds} rounds: {one.leaking} of {len(regions)} leak, {one.groups} groups derivable; "
                f"{one.shown} of {one.eligible} cells shown ({one.shown / one.eligible:.0%}), "
                f"in this round {one.shown_now / one.eligible_now:.0%}"
            )
        self.stdout.write(f"  {perf_counter() - began:.1f} seconds")
        last = tallies[-1]
        enough = last.shown >= ENOUGH * last.eligible if world == "plain" else last.shown > 0
        return regions, enough and not last.groups


@contextmanager
def a_database_of_its_own() -> Iterator[None]:
    """A fresh one beside the real one, as for tests; SQLite keeps it in memory."""
    kept = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["MIGRATE"] = False  # the tables as they are now, without their history
    if connection.vendor != "sqlite":
        connection.settings_dict["TEST"]["NAME"] = f"olievlek_proof_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(str(kept), verbosity=0)
