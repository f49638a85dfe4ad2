"""Which words answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from olievlek.index.analysis import count_words
from olievlek.index.highlight import Marker, Piece, pieces_typed
from olievlek.index.ranking import Language, plan, read

TEXT = "Klanten moesten terug: hun pasfoto's waren niet goed. Nu staat er een fotohokje bij het loket."
language = Language.learn(count_words([TEXT]))


def marker(question: str) -> Marker:
    return Marker(plan(read(question), language, lambda term: term[0] == "grams"), language.analyser)


def hits(pieces: list[Piece]) -> list[str]:
    return [piece.text for piece in pieces if piece.hit]


def test_forms_and_parts_of_the_words_asked_are_marked_as_they_stand_in_the_text() -> None:
    assert hits(marker("pasfoto van de klant").pieces(TEXT)) == ["Klanten", "pasfoto's", "fotohokje"]


def test_words_that_mean_about_the_same_are_told_apart() -> None:
    why = marker("pasfoto klantcontactcentrum").why(TEXT)
    assert why.words == ("klanten", "pasfoto's", "fotohokje")
    assert why.related == ("loket",)


def test_nothing_in_common_is_no_reason() -> None:
    assert not marker("strooien").why(TEXT)


def test_a_mended_word_is_marked() -> None:
    assert hits(marker("fotohokkje").pieces(TEXT))[-1] == "fotohokje"


def test_a_long_text_is_cut_at_the_stretch_that_answers() -> None:
    long = "Eerst een hele inleiding over iets anders. " * 20 + TEXT + " En daarna nog wat woorden." * 20
    pieces = marker("pasfoto").snippet(long)
    text = "".join(piece.text for piece in pieces)
    assert "pasfoto's" in hits(pieces)
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert len(text) < 280


@given(st.text(max_size=500), st.text(max_size=60))
def test_pieces_always_add_up_to_the_text(text: str, question: str) -> None:
    assert "".join(piece.text for piece in marker(question + " pasfoto").pieces(text)) == text


@given(st.text(alphabet="ab c.é", max_size=900), st.integers(20, 200))
def test_a_snippet_is_never_much_longer_than_asked(text: str, length: int) -> None:
    assert sum(len(piece.text) for piece in marker("ab").snippet(text, length)) <= length + 4


def test_a_suggestion_shows_what_was_typed() -> None:
    pieces = pieces_typed("Digitale balie", ["bal", "dig"])
    assert hits(pieces) == ["Dig", "bal"]
    assert "".join(piece.text for piece in pieces) == "Digitale balie"


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("cafés", "Twee cafe\u0301s dicht", ["cafe\u0301s"]),
        ("reïntegratie", "De rei\u0308ntegratie loopt", ["rei\u0308ntegratie"]),
        ("rolstoel", "Een rol\u00adstoel erbij", ["rol\u00adstoel"]),
        ("afval", "Meer a\u200bfv\u2060al", ["a\u200bfv\u2060al"]),
        ("e-mail", "Een e\u2011mail sturen", ["e\u2011mail"]),
        ("email", "Een e-mail sturen", ["e-mail"]),
        ("auto's", "Minder auto\u2019s hier", ["auto\u2019s"]),
        ("auto", "Minder auto\u02bcs hier", ["auto\u02bcs"]),
        ("zorg", "Het zorg\u2011loket is open", ["zorg"]),
        ("bezoek\u2011loket", "Het bezoek-loket is open", ["bezoek", "loket"]),
    ],
)
def test_a_word_is_marked_however_its_signs_were_typed(question: str, text: str, marked: list[str]) -> None:
    pieces = marker(question).pieces(text)
    assert hits(pieces) == marked
    assert "".join(piece.text for piece in pieces) == text
