"""What a run takes: asked of real tests of pytest, which a process of its own collects and does not run."""

import ast
import json
import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.ROOT)
SAMPLE = """
import pytest
from django.test import TestCase, TransactionTestCase

site = pytest.fixture(lambda: None)
walks = pytest.mark.parametrize("number", range(60))

@pytest.mark.both
@pytest.mark.django_db
def test_marked(): ...

@pytest.mark.django_db(transaction=True)
def test_commits(): ...

@pytest.mark.django_db(True)
def test_commits_in_short(): ...

def test_commits_by_fixture(transactional_db): ...

@pytest.mark.django_db
def test_own_site(site): ...

class OfUnittest(TransactionTestCase):
    def test_commits(self): ...

class Ordinary(TestCase):
    def test_in_a_transaction(self): ...

@walks
@pytest.mark.django_db
def test_ordinary(number): ...

def test_without_a_database(): ...

@pytest.mark.sqlite
@pytest.mark.django_db
def test_about_sqlite(): ...

@pytest.mark.postgresql
@pytest.mark.django_db
def test_about_postgresql(): ...

@walks
@pytest.mark.slow
def test_slow(number): ...

@walks
@pytest.mark.browser
def test_walk(number): ...
"""
DIFFERS = {"test_marked", "test_commits", "test_commits_in_short", "test_commits_by_fixture", "test_own_site",
           "OfUnittest::test_commits"}  # fmt: skip
