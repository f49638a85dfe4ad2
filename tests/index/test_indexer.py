"""The index follows the documents, and heals."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from olievlek.core import audience, worker
from olievlek.index import indexer, projection, reader, store
from olievlek.index.models import Counter, Document
from olievlek.index.split import SplitEngine
from tests.factories.index import Thing, index_all, make_thing
from tests.figures import say

pytestmark = pytest.mark.django_db


def found(text: str, **given: object) -> list[str]:
    answer = reader.ask(text, tokens=[audience.PUBLIC], **given)  # type: ignore[arg-type]  # passed on
    titles = Document.objects.in_bulk([hit.document for hit in answer.hits])
    return [titles[hit.document].title for hit in answer.hits]


@pytest.mark.both
def test_a_document_is_found_after_the_worker_had_a_turn() -> None:
    make_thing(title="Slimme kliko")
    assert found("kliko") == []
    assert "index" in worker.names()
    assert indexer.tick() == 1
    assert found("kliko") == ["Slimme kliko"]


def test_a_worker_that_has_nothing_to_do_asks_one_question(django_assert_num_queries: object) -> None:
    make_thing()
    index_all()
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture that is a function
        assert indexer.tick() == 0


@pytest.mark.both
def test_changed_and_forgotten_documents_follow() -> None:
    thing, other = make_thing(title="Kliko"), make_thing(title="Kliko")
    index_all()
    projection.forget(other)
    make_thing(pk=thing.pk, title="Papierbak")
    assert indexer.behind() == 1  # what was taken away is told to nobody
    index_all()
    assert (found("kliko"), found("papierbak"), indexer.behind()) == ([], ["Papierbak"], 0)


@pytest.mark.both
@pytest.mark.parametrize("harm", ["index", "current", "engine", "words.json", "meta.json"])
def test_whatever_is_missing_comes_back_from_the_database(harm: str) -> None:
    make_thing(title="Kliko")
    index_all()
    for path in [*store.root().rglob(harm), store.root()]:
        if path.name == harm and path.exists():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert found("kliko") in ([], ["Kliko"])
    store._open.clear()  # as another process sees it
    assert found("kliko") == []
    index_all()
    assert found("kliko") == ["Kliko"]


def test_a_broken_index_comes_back_from_the_database() -> None:
    make_thing(title="Kliko")
    index_all()
    for path in store.root().rglob("*"):
        if path.is_file() and path.name != "lock":
            path.write_bytes(b"broken")
    store._open.clear()
    index_all()
    assert found("kliko") == ["Kliko"]


@pytest.mark.both
def test_the_index_of_another_database_is_not_read_for_this_one() -> None:
    make_thing(title="Kliko")
    index_all()
    Counter.objects.update(identity="00000000-0000-4000-8000-000000000000")
    Document.objects.update(title="Papierbak")
    assert indexer.behind() == 1
    index_all()
    assert (found("kliko"), found("papierbak")) == ([], ["Papierbak"])


@pytest.mark.both
def test_a_database_that_went_back_is_indexed_afresh() -> None:
    make_thing(title="Kliko")
    make_thing(title="Papierbak")
    index_all()
    Document.objects.filter(title="Papierbak").delete()
    Counter.objects.update(last=1)
    index_all()
    assert (found("kliko"), found("papierbak")) == (["Kliko"], [])


@pytest.mark.both
@pytest.mark.parametrize("reached", ["before it came", "after it came"])
def test_a_row_above_the_counter_is_taken_in_and_built_for_once(reached: str) -> None:
    make_thing(title="Kliko")
    if reached == "before it came":
        index_all()
    stray = make_thing(title="Papierbak")
    Document.objects.filter(object_id=stray.pk).update(sequence=70)
    Counter.objects.update(last=1 if reached == "before it came" else 2)
    indexer.prepare()
    assert (found("kliko"), found("papierbak"), projection.last_sequence()) == (["Kliko"], ["Papierbak"], 70)
    build = store.current()
    make_thing(pk=stray.pk, title="Olifant")
    index_all()
    assert (found("papierbak"), found("olifant"), projection.last_sequence()) == ([], ["Olifant"], 71)
    assert store.current() == build


def test_a_row_above_the_counter_does_not_make_the_worker_build_again_and_again() -> None:
    make_thing(title="Kliko")
    Document.objects.update(sequence=70)
    assert indexer.tick()
    assert indexer.tick() == 0
    Counter.objects.update(last=3)  # as if somebody put an older counter back
    assert indexer.tick()
    assert indexer.tick() == 0
    assert found("kliko") == ["Kliko"]


def test_what_is_written_beside_a_row_above_the_counter_gets_a_number_of_its_own() -> None:
    make_thing(title="Kliko")
    Document.objects.update(sequence=2)
    make_thing(title="Papierbak")
    assert list(Document.objects.values_list("title", "sequence")) == [("Kliko", 2), ("Papierbak", 3)]
    assert projection.last_sequence() == 3


def known(word: str) -> bool:
    build = store.current()
    assert build
    return word in build.language.counts


@pytest.fixture
def unlearns_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexer, "SOON", 0)
    monkeypatch.setattr(indexer, "RESTS", 0)


@pytest.mark.usefixtures("unlearns_at_once")
@pytest.mark.parametrize("now", [{"title": "Kliko"}, {"title": "Papierbak", "audience": ["org:1"]}, None])
def test_a_word_that_is_nowhere_public_any_more_is_unlearnt_soon(now: dict[str, Any] | None) -> None:
    make_thing(title="Kliko")
    thing = make_thing(title="Papierbak")
    index_all()
    assert known("papierbak")
    projection.forget(thing) if now is None else make_thing(pk=thing.pk, **now)
    index_all()
    assert not known("papierbak")


@pytest.mark.usefixtures("unlearns_at_once")
def test_an_edit_that_takes_no_word_away_builds_nothing_anew() -> None:
    thing, other = make_thing(title="Kliko papierbak"), make_thing(title="Papierbak")
    index_all()
    before = store.current()
    make_thing(pk=thing.pk, title="Kliko glasbak")  # the other one says it still
    make_thing(pk=thing.pk, title="Kliko")  # and nobody learnt this one
    index_all()
    assert store.current() == before
    make_thing(pk=other.pk, title="Kliko")
    make_thing(pk=thing.pk, title="Papierbak")  # moves in one batch
    index_all()
    assert store.current() == before
    make_thing(pk=thing.pk, title="Kliko")
    index_all()
    assert store.current() != before
    assert not known("papierbak")


def test_an_index_of_another_format_is_left_and_built_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    make_thing(title="Kliko")
    index_all()
    monkeypatch.setattr(store, "FORMAT", store.FORMAT + 1)
    store._open.clear()
    assert store.current() is None
    index_all()
    assert found("kliko") == ["Kliko"]


def test_after_many_new_documents_their_words_are_learnt() -> None:
    make_thing(title="Kliko")
    index_all()
    before = store.current()
    projection.refresh_many(
        Thing(key, projection.Projection(title=f"Zwanenhals {key}", url="/", audience=["public"]))  # type: ignore[misc]
        for key in range(1000, 1000 + indexer.GROWN_BY + 2)
    )
    index_all()
    after = store.current()
    assert before
    assert after
    assert before.name != after.name
    assert after.language.counts["zwanenhals"] == indexer.GROWN_BY + 2
    assert found("zwanehals")[0].startswith("Zwanenhals")


def test_a_day_old_index_with_changes_is_built_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    make_thing(title="Kliko")
    index_all()
    before = store.current()
    make_thing(title="Papierbak")
    index_all()
    monkeypatch.setattr(indexer, "FRESH", -1)
    assert indexer.tick()
    assert store.current() != before
    assert indexer.tick() == 0


def test_reindex_swaps_a_fresh_folder_in_and_takes_old_ones_away() -> None:
    make_thing(title="Kliko")
    index_all()
    names = set()
    for _ in range(3):
        call_command("reindex", stdout=StringIO())
        build = store.current()
        assert build
        names.add(build.name)
        assert found("kliko") == ["Kliko"]
    assert len(names) == 3
    assert len([path for path in store.root().iterdir() if path.is_dir()]) == 2


def test_while_a_fresh_index_is_built_and_swapped_the_old_one_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        make_thing(title=f"Kliko {number}")
    index_all()
    fill, take_in, publish, found = SplitEngine.fill, indexer._take_in, store.publish, []

    def asking(step: Any) -> Any:
        def ask_around(*given: Any, **named: Any) -> Any:
            found.append(len(reader.ask("kliko", tokens=["public"]).hits))
            done = step(*given, **named)
            found.append(len(reader.ask("kliko", tokens=["public"]).hits))
            return done

        return ask_around

    monkeypatch.setattr(SplitEngine, "fill", asking(fill))
    monkeypatch.setattr(indexer, "_take_in", asking(take_in))
    monkeypatch.setattr(store, "publish", asking(publish))
    indexer.rebuild()
    assert found == [3] * 6


def test_while_one_writes_the_index_another_is_told_so() -> None:
    make_thing(title="Kliko")
    with store.writing():
        assert indexer.tick() == 0
        with pytest.raises(CommandError):
            call_command("reindex")
        assert indexer.wait_until_findable(timeout=0.1) is False
    assert indexer.wait_until_findable(timeout=5) is True
    assert found("kliko") == ["Kliko"]


@pytest.mark.both
def test_only_who_has_a_token_finds_it() -> None:
    make_thing(title="Open kliko")
    make_thing(title="Eigen kliko", audience=["org:1"])
    index_all()
    assert found("kliko") == ["Open kliko"]
    assert len(reader.ask("kliko", tokens=["public", "org:1"]).hits) == 2
    assert len(reader.ask("kliko", tokens=["org:2"]).hits) == 0
    assert len(reader.ask("kliko", tokens=[]).hits) == 0
    assert len(reader.suggest("klik", tokens=["public"])) == 1


@pytest.mark.both
def test_filters_choose_any_value_within_a_name_and_every_name() -> None:
    make_thing(title="Kliko een", province="Utrecht", themes=["waste", "energy"], stage="in_use")
    make_thing(title="Kliko twee", province="Zeeland", themes=["waste"])
    make_thing(title="Kliko drie", province="Drenthe", themes=["energy"])
    index_all()
    assert set(found("kliko", filters={"province": ["Utrecht", "Zeeland"]})) == {"Kliko een", "Kliko twee"}
    assert found("kliko", filters={"province": ["Utrecht", "Zeeland"], "theme": ["energy"]}) == ["Kliko een"]
    assert found("kliko", filters={"kind": ["thing"], "stage": ["in_use"]}) == ["Kliko een"]


def test_literal_words_leave_related_words_out() -> None:
    make_thing(title="Virtuele assistent")
    index_all()
    assert found("chatbot") == ["Virtuele assistent"]
    assert found("chatbot", literal=True) == []


def test_suggestions_begin_as_typed_and_first_words_come_first() -> None:
    make_thing(title="Openbare afvalbak")
    make_thing(title="Afvalkalender op papier")
    make_thing(title="Bomen", body="afval")
    index_all()
    hits = reader.suggest("afv", tokens=["public"])
    titles = Document.objects.in_bulk([hit.document for hit in hits])
    assert [titles[hit.document].title for hit in hits] == ["Afvalkalender op papier", "Openbare afvalbak"]
    assert len(reader.suggest("afv pap", tokens=["public"])) == 1
    assert reader.suggest(" ", tokens=["public"]) == []


KILLS = int(os.environ.get("OLIEVLEK_INDEX_KILLS", "3"))
KILLED = """
import django
django.setup()
from olievlek.index import indexer
print("ready", flush=True)
while True:
    indexer.catch_up()
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_an_indexer_killed_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    environ = os.environ | {"OLIEVLEK_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    script = (
        f"import tests.settings as s; s.DATABASES['default']['NAME'] = {connection.settings_dict['NAME']!r}\n" + KILLED
    )
    total, dice = 0, random.Random(2026)
    for _turn in range(KILLS):
        child = subprocess.Popen([sys.executable, "-c", script], env=environ, stdout=subprocess.PIPE)
        assert child.stdout
        child.stdout.readline()
        for _ in range(20):
            make_thing(title=f"Kliko {total}")
            total += 1
        time.sleep(dice.uniform(0, 0.15))
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
    index_all()
    found = [hit.document for hit in reader.ask("kliko", tokens=["public"], k=5_000).hits]
    missing, doubled = total - len(set(found)), len(found) - len(set(found))
    told = {"kills": KILLS, "total": total, "missing": missing, "doubled": doubled}
    say("{kills} times killed, {total} documents, {missing} missing, {doubled} doubled", **told)
    assert (missing, doubled) == (0, 0)
    build = store.current()
    assert build
    assert SplitEngine(build.engine.folder).count() == total
