"""Words of the same kind of text."""

from pathlib import Path

import numpy as np
import pytest

from olievlek.index import associations, indexer, reader, store
from olievlek.index.associations import FILE, NOTHING, Associations, learn, read
from olievlek.index.models import Document
from tests.factories.index import index_all, make_thing

TRAFFIC = ["stoplicht", "kruispunt", "doorstroming", "verkeer", "kilometer", "file", "wachten", "knooppunt"]
WASTE = ["kliko", "restafval", "container", "glas", "papier", "ophalen", "sensor", "vol"]


def texts() -> list[list[str]]:
    """Two subjects, each text with five of the eight words of its subject and some words of everybody."""
    subjects = [(TRAFFIC, 3), (WASTE, 3)]
    return [
        [words[(start * step + at) % len(words)] for at in range(5)] + [f"algemeen{start % 9}"]
        for start in range(40)
        for words, step in subjects
    ]


@pytest.fixture(scope="module")
def learnt() -> Associations:
    made = learn(texts())
    assert made
    return made


def test_words_of_one_subject_lie_near_each_other(learnt: Associations) -> None:
    near = dict(learnt.near(["stoplicht", "kruispunt"], subjects=2))
    assert {"doorstroming", "verkeer"} <= set(near)
    assert not set(near) & set(WASTE)
    assert not set(near) & {"stoplicht", "kruispunt"}
    assert all(0 < weight <= associations.WEIGHT for weight in near.values())


def test_few_or_unknown_words_are_trusted_less(learnt: Associations) -> None:
    def first(words: list[str], subjects: int) -> float:
        return max(weight for _, weight in learnt.near(words, subjects=subjects))

    assert first(["stoplicht", "kruispunt"], 2) < first(["stoplicht", "kruispunt"], 4)
    assert first(["stoplicht", "kruispunt", "zeppelin"], 4) < first(["stoplicht", "kruispunt"], 4)


def test_one_word_or_only_unknown_words_have_no_company(learnt: Associations) -> None:
    assert learnt.near(["stoplicht"], subjects=1) == []
    assert learnt.near(["zeppelin", "luchtschip"], subjects=2) == []
    assert NOTHING.near(["stoplicht", "kruispunt"], subjects=2) == []


def test_the_same_texts_teach_the_same(learnt: Associations) -> None:
    again = learn(texts())
    assert again
    assert again.terms == learnt.terms
    assert np.allclose(again.vectors @ again.vectors.T, learnt.vectors @ learnt.vectors.T, atol=1e-3)


def test_too_few_texts_teach_nothing() -> None:
    assert learn(texts()[:10]) is None
    assert learn([]) is None


def test_what_was_learnt_can_be_kept_and_a_broken_file_is_nothing(tmp_path: Path, learnt: Associations) -> None:
    learnt.write(tmp_path)
    kept = read(tmp_path)
    assert kept
    assert [term for term, _ in kept.near(["kliko", "glas"], subjects=2)] == [
        term for term, _ in learnt.near(["kliko", "glas"], subjects=2)
    ]
    (tmp_path / FILE).write_bytes(b"broken")
    assert read(tmp_path) is None
    assert read(tmp_path / "nowhere") is None


@pytest.mark.django_db
def test_the_worker_learns_once_for_each_build_and_readers_use_it() -> None:
    for number, words in enumerate(texts()):
        make_thing(title=f"Tekst {number}", body=" ".join(words))
    make_thing(title="Zonder", body="verkeer doorstroming")
    index_all()
    before = reader.ask("kilometer knooppunt", tokens=["public"], k=200)
    assert indexer.learn_associations() == 1
    assert indexer.learn_associations() == 0
    after = reader.ask("kilometer knooppunt", tokens=["public"], k=200)
    assert len(after.hits) > len(before.hits)
    assert len(reader.ask("kilometer knooppunt", tokens=["public"], k=200, literal=True).hits) == len(before.hits)
    document = Document.objects.get(title="Zonder")
    assert document.pk in {hit.document for hit in after.hits}
    assert after.marker
    assert after.marker.why(document.title, document.body).related == ("verkeer", "doorstroming")
    build = indexer.rebuild()
    assert store.learnt_at(build)


@pytest.mark.django_db
def test_an_index_of_little_asks_the_worker_once() -> None:
    make_thing(title="Kliko")
    index_all()
    assert indexer.learn_associations() == 1
    assert indexer.learn_associations() == 0
    assert len(reader.ask("kliko glas", tokens=["public"]).hits) == 1
