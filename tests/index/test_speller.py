"""The known word nearest to a mistyped one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from olievlek.index.speller import Speller, distance

speller = Speller({"parkeervergunning": 9, "pasfoto": 4, "kliko": 2, "klikt": 7, "balie": 5, "stoplicht": 3})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pasfotto", "pasfoto"),
        ("psafoto", "pasfoto"),
        ("parkervergunnig", "parkeervergunning"),
        ("stoplciht", "stoplicht"),
        ("klkt", "klikt"),
        ("klk", None),
        ("pasfoto", None),
        ("zeppelin", None),
        ("baaaaalie", None),
    ],
)
def test_the_nearest_known_word_is_meant(typed: str, meant: str | None) -> None:
    assert speller.correct(typed) == meant


def test_of_equally_near_words_the_commonest_is_meant() -> None:
    assert speller.correct("klikx") == "klikt"


def test_nothing_known_means_nothing_to_correct() -> None:
    assert Speller({}).correct("pasfotto") is None


words = st.text(alphabet="abcd", max_size=8)


@given(words, words)
def test_the_distance_is_the_same_both_ways_and_zero_only_for_equals(left: str, right: str) -> None:
    assert distance(left, right, 9) == distance(right, left, 9)
    assert (distance(left, right, 9) == 0) == (left == right)


@given(words, words, st.integers(0, 3))
def test_a_limit_only_hides_what_lies_beyond_it(left: str, right: str, limit: int) -> None:
    assert distance(left, right, limit) == min(distance(left, right, 99), limit + 1)


@given(st.data())
def test_any_two_letters_swapped_in_a_known_word_are_mended(data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(["parkeervergunning", "stoplicht"]))
    at = data.draw(st.integers(0, len(word) - 2))
    typed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert typed == word or speller.correct(typed) == word
