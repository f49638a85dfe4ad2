"""From typed words to weighted terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from olievlek.index.analysis import count_words, stem
from olievlek.index.engine import Engine
from olievlek.index.ranking import Language, Plan, plan, read, verbs_joined

TEXTS = {
    1: ("Pasfotohokje bij de balie", "Klanten werden teruggestuurd omdat hun pasfoto niet goed was."),
    2: ("Parkeervergunning online", "Een vergunning om te parkeren, aangevraagd zonder formulier."),
    3: ("Gladheid op fietspaden", "Sensoren meten wanneer er gestrooid moet worden."),
    4: ("Virtuele assistent", "Geeft dag en nacht antwoord aan inwoners."),
    5: ("Basisregistratie Personen op orde", "Wie staat waar ingeschreven?"),
}
language = Language.learn(count_words(f"{title} {body}" for title, body in TEXTS.values()))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    made = Engine(tmp_path_factory.mktemp("ix"))
    made.apply([(key, language.analyser.fields(*texts)) for key, texts in TEXTS.items()], upto=1)
    return made


def asked(engine: Engine, text: str) -> Plan:
    return plan(read(text), language, engine.counting())


def found(engine: Engine, text: str) -> list[int]:
    question = read(text)
    without = [("words", stem(word)) for word in question.without]
    return [
        hit.document for hit in engine.query(asked(engine, text).weights, phrases=question.phrases, without=without)
    ]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("klanten moeten terugkomen omdat de pasfoto niet goed is", 1),
        ("hoe kunnen wij vergunningen voor parkeren makkelijker maken?", 2),
        ("parkeer vergunning", 2),
        ("glatheid", 3),
        ("strooien op het fietspad", 3),
        ("chatbot", 4),
        ("BRP", 5),
        ("staan mensen goed ingeschreven", 5),
    ],
)
def test_the_right_text_comes_first(engine: Engine, question: str, first: int) -> None:
    assert found(engine, question)[0] == first


def test_filler_is_left_out_unless_nothing_else_is_asked(engine: Engine) -> None:
    assert asked(engine, "hoe kunnen wij beter helpen met parkeren").words == [stem("parkeren")]
    assert asked(engine, "helpen").words == [stem("helpen")]


def test_words_of_daily_talk_weigh_less_beside_words_with_a_subject(engine: Engine) -> None:
    made = asked(engine, "meerdere balies").weights
    assert made["words", stem("meerdere")] < made["words", stem("balie")]
    assert ("grams", "meer") not in made
    assert asked(engine, "meerdere").weights["words", stem("meerdere")] == 1.0


def test_the_two_halves_of_a_verb_are_one_where_a_sentence_ends() -> None:
    assert verbs_joined(["hoe", "vraag", "ik", "dit", "aan"], lambda term: 1)[1] == "aanvragen"
    assert verbs_joined(["wie", "vraagt", "dit", "aan", "als", "het", "kan"], lambda term: 1)[1] == "aanvragen"
    assert verbs_joined(["wie", "vraagt", "dit", "aan", "de", "balie"], lambda term: 1)[1] == "vraagt"
    assert verbs_joined(["wie", "vraagt", "dit", "aan"], lambda term: 0)[1] == "vraagt"


def test_a_compound_written_apart_is_asked_as_one_word_too(engine: Engine) -> None:
    assert asked(engine, "pas fotohokje").weights["words", stem("pasfotohokje")] == 0.6
    assert ("words", stem("balieparkeren")) not in asked(engine, "balie parkeren").weights


def test_plain_words_find_what_the_office_calls_it(engine: Engine) -> None:
    made = asked(engine, "wie kan er ineens de rekening niet meer betalen?")
    assert "schuldhulpverlening" in made.related
    assert ("words", stem("schuldhulpverlening")) in made.weights
    assert plan(read("de rekening niet betalen"), language, lambda term: 1, literal=True).related == []


def test_a_word_nobody_wrote_is_spelled_and_said(engine: Engine) -> None:
    assert asked(engine, "pasfotoloket").spelled == {}  # a compound of known words needs no mending
    assert asked(engine, "gladhied").spelled == {"gladhied": "gladheid"}


def test_related_words_weigh_less_the_longer_they_are(engine: Engine) -> None:
    made = asked(engine, "wkb")
    assert "Wet kwaliteitsborging voor het bouwen" in made.related
    assert made.weights["words", stem("kwaliteitsborging")] == pytest.approx(0.5 / 5**0.5)


def test_at_most_16_grams_and_only_known_ones_are_asked(engine: Engine) -> None:
    made = asked(engine, " ".join(f"{title} {body}" for title, body in TEXTS.values()) + " qqqq")
    grams = [term for name, term in made.weights if name == "grams"]
    assert len(grams) == 16
    assert "qqqq" not in grams


def test_quotes_and_minus_are_read() -> None:
    question = read('parkeren "rode  loper" -balie -"blauwe zone" B&W')
    assert question.words == ("parkeren", "rode", "loper", "b&w")
    assert question.phrases == (("rode", "loper"),)
    assert question.without == ("balie", "blauwe", "zone")


def test_a_phrase_must_occur_and_a_minus_word_must_not(engine: Engine) -> None:
    assert found(engine, '"bij de balie"') == [1]
    assert found(engine, '"de bij balie"') == []
    assert 1 not in found(engine, "pasfoto parkeren -balie")


def test_a_quote_that_is_never_closed_runs_to_the_end() -> None:
    assert read('zoek "rode loper').phrases == (("rode", "loper"),)


def test_only_so_much_of_a_question_is_read() -> None:
    assert len(read("woord " * 1000).words) == 40


@given(st.text(max_size=400))
def test_any_text_can_be_asked(text: str) -> None:
    made = plan(read(text), language, lambda term: 1)
    assert all(weight > 0 for weight in made.weights.values())
