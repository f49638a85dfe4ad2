"""`olievlek proof anonymity`: attack everything that rounds of made-up organisations show, and print what leaks."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from olievlek.surveys import content, proof
from olievlek.surveys.models import Questionnaire
from olievlek.vocabulary import content as vocabulary

ENOUGH = 0.40


class Command(BaseCommand):
    help = "Prove a promise on a database of its own, which goes again. Your data is not touched."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("promise", choices=["anonymity"], help="what to prove")
        parser.add_argument("--organisations", type=int, default=200, help="how many are made up")
        parser.add_argument("--rounds", type=int, default=4, help="how many rounds each of them does")
        parser.add_argument("--seed", type=int, default=2026, help="the same number makes the same people")
        parser.add_argument(
            "--policy", choices=["auditor", "threshold"], default="auditor",
            help="threshold leaves the auditor out, to see that the attack finds something",
        )  # fmt: skip
        parser.add_argument("--export", type=Path, help="write every cell that could be asked for, as JSON")

    def handle(self, *_args: Any, policy: str, export: Path | None, **options: Any) -> None:
        began = perf_counter()
        sizes = {name: options[name] for name in ("organisations", "rounds", "seed")}
        with a_database_of_its_own():
            vocabulary.load()
            content.load()
            questionnaire = Questionnaire.objects.newest("innovation_scan")
            towns = proof.build(questionnaire, policy=policy, **sizes)
        if export:
            export.write_text(json.dumps(proof.export(towns)), encoding="utf-8")
        tallies = [proof.tally(towns, rounds) for rounds in range(1, options["rounds"] + 1)]
        self.stdout.write(f"policy {policy}, {sizes}, {connection.vendor}, groups below {proof.K}")
        for one in tallies:
            self.stdout.write(
                f"after {one.rounds} rounds: {one.leaking} of {len(towns)} organisations leak; "
                f"{one.shown} of {one.eligible} cells shown ({one.shown / one.eligible:.0%}), "
                f"in this round {one.shown_now / one.eligible_now:.0%}"
            )
        self.stdout.write(f"{perf_counter() - began:.1f} seconds")
        last = tallies[-1]
        if policy == "auditor" and (last.groups or last.shown < ENOUGH * last.eligible):
            raise CommandError("The promise does not hold.")


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
