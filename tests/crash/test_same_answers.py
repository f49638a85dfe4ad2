"""The same rows give the same answers in the same order, whichever database holds them."""

import json
import os
import random
from pathlib import Path

import pytest

from olievlek.index import lists
from tests.crash.site import Site
from tests.figures import say
from tests.prepared import shared_folder, sqlite_copy

pytestmark = pytest.mark.slow
ROWS = int(os.environ.get("OLIEVLEK_SAME_ROWS", "150"))
ASKED = int(os.environ.get("OLIEVLEK_SAME_QUESTIONS", "100"))


def test_both_databases_give_the_same_twenty_answers_to_every_question(
    site: Site, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    dice = random.Random(2026)
    pairs = list(lists.plain_words())
    rows, questions = tmp_path / "rows.jsonl", tmp_path / "questions.txt"
    with rows.open("w", encoding="utf-8") as file:
        for number in range(ROWS):
            office = dice.choice(pairs)[0].capitalize()
            told = ". ".join(f"{office} en {plain}" for office, plain in dice.sample(pairs, 8))
            file.write(json.dumps({"id": f"rij-{number}", "title": office, "description": told}) + "\n")
    typed = [f"{dice.choice(pairs)[1]} {dice.choice(pairs)[1]}" for _ in range(ASKED)]
    questions.write_text("\n".join(typed), encoding="utf-8")
    # the database of this run, and a fresh SQLite beside it: on SQLite two that were made apart
    beside = sqlite_copy(shared_folder(tmp_path_factory), tmp_path / "beside")
    answers = [one.run("-m", "tests.crash.asker", str(rows), str(questions)).splitlines() for one in (site, beside)]
    other = sum(left != right for left, right in zip(*answers, strict=True))
    say("{questions} questions, {rows} documents, {other} answered otherwise", questions=ASKED, rows=ROWS, other=other)
    assert len(answers[0]) == ASKED
    assert any(len(json.loads(line)) == 20 for line in answers[0])
    assert other == 0
