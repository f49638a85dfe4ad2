"""From answers to figures."""

from olievlek.surveys import scores
from olievlek.surveys.scores import COARSE, EXACT

ITEMS = ["S1", "S2", "S3", "S4", "S5"]
FACTORS = {"strategie_leiding": ITEMS}


def answers(*values: int) -> dict[str, int]:
    return dict(zip(ITEMS, values, strict=False))


def test_a_factor_is_the_mean_of_what_somebody_answered_times_25() -> None:
    assert scores.factor_score(answers(4, 3, 2, 1, 0), ITEMS) == 50
    assert scores.factor_score(answers(4, 4, 4), ITEMS) == 100


def test_who_answered_two_of_five_has_no_score() -> None:
    assert scores.factor_score(answers(4, 4), ITEMS) is None
    assert scores.factor_score(answers(4, 4, -1, -1, -1), ITEMS) is None
    assert scores.factor_score(answers(4, 4, 1, -1, -1), ITEMS) == 75


def test_each_person_weighs_the_same_in_the_mean_of_a_group() -> None:
    group = [answers(4, 4, 4, 4, 4), answers(2, 2, 2), *[answers(2, 2, 2, 2, 2)] * 3]
    told = scores.figures(group, FACTORS, shown=FACTORS, precision=EXACT)["strategie_leiding"]
    assert told == {"dont_know": 0, "mean": 60.0, "spread": "mixed"}


def test_r9_a_factor_that_is_not_shown_has_no_mean_and_no_spread() -> None:
    told = scores.figures([answers(1, 1, 1, 1, -1)] * 5, FACTORS, shown=[], precision=EXACT)
    assert told == {"strategie_leiding": {"dont_know": 20}}


def test_r10_when_all_say_the_same_the_figure_does_not_say_so() -> None:
    same = scores.figures([answers(4, 4, 4, 4, 4)] * 6, FACTORS, shown=FACTORS, precision=EXACT)
    almost = scores.figures(
        [answers(4, 4, 4, 4, 4)] * 5 + [answers(4, 4, 4, 4, 3)], FACTORS, shown=FACTORS, precision=EXACT
    )
    assert same == almost
    assert same["strategie_leiding"]["mean"] == 95
    item = scores.statement([4] * 12, EXACT, distribution=True)
    assert item == {"mean": 95, "shares": [0, 0, 0, 0, 90]}


def test_r10_a_distribution_needs_ten_answers() -> None:
    assert "shares" not in scores.statement([1, 3] * 4, EXACT, distribution=True)
    assert "shares" not in scores.statement([1, 3] * 5, EXACT, distribution=False)
    assert scores.statement([1, 3] * 5, EXACT, distribution=True)["shares"][1] == 50


def test_r8_an_open_round_is_told_in_tenths_of_the_scale() -> None:
    assert scores.rounded(61.1, EXACT) == 61.1
    assert scores.rounded(61.1, COARSE) == 60
    assert scores.rounded(62, COARSE) == 62.5
