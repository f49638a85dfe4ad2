"""No registration is dead: each is the only one of its name, and somebody reads it."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from olievlek.core import nouns, slots
from olievlek.core.registry import RegisteredTwiceError, Registry
from olievlek.timeline import record
from tests.figures import say

PACKAGE = Path(settings.ROOT) / "src" / "olievlek"
OLD_STYLE = re.compile(r"^(_[a-z_]+|[A-Z_]+): (list|dict)\[.*\] = (\[\]|\{\}|defaultdict\(.*\))", re.MULTILINE)
# Dictionaries that stand beside a registry, or keep what was computed; nobody registers in them.
BESIDE = {
    "_keys", "_readers", "_models", "_sources", "_read_with", "_listeners", "_fillings", "_forgetters",
}  # fmt: skip


def offered() -> set[str]:
    """The slots of all templates."""
    templates = [path.read_text() for path in PACKAGE.rglob("templates/**/*.*") if path.suffix in {".html", ".txt"}]
    return {name for text in templates for name in re.findall(r"{% slot \"([a-z_.]+)\"", text)}


def dead_fillings() -> list[str]:
    return sorted({one.slot for one in slots.every_filling()} - offered())


def unheard() -> list[str]:
    """Events that somebody listens to and nobody records."""
    recorded = {
        name
        for path in PACKAGE.rglob("*.py")
        if path.name not in {"events.py", "nouns.py", "apps.py"}
        for name in re.findall(r"\b([A-Z][A-Z_]+)\b", path.read_text())
    }
    keys = {
        key
        for path in PACKAGE.glob("*/events.py")
        for name, key in re.findall(r"^([A-Z_]+) = declare\(\s*\"([a-z_.]+)\"", path.read_text(), re.MULTILINE)
        if name in recorded
    }
    return sorted(set(record._listeners) - keys)


def test_every_filling_stands_in_a_slot_that_a_template_offers(monkeypatch: pytest.MonkeyPatch) -> None:
    assert dead_fillings() == []
    monkeypatch.setattr(slots, "_fillings", dict(slots._fillings))
    monkeypatch.setattr(slots, "_declared", {*slots._declared, "case.nowhere"})
    slots.register("case.nowhere", template="home/about.html")
    assert dead_fillings() == ["case.nowhere"], "the control: a filling that nobody shows is found"


def test_every_event_that_somebody_listens_to_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unheard() == []
    monkeypatch.setitem(record._listeners, "case.forgotten", Registry("a control"))
    assert unheard() == ["case.forgotten"], "the control: a listener of an event that never comes is found"


def test_registries_are_of_one_class_and_none_is_empty() -> None:
    names = [one.name for one in Registry.every if one.places]
    kinds = {re.sub(r" (of|to) .*|the menu .*", "", name) for name in names}
    places = sum(len(one.places) for one in Registry.every)
    say(
        "{registries} registries of {kinds} kinds, {entries} entries",
        registries=len(names),
        kinds=len(kinds),
        entries=places,
    )
    assert "nouns" in names
    by_hand = {
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in PACKAGE.rglob("*.py")
        if "def register(" in path.read_text() or "def read(" in path.read_text()
        for name in [found[0] for found in OLD_STYLE.findall(path.read_text())]
        if name not in BESIDE
    }
    assert by_hand == set()


@pytest.mark.parametrize("room", sorted(path.parent.name for path in PACKAGE.glob("*/apps.py")))
def test_whatever_a_room_registers_twice_raises(room: str) -> None:
    """Also for a room that starts twice: none of its registrations replaces or hides another."""
    config = apps.get_app_config(room)
    if not hasattr(type(config), "ready") or "ready" not in vars(type(config)):
        return
    readers = {name: list(found) for name, found in nouns._readers.items()}
    try:
        with pytest.raises(RegisteredTwiceError, match=r"registered in .* and again in"):
            config.ready()
    finally:
        nouns._readers.clear()
        nouns._readers.update(readers)
