"""A copy of the product with its own database, driven from outside by processes."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent  # without settings: bench and tools use this too


@dataclass
class Site:
    """`environment` names its database."""

    environment: dict[str, str]

    @property
    def vendor(self) -> str:
        return "PostgreSQL" if self.environment.get("DATABASE_URL") else "SQLite"

    def start(self, *arguments: str, listens: bool = False, **more: str) -> "subprocess.Popen[str]":
        """A process of our Python; its output is read by the caller, who may write to one that `listens`."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**self.environment, **more},
            stdin=subprocess.PIPE if listens else None,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: str) -> str:
        """Run to the end; its output. Fails when it fails."""
        process = self.start(*arguments)
        output, _ = process.communicate()
        assert process.returncode == 0, output
        return output

    def numbers(self) -> list[int]:
        """What the entries hold, read by a fresh process."""
        return [int(line) for line in self.run("-c", READ).split()]


READ = (
    "import django; django.setup(); from olievlek.timeline.models import Entry; "
    "print(*[entry.details['number'] for entry in Entry.objects.order_by('pk') if 'number' in entry.details])"
)
