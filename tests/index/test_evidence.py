"""How sure it is that a document answers a question."""

import pytest

from olievlek.index import english
from olievlek.index.analysis import count_words, tokenise
from olievlek.index.evidence import Evidence, Read, read
from olievlek.index.ranking import Language, plan
from olievlek.index.ranking import read as question

TEXTS = {
    "hokje": ("Pasfotohokje bij de balie", "pasfoto afgekeurd\npassport photo rejected", "Wie een foute foto heeft."),
    "schuld": ("Vroeg eropaf", "huur niet betaald\nrent arrears", "Een hulpverlener gaat op bezoek."),
    "gladheid": ("Strooien op tijd", "gladde fietspaden\nslippery bike paths", "Sensoren in de weg meten vorst."),
}


@pytest.fixture(scope="module")
def language() -> Language:
    return Language.learn(count_words(" ".join(texts) for texts in TEXTS.values()))


def sure(text: str, language: Language, *, page: bool = False) -> dict[str, float]:
    asked = question(text)
    made = plan(asked, language, lambda term: language.counts.get(term[1], 0), english_page=page)
    evidence = Evidence(asked.words, made, language, lambda term: language.counts.get(term[1], 0))
    documents: dict[str, Read] = {name: read(*texts, language) for name, texts in TEXTS.items()}
    return {name: evidence.of(document) for name, document in documents.items()}


def test_words_side_by_side_in_one_line_are_surer_than_one_of_them(language: Language) -> None:
    both, one = sure("pasfoto afgekeurd", language)["hokje"], sure("pasfoto kwijtgeraakt", language)["hokje"]
    assert both > one > sure("pasfoto afgekeurd", language)["schuld"]


def test_a_rare_word_that_nobody_told_makes_less_sure(language: Language) -> None:
    assert sure("muskusratten en pasfoto", language)["hokje"] < sure("pasfoto", language)["hokje"]


def test_an_english_question_is_told_by_english_lines_and_by_dutch_words(language: Language) -> None:
    found = sure("photos are rejected", language, page=True)
    assert max(found, key=found.__getitem__) == "hokje"
    found = sure("unpaid rent", language, page=True)
    assert max(found, key=found.__getitem__) == "schuld"


@pytest.mark.parametrize(
    ("text", "page", "expected"),
    [
        ("long waiting times at the counter", False, True),
        ("wachtrij aan de balie", True, False),
        ("debt", True, True),
        ("debt", False, False),
        ("pasfoto", True, False),
        ("test", False, False),
    ],
)
def test_a_question_is_in_the_language_of_its_words_else_in_that_of_the_page(
    text: str, page: bool, expected: bool, language: Language
) -> None:
    known = language.plain.keys
    assert english.is_english(tokenise(text), page=page, known=lambda word: word in known) is expected


def test_did_you_mean_never_offers_a_dutch_word_for_an_english_question(language: Language) -> None:
    made = plan(question("slipery bike paths"), language, lambda term: 0, english_page=True)
    assert set(made.spelled.values()) <= {"slippery"}
    made = plan(question("long wainting at the counter"), language, lambda term: 0)
    assert "lang" not in made.spelled.values()
