"""Whether a question is nearer to what was answered or to what nobody answered."""

import pytest

from olievlek.index.analysis import tokenise
from olievlek.index.contrast import Contrast

ANSWERED = ("pasfoto afgekeurd aan de balie", "gladde fietspaden in de winter", "huur niet betaald")
UNANSWERED = ("pesten in de klas", "fietsendief op het station", "loose dogs in the park")


def contrast(question: str) -> float:
    return Contrast(ANSWERED, UNANSWERED).of(tokenise(question))


@pytest.mark.parametrize("question", ["foto afgekeurd", "glad fietspad", "zij betalen de huur niet"])
def test_a_question_like_one_that_was_answered_is_below_zero(question: str) -> None:
    assert contrast(question) < 0


@pytest.mark.parametrize("question", ["gepest in een klas", "fietsendieven", "a loose dog"])
def test_a_question_like_one_that_nobody_answered_is_above_zero(question: str) -> None:
    assert contrast(question) > 0


def test_words_that_no_line_has_and_lists_without_lines_say_nothing() -> None:
    assert contrast("xylofoon") == contrast("") == 0
    assert Contrast((), ()).of(["pasfoto"]) == 0
