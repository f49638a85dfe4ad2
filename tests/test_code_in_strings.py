"""Programs that tests start are texts in which no import is checked until they run: what they import must exist."""

import re
from importlib import import_module
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
LINE = re.compile(r"^\s*from (olievlek[\w.]*) import ([\w, ]+)$", re.MULTILINE)
IMPORTS = sorted(
    {
        (module, name.split(" as ")[0].strip(), path.relative_to(TESTS).as_posix())
        for path in TESTS.rglob("*.py")
        for module, names in LINE.findall(path.read_text(encoding="utf-8"))
        for name in names.split(",")
    }
)


def missing(imports: list[tuple[str, str, str]]) -> list[str]:
    """Each import that leads nowhere, with the file in which it stands."""
    wrong = []
    for module, name, where in imports:
        try:
            if not hasattr(import_module(module), name):
                import_module(f"{module}.{name}")
        except ImportError:
            wrong.append(f"{where}: from {module} import {name}")
    return wrong


def test_whatever_a_test_imports_exists() -> None:
    assert len(IMPORTS) > 500
    assert not missing(IMPORTS)


@pytest.mark.parametrize("module", ["olievlek.core.nowhere", "olievlek.core"])
def test_an_import_that_leads_nowhere_would_be_seen(module: str) -> None:
    assert missing([(module, "nothing_of_the_kind", "here.py")])
