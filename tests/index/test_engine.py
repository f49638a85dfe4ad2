"""The wrapper: every reproduced fault of the engine stays contained, and it answers as a plain engine would."""

import multiprocessing
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log
from pathlib import Path
from typing import Any

import pytest
import tantivy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from olievlek.index.engine import META, Engine, Fields, IndexBusyError, NotTakenError


def fields(words: str, **given: str | list[str]) -> Fields:
    return {"words": words, "grams": "", "exact": words, "starts": "", "vis": ["public"], **given}


def ids(engine: Engine, *words: str, **given: Any) -> list[int]:
    return [hit.document for hit in engine.query({("words", word): 1.0 for word in words}, **given)]


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return Engine(tmp_path / "ix")


class PlainEngine:
    """BM25 in a few lines of Python, over everything at once: what the real one is compared with."""

    def __init__(self) -> None:
        self.texts: dict[int, list[str]] = {}

    def apply(self, changes: Sequence[tuple[int, str | None]]) -> None:
        for key, text in changes:
            self.texts.pop(key, None)
            if text is not None:
                self.texts[key] = text.split()

    def query(self, weights: Mapping[str, float]) -> list[int]:
        total = len(self.texts) + 1  # the document with the sequence counts too
        mean = sum(map(len, self.texts.values())) / total
        scores: dict[int, float] = defaultdict(float)
        for word, weight in weights.items():
            having = [key for key, text in self.texts.items() if word in text]
            idf = log(1 + (total - len(having) + 0.5) / (len(having) + 0.5))
            for key in having:
                count, length = self.texts[key].count(word), len(self.texts[key])
                scores[key] += weight * idf * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length / mean))
        return [key for score, key in sorted((-round(score, 4), key) for key, score in scores.items())]


word = st.sampled_from(["aap", "noot", "mies", "wim", "zus", "jet", "teun"])
texts = st.lists(word, min_size=1, max_size=12).map(" ".join)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.integers(1, 60), texts, min_size=1, max_size=20),
    st.dictionaries(word, st.sampled_from([0.4, 1.0]), min_size=1),
)
def test_it_finds_the_same_in_the_same_order_as_a_plain_engine(
    tmp_path_factory: pytest.TempPathFactory, documents: dict[int, str], weights: dict[str, float]
) -> None:
    real, plain = Engine(tmp_path_factory.mktemp("ix")), PlainEngine()
    real.apply([(key, fields(text)) for key, text in documents.items()], upto=1)
    plain.apply(list(documents.items()))
    found = real.query({("words", one): weight for one, weight in weights.items()}, k=60)
    assert [hit.document for hit in found] == plain.query(weights)


def test_it_tells_which_words_stand_in_a_document_and_whether_others_have_them(engine: Engine) -> None:
    engine.apply([(1, fields("aap noot")), (2, fields("noot mies")), (3, fields(""))], upto=3)
    assert engine.words_of([1, 3, 9]) == {"aap", "noot"}
    assert engine.words_of([]) == set()
    assert [engine.stands_beside(word, [1]) for word in ("aap", "noot", "wim")] == [False, True, False]
    engine.apply([(2, fields("mies"))], upto=4)
    assert engine.words_of([2]) == {"mies"}
    assert not engine.stands_beside("noot", [1])


def test_a_changed_document_is_found_by_its_new_words_only(engine: Engine) -> None:
    engine.apply([(1, fields("aap")), (2, fields("noot"))], upto=2)
    engine.apply([(1, fields("mies")), (2, None)], upto=4)
    assert (ids(engine, "aap"), ids(engine, "noot"), ids(engine, "mies")) == ([], [], [1])
    assert engine.sequence() == 4
    assert engine.count() == 1


def test_the_last_change_of_a_document_wins_within_a_batch(engine: Engine) -> None:
    engine.apply([(1, fields("aap")), (1, None), (1, fields("noot"))], upto=3)
    assert (ids(engine, "aap"), ids(engine, "noot"), engine.count()) == ([], [1], 1)


def test_a_fresh_index_is_one_segment_and_answers_as_one_that_grew(engine: Engine, tmp_path: Path) -> None:
    texts = [(key, fields(" ".join(["aap"] * (key % 5 + 1) + ["noot"] * (key % 3)))) for key in range(1, 300)]
    fresh = Engine(tmp_path / "fresh")
    fresh.fill(iter(texts), upto=299)
    for at in range(0, len(texts), 50):
        engine.apply(texts[at : at + 50], upto=at + 50)
    weights = {("words", "aap"): 1.0, ("words", "noot"): 0.5}
    assert fresh.searcher().num_segments == 1 < engine.searcher().num_segments
    assert [hit.document for hit in fresh.query(weights, k=300)] == [
        hit.document for hit in engine.query(weights, k=300)
    ]
    assert (fresh.count(), fresh.sequence()) == (299, 299)


def test_a_document_of_a_wrong_type_spoils_its_batch_and_no_later_one(engine: Engine) -> None:
    engine.apply([(1, fields("aap"))], upto=1)
    with pytest.raises(ValueError, match="Expected"):
        engine.apply([(2, fields("noot")), (3, {"words": {"not": "text"}})], upto=3)  # type: ignore[dict-item]  # the point
    assert (ids(engine, "noot"), engine.sequence()) == ([], 1)
    engine.apply([(2, fields("noot"))], upto=3)
    assert (ids(engine, "aap"), ids(engine, "noot")) == ([1], [2])


