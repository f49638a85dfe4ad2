"""What people say instead of what offices write."""

import csv
from math import log

import pytest

from olievlek.index import lists
from olievlek.index.analysis import Analyser, tokenise
from olievlek.index.thesaurus import EVERYWHERE, IN_COMPOUND, KNOWN, ONE_WORD, SEVERAL_WORDS, Meant, PlainWords

PAIRS = [
    ("schuldhulpverlening", "rekening niet betalen"),
    ("groenbeheer", "struiken"),
    ("eenzaamheid", "geen vrienden"),
    ("vroegsignalering", "huurachterstand"),
    ("klachtbehandeling", "boos"),
    ("natuurbeheer", "bos"),
    ("prognose", "mensen"),
]
plain = PlainWords(PAIRS, Analyser({"huur": 9, "achterstand": 9, "struiken": 9, "muur": 9}))


def nowhere(_stem: str) -> int:
    return 0


@pytest.mark.parametrize(
    ("question", "office", "weight"),
    [
        ("betaal de oude rekeningen", "schuldhulpverlening", SEVERAL_WORDS),
        ("de struik", "groenbeheer", ONE_WORD),
        ("een struikenmuur", "groenbeheer", ONE_WORD * IN_COMPOUND),
        ("iemand heeft geen vriend", "eenzaamheid", SEVERAL_WORDS / (1 + KNOWN * log(1 + EVERYWHERE))),
        ("een achterstand met de huur", "vroegsignalering", SEVERAL_WORDS),
        ("wie is er boos", "klachtbehandeling", ONE_WORD),
        ("bossen", "natuurbeheer", ONE_WORD),
    ],
)
def test_all_words_of_a_wording_are_wanted_in_any_order_and_form(question: str, office: str, weight: float) -> None:
    assert plain.meant(question.split(), nowhere) == [Meant(office, weight)]


@pytest.mark.parametrize("question", ["rekening", "betalen", "mensen", "vrienden", "de", ""])
def test_half_a_wording_or_daily_talk_alone_means_nothing(question: str) -> None:
    assert plain.meant(question.split(), nowhere) == []


def test_the_list_of_plain_words_is_whole_and_has_no_doubles() -> None:
    with (lists.FOLDER / "plain_words_nl.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 20_000
    assert len({(row["office"], row["plain"]) for row in rows}) == len(rows)
    assert all(row["theme"] and row["office"].strip() == row["office"] and row["plain"] for row in rows)


def test_every_wording_on_the_list_finds_its_office_word() -> None:
    analyser = Analyser({})
    known = PlainWords(lists.plain_words(), analyser)
    mute = {
        (office, wording)
        for office, wording in lists.plain_words()
        if not any(
            set(analyser.words(one.office)) == set(analyser.words(office))
            for one in known.meant(tokenise(wording), nowhere)
        )
    }
    assert mute == set()


def test_words_that_documents_have_too_weigh_less() -> None:
    rare, common = plain.meant(["struiken"], nowhere), plain.meant(["struiken"], lambda _stem: 100)
    assert rare[0].weight > 2 * common[0].weight
