"""Figures that tests measure, kept for `make proof`: said aloud, and written down when a file is named.

`say("{pages} pages, {violations} violations, heaviest {max_bytes} bytes", pages=12, violations=0, max_bytes=90_000)`.
Several tests (and processes) may say the same sentence: numbers are added up, those that begin with `max_` are not.
"""

import json
import os
from pathlib import Path

FILE = "OLIEVLEK_FIGURES"


def say(sentence: str, **numbers: float) -> None:
    """Print the sentence with its numbers."""
    print(sentence.format(**numbers))
    if os.environ.get(FILE):
        with Path(os.environ[FILE]).open("a") as out:
            out.write(json.dumps([sentence, numbers]) + "\n")


def heard(file: Path) -> list[str]:
    """Every sentence once, with its numbers together."""
    together: dict[str, dict[str, float]] = {}
    for line in file.read_text().splitlines() if file.exists() else []:
        sentence, numbers = json.loads(line)
        known = together.setdefault(sentence, {})
        for name, number in numbers.items():
            old = known.get(name, 0)
            known[name] = max(old, number) if name.startswith("max_") else old + number
    return [sentence.format(**numbers) for sentence, numbers in together.items()]