def test_a_phrase_of_one_word_is_a_word(engine: Engine) -> None:
    engine.apply([(1, fields("rode loper")), (2, fields("loper rode"))], upto=2)
    assert [hit.document for hit in engine.query({}, phrases=[["rode"]])] == [1, 2]
    assert [hit.document for hit in engine.query({}, phrases=[["rode", "loper"]])] == [1]


def test_a_filter_does_not_make_the_words_optional_and_adds_no_score(engine: Engine) -> None:
    engine.apply([(1, fields("aap", kind="case")), (2, fields("noot", kind="case")), (3, fields("aap"))], upto=3)
    weights = {("words", "aap"): 1.0}
    filtered = engine.query(weights, must=[[("kind", "case")], [("vis", "public"), ("vis", "org:1")]])
    assert [hit.document for hit in filtered] == [1]
    assert engine.query(weights)[0].score == filtered[0].score


def test_what_must_not_occur_does_not(engine: Engine) -> None:
    engine.apply([(1, fields("aap noot")), (2, fields("aap"))], upto=2)
    assert ids(engine, "aap", without=[("words", "noot")]) == [2]


def test_equal_scores_come_in_the_order_of_their_ids_at_the_edge_too(engine: Engine) -> None:
    engine.apply([(key, fields("aap")) for key in range(50, 0, -1)], upto=50)
    assert [hit.document for hit in engine.query({("words", "aap"): 1.0}, k=20)] == list(range(1, 21))


def test_how_many_documents_have_a_word_is_remembered_until_the_next_commit(engine: Engine) -> None:
    engine.apply([(1, fields("aap"))], upto=1)
    count = engine.counting()
    assert (count(("words", "aap")), count(("words", "aap"))) == (1, 1)
    engine.apply([(2, fields("aap"))], upto=2)
    assert (count(("words", "aap")), engine.counting()(("words", "aap"))) == (1, 2)


def test_nothing_asked_is_nothing_found(engine: Engine) -> None:
    engine.apply([(1, fields("aap"))], upto=1)
    assert engine.query({}) == []


def test_the_document_with_the_sequence_is_never_found_nor_counted(engine: Engine) -> None:
    engine.apply([(1, fields("aap", kind="case"))], upto=1)
    assert META not in ids(engine, "aap", without=[("words", "noot")])
    assert engine.count() == 1


def test_another_reader_sees_a_commit_at_once(engine: Engine) -> None:
    engine.apply([(1, fields("aap"))], upto=1)
    reader = Engine(engine.folder)
    engine.apply([(2, fields("aap"))], upto=2)
    assert ids(reader, "aap") == [1, 2]


def test_a_second_writer_is_told_that_one_is_busy(engine: Engine) -> None:
    writer = engine.index.writer(50_000_000, 1)
    with pytest.raises(IndexBusyError):
        engine.apply([(1, fields("aap"))], upto=1)
    writer.wait_merging_threads()
    engine.apply([(1, fields("aap"))], upto=1)
    assert ids(engine, "aap") == [1]


def test_a_missing_meta_file_opens_as_an_index_that_must_be_filled_again(engine: Engine) -> None:
    engine.apply([(1, fields("aap"))], upto=7)
    (engine.folder / "meta.json").unlink()
    assert Engine(engine.folder).sequence() == 0


@pytest.mark.parametrize("ending", [".store", ".idx", ".term", "meta.json"])
def test_a_broken_file_opens_as_an_index_that_must_be_filled_again(engine: Engine, ending: str) -> None:
    engine.apply([(1, fields("aap"))], upto=7)
    for path in engine.folder.iterdir():
        if path.name.endswith(ending):
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    healed = Engine(engine.folder)
    assert healed.sequence() in (0, 7)
    healed.apply([(1, fields("aap"))], upto=8)
    assert (ids(healed, "aap"), healed.sequence()) == ([1], 8)


def test_an_index_of_another_schema_is_started_again(tmp_path: Path) -> None:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("something")
    tantivy.Index(builder.build(), path=str(tmp_path))
    assert Engine(tmp_path).sequence() == 0


def test_a_batch_that_did_not_arrive_is_no_success(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "sequence", lambda: 0)
    with pytest.raises(NotTakenError):
        engine.apply([(1, fields("aap"))], upto=1)


def _write_in_child(engine: Engine) -> None:
    engine.apply([(2, fields("aap"))], upto=2)
    os._exit(0 if ids(engine, "aap") == [1, 2] else 1)


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_an_index_opened_before_a_fork_can_be_written_after_it(engine: Engine) -> None:
    engine.apply([(1, fields("aap"))], upto=1)
    child = multiprocessing.get_context("fork").Process(target=_write_in_child, args=(engine,))
    child.start()
    child.join(20)
    assert child.exitcode == 0
    assert ids(engine, "aap") == [1, 2]


def test_many_commits_are_merged_into_few_segments(engine: Engine) -> None:
    for key in range(1, 41):
        engine.apply([(key, fields("aap"))], upto=key)
    assert engine.searcher().num_segments < 20
    assert engine.count() == 40
