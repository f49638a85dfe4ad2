"""`olievlek load_content`: everything once, again nothing, and never over somebody's hand."""

import csv
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError

from olievlek.adoptions.counts import with_counts
from olievlek.adoptions.models import Adoption
from olievlek.cases import actions
from olievlek.cases.models import Case, CaseTerm, Part
from olievlek.imports import loading, telling
from olievlek.imports.models import LoadedFile
from olievlek.index.models import Document
from olievlek.library import everyday
from olievlek.vocabulary.models import List
from tests.factories.accounts import make_moderator
from tests.factories.library import events_of
from tests.imports.loads import everything, load

FOLDER = Path(loading.__file__).parent / "content"


@pytest.fixture
def changed_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A copy of the content that a test may change."""
    for name in (*loading.CASES, loading.ADOPTIONS, loading.LINEAGE):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    monkeypatch.setattr(loading, "HERE", tmp_path)
    return tmp_path


@pytest.mark.usefixtures("loaded")
def test_every_case_is_published_recorded_and_in_the_index() -> None:
    for case in Case.objects.all():
        assert case.is_published
        assert events_of(case)[0] == "case.published"
    assert Document.objects.filter(kind="case").count() == 114


@pytest.mark.usefixtures("loaded")
def test_counts_are_those_of_the_file() -> None:
    with (FOLDER / "adoptions.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    owners = dict(Case.objects.values_list("key", "owner__code"))
    expected: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["stage"] == "in_use" and row["role"] != "maker" and row["organisation"] != owners[row["case"]]:
            expected[row["case"]].add(row["organisation"] or row["organisation_text"])
    found: Any = with_counts(Case.objects.all())
    assert {case.key: case.in_use for case in found} == {key: len(expected[key]) for key in owners}
    assert next((case.in_use, case.copied) for case in found if case.key == "veilig-mailen") == (80, 81)


@pytest.mark.usefixtures("loaded")
def test_a_correction_stays_when_the_file_changes(changed_file: Path) -> None:
    case = Case.objects.get(key="D3")
    actions.correct(case, fields={"problem": "Zoals de gemeente het zelf zegt."}, lines={}, by=make_moderator())
    told = (changed_file / "study_cases.yaml").read_text(encoding="utf-8")
    (changed_file / "study_cases.yaml").write_text(told.replace("pasfoto", "foto"), encoding="utf-8")
    done = load()
    case.refresh_from_db()
    assert case.problem == "Zoals de gemeente het zelf zegt."
    assert done["kept after a correction"] == 1
    assert done["made"] == 0


@pytest.mark.both
@pytest.mark.usefixtures("loaded")
def test_a_changed_entry_changes_its_case_and_no_other(changed_file: Path) -> None:
    told = (changed_file / "study_cases.yaml").read_text(encoding="utf-8")
    told = told.replace("Begin, en stel bij terwijl je werkt.", "Begin klein.")
    (changed_file / "study_cases.yaml").write_text(told, encoding="utf-8")
    done = load()
    case = Case.objects.get(key="C2")
    assert done["changed"] == 1
    assert "Begin klein." in [part.text for part in case.parts.all()]
    assert events_of(case) == ["case.published", "case.changed"]


@pytest.mark.both
@pytest.mark.usefixtures("loaded")
def test_what_somebody_takes_away_stays_away() -> None:
    Adoption.objects.filter(case__key="veilig-mailen").first().delete()  # type: ignore[union-attr]  # loaded above
    gone = Case.objects.get(key="D3")
    actions.remove(gone, by=make_moderator())
    load()
    gone.refresh_from_db()
    assert gone.removed_at
    assert Adoption.objects.count() == 476


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind: instrument", "kind: wonder", "'wonder' does not stand in the list"),
        ("    drive: both", "    drift: both", "nobody knows what 'drift' is"),
        ("owner: study-d3", "owner: study-x9", "there is no organisation 'study-x9'"),
    ],
)
def test_a_mistake_in_the_content_is_named_and_nothing_is_loaded(
    changed_file: Path, old: str, new: str, told: str
) -> None:
    before = everything()
    text = (changed_file / "study_cases.yaml").read_text(encoding="utf-8")
    (changed_file / "study_cases.yaml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(CommandError, match=told):
        load()
    assert everything() == before


def test_every_name_in_the_reader_of_content_is_a_column_or_a_list() -> None:
    columns = telling.columns_of_a_case()
    assert columns >= telling.COLUMNS | set(telling.WORDS) | telling.TICKS
    assert set(telling.ROLES.values()) == set(CaseTerm.Role)
    assert set(CaseTerm.LISTS) == set(CaseTerm.Role)
    assert set(CaseTerm.LISTS.values()) <= set(List)
    assert set(telling.LINES.values()) <= set(Part.Kind)


def test_every_name_in_the_content_is_understood() -> None:
    known = telling.COLUMNS | set(telling.WORDS) | set(telling.ROLES) | set(telling.LINES) | telling.ELSEWHERE
    known |= {"ticks", "results", "building_blocks", "needs", "went_wrong", "risks"}
    for name in loading.CASES:
        for entry in yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))["cases"]:
            assert set(entry) <= known, entry["key"]


@pytest.mark.both
@pytest.mark.usefixtures("loaded")
def test_a_loaded_file_is_remembered_by_its_digest() -> None:
    assert {one.name for one in LoadedFile.objects.all()} == {
        *loading.CASES,
        loading.ADOPTIONS,
        loading.LINEAGE,
        *everyday.FILES,
    }


@pytest.mark.usefixtures("loaded")
def test_every_example_that_ships_has_words_in_which_people_look_for_it() -> None:
    assert set(everyday.keys()) == set(Case.objects.exclude(key="").values_list("key", flat=True))
    case = Case.objects.get(key="D3")
    words = Document.objects.get(kind="case", object_id=case.pk).own_words
    assert {"fotograaf", "photo booth"} <= set(words.replace(",", "\n").split("\n"))
    assert everyday.words_for("told-here") == []
