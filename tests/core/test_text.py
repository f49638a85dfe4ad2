"""Text is cleaned in one way, and compared in one way."""

import random

import pytest

from olievlek.core import directions, text

LIST = "•\tMinder bellen\n·\tMinder brieven\n\uf0b7\tSneller klaar\no\tRustiger\n-\tMinder druk\n1.\tEen loket\n"
SIGNS = list("ab -•·*o1.\t\n\u200b\u200d\ufe0f👩©\u0301e\u202e\x0b\r\x01\ufeff\u3164\u00a0\uf0b7\u093f\u094d\u0915")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("kwamen niet.\x0bHet was", "kwamen niet. Het was"),
        ("Loket\x01 op\x00 wielen\x7f\x85", "Loket op wielen"),
        ("half \ud83d een", "half een"),
        ("Cafe\u0301", "Café"),
        ("Bak\u00adfiets\u200b\ufeff", "Bakfiets"),
        ("\u202egpj.exe\u2066", "gpj.exe"),
        ("a\U000e0041\U000e0042b", "ab"),
        ("een\u00a0\u2003twee", "een twee"),
        ("\u200b\u3164\u2800", ""),
        ("👩\u200d👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3", "👩\u200d👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3"),
        ("x\u200dy\ufe0f", "xy"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ufdd0\ufffe\U0001ffff", ""),
    ],
)
def test_what_nobody_sees_goes_and_what_a_script_or_an_emoji_needs_stays(typed: str, kept: str) -> None:
    assert text.clean(typed) == kept
    assert " ".join(text.clean(typed, lines=True).split()) == kept


def test_in_lines_a_break_stays_and_a_sign_of_a_word_processor_becomes_a_dash() -> None:
    assert text.clean("een\x0btwee\r\ndrie\u2028vier", lines=True) == "een\ntwee\ndrie\nvier"
    assert text.clean(LIST, lines=True).splitlines()[2:] == [
        "- Sneller klaar",
        "- Rustiger",
        "- Minder druk",
        "1. Een loket",
    ]


def test_the_signs_of_a_list_go_where_each_line_is_a_point() -> None:
    assert text.points(LIST) == [
        "Minder bellen",
        "Minder brieven",
        "Sneller klaar",
        "Rustiger",
        "Minder druk",
        "Een loket",
    ]
    assert text.points("- een\n- twee\n\n* drie") == ["een", "twee", "drie"]
    assert text.points("1) een\n2) twee") == text.points("a. een\nb. twee") == ["een", "twee"]
    assert text.points("• • een") == text.points("•\n•een") == ["een"]


@pytest.mark.parametrize(
    "line", ["- 5 graden", "-5 graden\n-3 graden", "o wat mooi", "1.5 fte\n2 fte", "a) ja", "3-4\nx"]
)
def test_what_only_looks_like_a_sign_of_a_list_stays(line: str) -> None:
    assert text.points(line) == line.split("\n")


@pytest.mark.parametrize(
    "typed",
    [
        "→ een\n→ twee", "✓ een\n✔ twee", "✅ een\n✅ twee", "§ een\n§ twee", "# een\n# twee", "> een\n> twee",
        "‒ een\n− twee", "\u2011 een\n\u2010 twee", "⁍ een\n・ twee", "★ een\n☆ twee", "1️⃣ een\n2️⃣ twee", "① een\n② twee",
        "(1) een\n(2) twee", "(a) een\n(b) twee", "i. een\nii. twee", "1\teen\n2\ttwee", "1.1 een\n1.2 twee",
        "A) een\nB) twee", "2.1 een\n2.1.1 twee",
    ],
)  # fmt: skip
def test_a_sign_or_a_count_that_comes_back_on_the_next_line_is_no_part_of_a_point(typed: str) -> None:
    assert text.points(typed) == ["een", "twee"]


@pytest.mark.parametrize(
    "typed",
    [
        "✅ wel\n❌ niet", "< 5 dagen\n< 8 dagen", "> 5 dagen\n> 8 dagen", "€ een\n€ twee", "1.5 uur\n1.6 uur",
        "1.5 fte\n2.5 fte", "10 klanten\n11 klanten", "2024. een\n2025. twee", "A. Jansen\nB. Smit", "→ een\ntwee",
        "“een” wijk\n“twee” wijk", "@noor helpt\n@sem helpt", "(1) een\n(3) drie", "… een\n… twee",
    ],
)  # fmt: skip
def test_what_says_something_before_a_line_stays(typed: str) -> None:
    assert text.points(typed) == typed.split("\n")


def test_cleaning_and_folding_twice_change_nothing() -> None:
    drawn = random.Random(10)
    for _ in range(5000):
        typed = "".join(drawn.choice(SIGNS) for _ in range(drawn.randint(0, 9)))
        for lines in (False, True):
            kept = text.clean(typed, lines=lines)
            assert text.clean(kept, lines=lines) == kept
        assert text.folded(text.folded(typed)) == text.folded(typed)


def test_two_ways_to_write_a_name_are_the_same_name() -> None:
    for one, other in (
        ("Café op wielen", "CAFE\u0301  op wielen\u200b"),
        ("E-mail", "e\u2011mail"),
        ("’s-Gravenhage", "'s\u2010gravenhage"),
        ("Súdwest-Fryslân", "Sudwest-Fryslan"),
        ("ĳsselstein ﬁets", "IJsselstein fiets"),
        ("Weiß", "WEISS"),
    ):
        assert text.same(one, other), (one, other)
    assert not text.same("e-mail", "email")
    assert text.letters("noordholland") == text.letters("Noord-Holland")


def test_what_is_written_out_holds_nothing_that_no_xml_can_hold() -> None:
    assert text.writable("a\x01b\x0bc\ud800\ufffe") == "ab\nc"


def test_marks_that_climb_over_other_lines_are_few() -> None:
    assert len(text.clean("Z" + "\u0301\u094d\u200b" * 1000 + "algo")) < 15
    assert text.folded("x" + "\u0301\u094d" * 100_000 + "y") == "xy"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Gemeente Zeist", "Gemeente Zeist"),
        ("Coördinatie’s “loket”", "Coördinatie’s “loket”"),
        ("שלום", "\u2068שלום\u2069"),
        ("Loket عليكم 12", "\u2068Loket عليكم 12\u2069"),
        ("a\u202eb", "\u2068ab\u2069"),
        ("a\u2069b", "\u2068ab\u2069"),
        ("\u2066שלום", "\u2068שלום\u2069"),
        ("x\u2069 \u2068y", "\u2068x y\u2069"),
        ("Vraag van \u2068שלום\u2069 aan ons", "\u2068Vraag van \u2068שלום\u2069 aan ons\u2069"),
    ],
)
def test_a_name_in_another_direction_is_set_apart_and_can_not_end_that_itself(name: str, shown: str) -> None:
    assert text.apart(name) == shown


def test_what_is_set_apart_is_an_element_in_a_page_and_elsewhere_a_sign() -> None:
    page = (
        '<title>\u2068א\u2069 | x</title><p title="\u2068א\u2069">\u2068א\u2069 y</p><option>\u2068א\u2069 z</option>'
    )
    assert directions.in_elements(page) == page.replace(">\u2068א\u2069 y", "><bdi>א</bdi> y")
