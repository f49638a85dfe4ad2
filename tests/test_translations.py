"""Dutch and English are complete, agree with the code, and leave the word for innovating in general to a setting."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.template.base import Lexer, TokenType

from olievlek.core import messages

ROOMS = messages.rooms()
PLACES = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
THE_WORD = re.compile(r"\b(innovaties?|innovatieve?|innovatief|innoveren)\b", re.I)
# Names of things that exist; they are called what they are called.
NAMES = [
    "Beste Overheidsinnovatie",
    "Charter voor de Innovatieve Overheid",
    "Innovatie Barometer Overheid",
    "Innovatiebudget Digitale Overheid",
    "Innovatiedrempels overwinnen",
    "Innovatiemanagement in gemeenten",
    "InnovatieX",
    "Innoveren door professionals",
    "Publieke innovatie: van samen werken naar samenwerken",
    "anti-innovatie DNA",
]
NO_READER_SEES = {"key", "slug", "uri", "source_url", "source_id", "own_words", "also", "promoting", "hindering"}


def of(room: Path) -> str:
    return room.name


def key_of(message: Any) -> tuple[str, str | None]:
    return (message.id if isinstance(message.id, str) else message.id[0]), message.context


def entries(room: Path) -> list[Any]:
    return [message for message in messages.read(room) if message.id]


def translations(message: Any) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string]


@pytest.mark.parametrize("room", ROOMS, ids=of)
def test_the_catalogue_holds_exactly_the_messages_of_the_room(room: Path) -> None:
    said = {(text if isinstance(text, str) else text[0], context) for text, context in messages.extracted(room)}
    known = {key_of(message) for message in entries(room)}
    assert said == known, f"run .venv/bin/olievlek messages, and write the Dutch in {messages.catalogue_path(room)}"


@pytest.mark.parametrize("room", ROOMS, ids=of)
def test_every_message_has_dutch_and_none_is_fuzzy(room: Path) -> None:
    assert not [key_of(message)[0] for message in entries(room) if not messages.is_complete(message)]
    assert not messages.read(room).obsolete


@pytest.mark.parametrize("room", ROOMS, ids=of)
def test_the_dutch_holds_the_same_places_as_the_english(room: Path) -> None:
    for message in entries(room):
        originals = [message.id] if isinstance(message.id, str) else list(message.id)
        wanted = {place for text in originals for place in PLACES.findall(text)}
        for text in translations(message):
            assert set(PLACES.findall(text)) <= wanted, text
        assert wanted == {place for text in translations(message) for place in PLACES.findall(text)}, message.id


def test_one_english_text_has_one_dutch_text_in_the_whole_house() -> None:
    dutch: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for room in ROOMS:
        for message in entries(room):
            dutch[key_of(message)].add("|".join(translations(message)))
    differ = {key: texts for key, texts in dutch.items() if len(texts) > 1}
    assert not differ, "give one of them a context, or make them agree"


@pytest.mark.parametrize("room", ROOMS, ids=of)
def test_dutch_speaks_to_you_as_a_colleague(room: Path) -> None:
    formal = re.compile(r"\b(u|uw|uzelf)\b", re.I)
    assert not [text for message in entries(room) for text in translations(message) if formal.search(text)]


# The word for innovating in general is a setting (`{% term %}`, `core.term.term()`). Names of things are written out.


def without_names(text: str) -> str:
    for name in NAMES:
        text = text.replace(name, "")
    return text


@pytest.mark.parametrize(
    "text", ["Onze innovatiestrategie", "De innovatieclub komt samen", "innovatiescan", "InnovatieX"]
)
def test_names_of_things_are_written_out(text: str) -> None:
    assert not THE_WORD.search(text)


@pytest.mark.parametrize("text", ["Werken aan innovatie", "Innovatief werken", "Samen innoveren"])
def test_the_word_for_innovating_in_general_is_found(text: str) -> None:
    assert THE_WORD.search(text)


@pytest.mark.parametrize("room", ROOMS, ids=of)
def test_no_dutch_message_holds_the_word(room: Path) -> None:
    texts = [text for message in entries(room) for text in translations(message)]
    assert not [text for text in texts if THE_WORD.search(without_names(text))]


def shown_as_it_stands(template: Path) -> str:
    """The text of a template that no translation replaces."""
    shown, translated = [], False
    for token in Lexer(template.read_text(encoding="utf-8")).tokenize():
        if token.token_type == TokenType.BLOCK and token.contents.startswith(("blocktrans", "endblocktrans")):
            translated = token.contents.startswith("blocktrans")
        elif token.token_type == TokenType.TEXT and not translated:
            shown.append(token.contents)
    return " ".join(shown)


def test_no_template_holds_the_word() -> None:
    templates = [path for path in messages.PACKAGE.glob("*/templates/**/*") if path.suffix in {".html", ".txt"}]
    assert templates
    assert not [path for path in templates if THE_WORD.search(without_names(shown_as_it_stands(path)))]


def dutch_of(value: Any, key: str = "") -> Iterator[str]:
    """The Dutch texts of a content file that a reader may see."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in NO_READER_SEES and name != "en" and not str(name).endswith("_en"):
                yield from dutch_of(inner, str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from dutch_of(inner, key)
    elif isinstance(value, str):
        yield re.sub(r"https?://\S+|\b[\w-]+(\.[\w-]+)*\.(nl|com|eu|org)\b", "", value)


def test_no_content_of_ours_holds_the_word() -> None:
    files = [path for path in messages.PACKAGE.glob("*/content/*.yaml") if not path.stem.endswith("oracle")]
    found = {
        path.name: text
        for path in files
        for text in dutch_of(yaml.safe_load(path.read_text(encoding="utf-8")))
        if THE_WORD.search(without_names(text))
    }
    assert not found
