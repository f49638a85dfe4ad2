"""Two indexes that answer as one, of which only the public one is counted."""

from pathlib import Path
from typing import Any

import pytest

from olievlek.index.engine import Fields
from olievlek.index.split import SplitEngine
from tests.index.test_engine import fields

AAP = {("words", "aap"): 1.0}
EVERYBODY, MEMBER = {"public"}, {"public", "org:1"}


def ids(engine: SplitEngine, weights: Any = AAP, tokens: Any = EVERYBODY, **given: Any) -> list[int]:
    return [hit.document for hit in engine.query(weights, tokens=tokens, **given)]


def closed(words: str, *tokens: str) -> Fields:
    return fields(words, vis=list(tokens or ["org:1"]))


@pytest.fixture
def engine(tmp_path: Path) -> SplitEngine:
    return SplitEngine(tmp_path / "ix")


def test_who_may_see_it_finds_it_and_nobody_else(engine: SplitEngine) -> None:
    engine.apply({1: fields("aap"), 2: closed("aap"), 3: closed("aap", "org:2", "user:7")}, upto=3)
    assert ids(engine) == [1]
    assert set(ids(engine, tokens=MEMBER)) == {1, 2}
    assert ids(engine, tokens={"user:7"}) == [3]
    assert ids(engine, tokens=set()) == []
    assert (engine.count(), engine.sequence()) == (3, 3)


def test_what_becomes_public_or_private_moves(engine: SplitEngine) -> None:
    engine.apply({1: fields("aap"), 2: closed("aap")}, upto=2)
    assert engine.leaving({1: closed("aap"), 2: fields("aap"), 3: None}) == {1}
    engine.apply({1: closed("aap"), 2: fields("aap")}, upto=4)
    assert ids(engine) == [2]
    assert set(ids(engine, tokens=MEMBER)) == {1, 2}
    engine.apply({1: None, 2: None}, upto=6)
    assert (ids(engine, tokens=MEMBER), engine.count(), engine.sequence()) == ([], 0, 6)


def test_what_stands_in_both_for_a_moment_is_found_once(engine: SplitEngine) -> None:
    engine.apply({1: fields("aap"), 2: closed("aap")}, upto=2)
    engine.public.apply([(2, fields("aap"))], upto=3)
    assert sorted(ids(engine, tokens=MEMBER)) == [1, 2]


def test_hidden_documents_change_no_figure_and_no_score(engine: SplitEngine) -> None:
    engine.apply({key: fields("aap noot" if key % 3 else "noot noot mies") for key in range(1, 30)}, upto=29)
    asked = {("words", "aap"): 1.0, ("words", "noot"): 0.7, ("words", "mies"): 0.4}
    before = engine.query(asked, tokens=EVERYBODY), [engine.counting()(term) for term in asked]
    member = engine.query(asked, tokens=MEMBER)
    for key in range(100, 140):
        engine.apply({key: closed("aap aap mies " * key, "org:2")}, upto=key)
    after = engine.query(asked, tokens=EVERYBODY), [engine.counting()(term) for term in asked]
    assert after == before
    assert engine.query(asked, tokens=MEMBER) == member


def test_a_document_of_my_own_scores_the_same_whatever_others_hide(engine: SplitEngine) -> None:
    engine.apply({1: fields("aap noot"), 2: fields("mies"), 3: closed("aap mies")}, upto=3)
    before = engine.query(AAP, tokens=MEMBER)
    for key in range(10, 50):
        engine.apply({key: closed("aap", "org:2")}, upto=key)
    assert engine.query(AAP, tokens=MEMBER) == before


def test_my_own_documents_stand_among_the_public_ones_by_what_they_tell(engine: SplitEngine) -> None:
    engine.apply({key: fields("noot mies wim zus") for key in range(1, 20)}, upto=19)
    engine.apply({20: fields("aap noot mies wim"), 21: closed("aap noot wim zus"), 22: closed("wim zus")}, upto=22)
    found = ids(engine, {("words", "aap"): 1.0, ("words", "noot"): 1.0}, MEMBER, k=30)
    assert found[:2] in ([20, 21], [21, 20])
    assert 22 not in found


def test_filters_phrases_and_minus_hold_for_both(engine: SplitEngine) -> None:
    texts = {1: fields("rode loper", kind="case"), 2: fields("loper rode", kind="case"), 3: fields("rode loper")}
    engine.apply(texts | {key + 10: {**text, "vis": ["org:1"]} for key, text in texts.items()}, upto=6)
    case = [[("kind", "case")]]
    assert sorted(ids(engine, {}, MEMBER, phrases=[["rode", "loper"]], must=case)) == [1, 11]
    assert sorted(ids(engine, {}, MEMBER, phrases=[["rode"]])) == [1, 2, 3, 11, 12, 13]
    assert ids(engine, {("words", "rode"): 1.0}, MEMBER, without=[("words", "loper")]) == []


def test_near_copies_are_one_hit_where_that_is_asked(engine: SplitEngine) -> None:
    engine.apply({key: fields("aap", family="boom" if key < 9 else "") for key in range(1, 12)}, upto=11)
    assert ids(engine, k=3, among=20) == [1, 9, 10]
    assert ids(engine, k=3) == [1, 2, 3]


def test_where_one_of_the_two_is_lost_the_sequence_begins_again(engine: SplitEngine) -> None:
    engine.apply({1: fields("aap"), 2: closed("aap")}, upto=7)
    for lost in (engine.public, engine.restricted):
        meta = lost.folder / "meta.json"
        kept = meta.read_bytes()
        meta.unlink()
        assert not engine.is_there()
        assert SplitEngine(engine.folder).sequence() == 0
        meta.write_bytes(kept)