ASK = """
import json, os, sys
import pytest
from tests import costs, scheduling, turns

turns.EVERY = scheduling.EVERY = False
costs.of = lambda name: 9.0 if "test_marked" in name else 0.01


class Ask:
    def pytest_collection_finish(self, session):
        told = {}
        for take, vendor, turns_of in json.loads(sys.argv[2]):
            os.environ.pop("DATABASE_URL", None)
            if vendor == "PostgreSQL":
                os.environ["DATABASE_URL"] = "postgresql://nobody@nowhere.invalid/none"
            for turn in range(turns_of):
                turns.turn = lambda turn=turn: turn
                taken = [item.nodeid.split("::", 1)[1] for item in session.items if scheduling.is_taken(item, take)]
                told[f"{take} {vendor} {turn}"] = taken
        told["all"] = [item.nodeid.split("::", 1)[1] for item in session.items]
        print("TOLD" + json.dumps(told))


sys.exit(pytest.main([
    sys.argv[1], "--collect-only", "-qq", "-c", "/dev/null", "--rootdir", os.path.dirname(sys.argv[1]),
    "-p", "no:cacheprovider", "-p", "no:xdist",
    "-W", "ignore",
], plugins=[Ask()]))
"""
PARTS = {"complete": 8, "quick": 60, "room:cases": 60}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What each run takes of the sample in each turn."""
    sample = tmp_path_factory.mktemp("sample") / "test_sample.py"
    sample.write_text(SAMPLE)
    runs = [("all", "SQLite", 1), ("all", "PostgreSQL", 1), ("complete", "SQLite", 1), ("complete", "PostgreSQL", 8),
            ("quick", "SQLite", 60), ("room:cases", "SQLite", 60)]  # fmt: skip
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "OLIEVLEK_"))}
    clean |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(sample), json.dumps(runs)],
        cwd=ROOT, env=clean, capture_output=True, text=True, check=False,
    )  # fmt: skip
    lines = [line for line in done.stdout.splitlines() if line.startswith("TOLD")]
    assert lines, done.stdout + done.stderr
    found: dict[str, list[str]] = json.loads(lines[0].removeprefix("TOLD"))
    return found


def of_kind(names: list[str], kind: str) -> set[str]:
    return {name for name in names if name.startswith(kind)}


def test_on_sqlite_the_complete_run_takes_all(told: dict[str, list[str]]) -> None:
    assert told["complete SQLite 0"] == [name for name in told["all"] if name != "test_about_postgresql"]


def test_what_is_about_one_database_is_never_asked_of_the_other(told: dict[str, list[str]]) -> None:
    about = {"test_about_sqlite", "test_about_postgresql"}
    assert about & set(told["all SQLite 0"]) == about & set(told["complete SQLite 0"]) == {"test_about_sqlite"}
    assert about & set(told["all PostgreSQL 0"]) == {"test_about_postgresql"}


def test_postgresql_is_asked_in_every_turn_what_it_may_answer_otherwise(told: dict[str, list[str]]) -> None:
    for turn in range(PARTS["complete"]):
        taken = set(told[f"complete PostgreSQL {turn}"])
        assert taken >= DIFFERS, f"turn {turn}"
        assert "test_without_a_database" not in taken
    assert set(told["all PostgreSQL 0"]) >= DIFFERS | of_kind(told["all"], "test_ordinary")


@pytest.mark.parametrize(
    ("run", "kind"),
    [("complete PostgreSQL", "test_ordinary"), ("complete PostgreSQL", "Ordinary"), ("quick SQLite", "test_slow"),
     ("quick SQLite", "test_marked"), ("room:cases SQLite", "test_slow")],
)  # fmt: skip
def test_turns_one_after_another_take_each_test_once(told: dict[str, list[str]], run: str, kind: str) -> None:
    parts = PARTS[run.split()[0]]
    seen = Counter(name for turn in range(parts) for name in of_kind(told[f"{run} {turn}"], kind))
    assert set(seen) == of_kind(told["all"], kind)
    assert set(seen.values()) == {1}


def test_the_short_runs_take_all_that_is_cheap_and_never_a_browser(told: dict[str, list[str]]) -> None:
    for run in ("quick", "room:cases"):
        for turn in range(PARTS[run]):
            taken = told[f"{run} SQLite {turn}"]
            assert of_kind(taken, "test_ordinary") == of_kind(told["all"], "test_ordinary")
            assert not of_kind(taken, "test_walk")


ASKS = {  # what in a test says that the databases may answer otherwise
    "IntegrityError", "DataError", "ProtectedError", "MigrationExecutor", "vendor",
}  # fmt: skip


def differing(path: Path) -> list[tuple[str, bool]]:
    """Each test of a file that names one of ASKS, and whether it is marked."""
    tree = ast.parse(path.read_text())
    of_file = [ast.unparse(node) for node in tree.body if ast.unparse(node).startswith("pytestmark")]
    return [
        (node.name, is_marked([*of_file, *map(ast.unparse, node.decorator_list)], {one.arg for one in node.args.args}))
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and ASKS & names_in(node)
    ]


def names_in(node: ast.AST) -> set[str]:
    names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    return names | {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}


def is_marked(marks: list[str], fixtures: set[str]) -> bool:
    said = any(word in one for one in marks for word in ("mark.both", "transaction=True", "mark.sqlite"))
    return said or bool(fixtures & {"transactional_db", "site"})


@cache
def files() -> tuple[Path, ...]:
    return tuple(path for path in sorted((ROOT / "tests").rglob("test_*.py")) if path.name != Path(__file__).name)


def test_what_a_database_refuses_is_asked_of_both() -> None:
    found = {f"{path.parent.name}/{path.name}::{name}": marked for path in files() for name, marked in differing(path)}
    assert len(found) >= 15, "the sweep sees nothing"
    assert not [name for name, marked in found.items() if not marked], "mark them `both` (docs/testing.md)"


@pytest.mark.parametrize(
    ("mark", "marked"),
    [("", False), ("@pytest.mark.both\n", True), ("@pytest.mark.django_db(transaction=True)\n", True)],
)
def test_the_sweep_tells_a_marked_test_from_another(tmp_path: Path, mark: str, marked: bool) -> None:
    path = tmp_path / "test_x.py"
    path.write_text(f"{mark}def test_x():\n    with pytest.raises(IntegrityError):\n        pass\n")
    assert differing(path) == [("test_x", marked)]
