"""Dutch text to terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from olievlek.core.text import same
from olievlek.index import analysis, lists
from olievlek.index.analysis import Analyser, count_words, fold, grams_of, spans, starts_of, stem, tokenise

fresh = Analyser({})


def test_tokens_keep_codes_percentages_and_joined_abbreviations() -> None:
    assert tokenise("100% volgens de Wmo2015, B&W en versie 2.5.1") == [
        "100%", "volgens", "de", "wmo2015", "b&w", "en", "versie", "2.5.1",
    ]  # fmt: skip


def test_accents_case_plural_apostrophes_and_single_letter_hyphens_do_not_matter() -> None:
    assert tokenise("Coördinatie van auto’s per E-mail") == ["coordinatie", "van", "auto", "per", "email"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "strasse"),
        ("Bjørn", "bjorn"),
        ("ĳsbaan", "ijsbaan"),
        ("\uff21\uff46\uff56\uff41\uff4c", "afval"),
        ("co\u0308rdinatie", "cördinatie"),
        ("af\u00advalpas", "afvalpas"),
        ("e\u2011mail", "e-mail"),
        ("auto\u02bcs", "auto's"),
        ("afval\u00a0op\u2028straat", "afval op straat"),
    ],
)
def test_what_is_the_same_elsewhere_in_the_product_is_the_same_for_search(one: str, other: str) -> None:
    assert same(one, other)
    assert tokenise(one) == tokenise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("huizen", "huis"),
        ("brieven", "brief"),
        ("bruggen", "brug"),
        ("vergunningen", "vergunning"),
        ("muren", "muur"),
        ("locaties", "locatie"),
    ],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_the_stemmer_leaves_ge_inside_a_word_alone() -> None:
    assert stem("burgerzaken").startswith("burgerza")


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("parkeervergunning", ("parkeer", "vergunning")),
        ("klantcontactcentrum", ("klant", "contact", "centrum")),
        ("pasfotohokje", ("pasfoto", "pas", "foto", "hokje")),
        ("verkeersregelinstallaties", ("verkeers", "regel", "installaties")),
        ("uitvoeringsorganisatie", ("uitvoering", "organisatie")),
    ],
)
def test_compounds_fall_apart_before_any_document_was_read(compound: str, parts: tuple[str, ...]) -> None:
    assert fresh.parts(compound) == parts


@pytest.mark.parametrize("word", ["ondersteuning", "mogelijkheden", "participatie", "dagelijkse", "uitvoering"])
def test_words_that_are_no_compound_stay_whole(word: str) -> None:
    assert fresh.parts(word) == ()


def test_the_splitter_learns_words_from_the_documents() -> None:
    counts = count_words(["De zwanenhals", "een zwaan met hals", "zwanen, halzen", "hals en zwanen", "hals zwanen"])
    assert fresh.parts("zwanenhals") == ()
    assert Analyser(counts).parts("zwanenhals") == ("zwanen", "hals")


def test_a_split_word_and_its_joined_form_meet() -> None:
    assert set(fresh.words("pas foto")) <= set(fresh.words("pasfoto"))


def test_the_title_counts_twice_and_starts_are_of_the_title_only() -> None:
    fields = fresh.fields("Slimme kliko", "Bakken langs de weg")
    assert fields["words"].split().count(stem("kliko")) == 2
    assert {"kli", "^sli"} <= set(fields["starts"].split())
    assert "bak" not in fields["starts"].split()
    assert fields["exact"] == "slimme kliko bakken langs de weg"


def test_short_words_give_themselves_as_gram() -> None:
    assert grams_of("ai") == ("_ai_",)
    assert grams_of("x") == ("_x_",)
    assert grams_of("kade") == ("_kad", "kade", "ade_")


def test_the_lists_hold_no_word_twice_and_no_stop_word_as_part() -> None:
    assert not lists.stop_words() & lists.compound_parts()
    assert not lists.stop_words() & lists.filler()
    assert len(set(lists.related())) == len(lists.related())


@given(st.text(max_size=300))
def test_any_text_gives_folded_tokens_without_spaces(text: str) -> None:
    for token in tokenise(text):
        assert token
        assert not any(char.isspace() for char in token)
        assert fold(token) == token


@given(st.text(max_size=300))
def test_any_text_can_be_analysed_and_gives_the_same_twice(text: str) -> None:
    assert fresh.fields(text, text) == fresh.fields(text, text)


@given(st.text(max_size=300))
def test_spans_lie_in_the_text_in_order_and_hold_what_was_typed(text: str) -> None:
    at = 0
    for start, end, tokens in spans(text):
        assert at <= start < end <= len(text)
        assert list(tokens) == tokenise(text[start:end])
        at = end


@given(st.lists(st.sampled_from(sorted(lists.compound_parts())), min_size=2, max_size=3))
def test_parts_of_any_joined_words_lie_in_the_joined_word(words: list[str]) -> None:
    joined = fold("".join(words))
    for part in fresh.parts(joined):
        assert part in joined


@given(st.lists(st.text(alphabet="abcdeé&9", min_size=1, max_size=20), max_size=5))
def test_a_start_is_the_beginning_of_one_of_the_words(words: list[str]) -> None:
    assert all(any(word.startswith(start.removeprefix("^")) for word in words) for start in starts_of(words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("हिन्दी में सेवा", 3),
        ("বাংলা ভাষা", 2),
        ("தமிழ் மொழி", 2),
        ("วิธีการ ใช้งาน", 2),
        ("ភាសា ខ្មែរ", 2),
        ("مُحَمَّد وَعَلِيّ", 2),
        ("שָׁלוֹם לְכֻלָּם", 2),
        ("Tiếng Việt", 2),
        ("z\u0308o\u030a b\u0332", 2),
        ("b&w हिन्दी&भाषा 100%", 3),
    ],
)
def test_a_word_stays_whole_in_every_script(text: str, words: int) -> None:
    """Vowels, points and tones are signs of their own after the letter that carries them."""
    assert len(tokenise(text)) == words
    found = list(spans(text))
    assert [text[start:end] for start, end, _tokens in found] == text.split()
    assert [tokens for _start, _end, tokens in found] == [(token,) for token in tokenise(text)]


def test_dutch_is_cut_as_it_was() -> None:
    told = "100% van de Wmo2015, B&W: coördinatie én auto’s per e-mail, versie 2.5.1 (x_y)"
    assert analysis._TOKEN.findall(fold(told)) == analysis._MARKED_TOKEN.findall(fold(told))
