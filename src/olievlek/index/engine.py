"""The one place that touches tantivy: a derived, disposable index. The truth is the projection table.

Every oddity here contains a reproduced fault of tantivy 0.27; tests/index/test_engine.py has one test for each.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import tantivy
from tantivy import Occur, Query

META = -1  # id of the one document that carries the sequence
TEXTS = ("words", "grams", "starts")
FILTERS = ("vis", "kind", "theme", "size", "province", "stage")
MOST_COUNTED = 200_000  # terms whose number of documents is remembered until the next commit
HEAP = 50_000_000  # under 15 MB a thread the writer refuses to open
FRESH_HEAP = 500_000_000  # at most; about 200,000 documents, which make one segment and are read twice as fast
AT_ONCE = 1_000  # ids that are asked for in one question
EXTRA = 40  # fetched beyond k, so that equal scores at the edge are ordered by id, not by chance

Term = tuple[str, str]
Fields = Mapping[str, str | list[str]]
Impact = Callable[[Term], float]
_Found = tuple[float, int, int]  # minus the rounded score, id, number of its family


class Hit(NamedTuple):
    """The id of a document, how well it answers, and a number that only its near copies have too."""

    document: int
    score: float
    family: int


class IndexBusyError(Exception):
    """Another process is indexing; it will reach our sequence too."""


class NotTakenError(Exception):
    """A commit returned, but the index does not hold the batch."""


def _numbers(key: int, fields: Mapping[str, Any]) -> dict[str, int]:
    """What is read of every hit, as numbers: texts would have to be fetched from where documents are stored."""
    family = str(fields.get("family") or key)
    number = int.from_bytes(blake2b(family.encode(), digest_size=7).digest())
    return {"family": number}


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", indexed=True, fast=True)  # signed: deleting by an unsigned term deletes nothing
    builder.add_integer_field("seq", stored=True)
    builder.add_integer_field("family", fast=True)  # the same number for near copies
    for name in TEXTS:
        builder.add_text_field(name, tokenizer_name="spaces", index_option="freq")
    builder.add_text_field("exact", stored=True, tokenizer_name="spaces", index_option="position")  # see `words_of`
    for name in FILTERS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    return builder.build()


class Engine:
    """An index in a folder of its own. Reading follows every commit of any process."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.schema = folder, _schema()
        self._stamp: tuple[int, int] | None = None
        self._reached: tuple[tantivy.Searcher | None, int] = None, 0
        self._counted: tuple[tantivy.Searcher | None, dict[Term, int]] = None, {}
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self._open()
        except (ValueError, OSError):  # corrupt, cut off, or of another schema: start empty, replay fills it
            shutil.rmtree(folder)
            folder.mkdir(parents=True)
            self._open()

    def _open(self) -> None:
        self.index = tantivy.Index(self.schema, path=str(self.folder))
        spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self.index.register_tokenizer("spaces", spaces)  # lost on every open; must precede a writer
        self.index.config_reader("manual", 0)  # the watcher of "commit" polls, and dies on fork
        self._stamp = None
        self.sequence()

    def searcher(self) -> tantivy.Searcher:
        """The newest commit, also of another process: one stat of a file, no watcher."""
        stat = (self.folder / "meta.json").stat()
        stamp = (stat.st_mtime_ns, stat.st_ino)
        if stamp != self._stamp:
            self.index.reload()
            self._searcher, self._stamp = self.index.searcher(), stamp
        return self._searcher

    def sequence(self) -> int:
        """Up to which change this index holds everything."""
        searcher = self.searcher()
        if self._reached[0] is not searcher:
            self._reached = searcher, self._read_sequence(searcher)
        return self._reached[1]

    def _read_sequence(self, searcher: tantivy.Searcher) -> int:
        hits = searcher.search(Query.term_query(self.schema, "id", META), 1, count=False).hits
        return int(searcher.doc(hits[0][1])["seq"][0]) if hits else 0

    def is_there(self) -> bool:
        """Whether the folder still holds an index."""
        return (self.folder / "meta.json").exists()

    def count(self) -> int:
        """How many documents can be found."""
        searcher = self.searcher()
        return int(searcher.num_docs) - (1 if self.sequence() else 0)

    def apply(self, changes: Iterable[tuple[int, Fields | None]], upto: int) -> None:
        """Put in (fields) or take out (None) each id; the last change of an id wins. All or nothing."""
        self._write(dict(changes).items(), upto, HEAP)

    def fill(self, documents: Iterable[tuple[int, Fields]], upto: int) -> None:
        """Put all documents into an empty index, each id once; taken as they come, so more than fit in memory."""
        self._write(documents, upto, FRESH_HEAP)

    def _write(self, changes: Iterable[tuple[int, Fields | None]], upto: int, heap: int) -> None:
        try:
            writer = self.index.writer(heap, 1)  # short-lived: a writer kept over a fork panics
        except ValueError as error:
            if "LockBusy" in str(error):
                raise IndexBusyError from error
            raise
        try:
            for key, fields in changes:
                writer.delete_documents_by_term("id", key)
                if fields is not None:
                    writer.add_document(self._document({"id": key, **fields, **_numbers(key, fields)}))
            writer.delete_documents_by_term("id", META)
            writer.add_document(self._document({"id": META, "seq": upto}))
            writer.commit()
        except BaseException:  # panics are no Exception
            try:
                writer.rollback()  # without it, later commits succeed and lose documents
            finally:
                writer.wait_merging_threads()
            raise
        writer.wait_merging_threads()  # dropping a writer aborts its merges
        self._stamp = None
        if self.sequence() != upto:
            raise NotTakenError(upto)

    def _document(self, fields: dict[str, Any]) -> tantivy.Document:
        return tantivy.Document.from_dict(fields, self.schema)  # with the schema a wrong type fails here, not in commit

    def query(
        self,
        weights: Mapping[Term, float],
        *,
        must: Sequence[Sequence[Term]] = (),
        without: Sequence[Term] = (),
        phrases: Sequence[Sequence[str]] = (),
        k: int = 20,
        impact: Impact | None = None,
    ) -> list[Hit]:
        """The k best, equal scores by id.

        `must` holds filters: any term of each list, without weight. `phrases` are words side by side.
        With `impact`, a term adds its weight times that, and nothing of what is counted in this index.
        """
        if not weights and not phrases:
            return []
        if must or without or phrases:
            clauses = self._filters(must, without)
            if weights:  # nested: beside a Must, a Should alone would become optional
                clauses.append((Occur.Must, self._any(weights, impact)))
            for phrase in phrases:
                clauses.append((Occur.Must, self._phrase(phrase, impact)))
            found = self._search(Query.boolean_query(clauses), k)
        else:  # only in a bare sum tantivy skips what can not win
            found = self._search(self._any(weights, impact), k)
        return [Hit(key, -score, family) for score, key, family in sorted(found)[:k]]

    def _search(self, query: Query, wanted: int) -> list[_Found]:
        """Best first, but for equal scores. Plain tuples: a page of answers reads 440 of them."""
        searcher = self.searcher()
        hits: list[tuple[Any, Any]] = searcher.search(query, wanted + EXTRA, count=False).hits
        places = [place for _, place in hits]
        numbers = [searcher.fast_field_values(name, places) for name in ("id", "family")]
        return list(zip([-round(score, 4) for score, _ in hits], *numbers, strict=True))

    def holding(self, keys: Sequence[int]) -> set[int]:
        """Which of these ids are in the index now."""
        found: set[int] = set()
        for at in range(0, len(keys), AT_ONCE):
            some = keys[at : at + AT_ONCE]
            found |= {key for _, key, _ in self._search(self._ids(some), len(some))}
        return found

    def words_of(self, keys: Sequence[int]) -> set[str]:
        """Every word that stands in these documents now, as it was typed but for accents and capitals."""
        found: set[str] = set()
        searcher = self.searcher()
        for at in range(0, len(keys), AT_ONCE):
            ids = self._ids(keys[at : at + AT_ONCE])
            for _, place in searcher.search(ids, AT_ONCE, count=False).hits:
                found.update(*(text.split(" ") for text in searcher.doc(place)["exact"]))
        return found - {""}

    def stands_beside(self, word: str, keys: Collection[int]) -> bool:
        """Whether a document that is none of these has this word; `counting` still counts what was just taken out."""
        having = Query.const_score_query(self._term(("exact", word)), 1.0)
        return any(key not in keys for _, key, _ in self._search(having, len(keys) + 1))

    def _ids(self, keys: Sequence[int]) -> Query:
        ids = Query.boolean_query([(Occur.Should, Query.term_query(self.schema, "id", key)) for key in keys])
        return Query.const_score_query(ids, 1.0)

    def counting(self) -> Callable[[Term], int]:
        """In how many documents a term occurs, for the many terms of a question: remembered until a newer commit."""
        searcher = self.searcher()
        of, known = self._counted
        if of is not searcher or len(known) > MOST_COUNTED:
            known = {}
            self._counted = searcher, known

        def count(term: Term) -> int:
            if (found := known.get(term)) is None:
                found = known[term] = int(searcher.doc_freq(*term))
            return found

        return count

    def _term(self, term: Term) -> Query:
        return Query.term_query(self.schema, *term)

    def _phrase(self, words: Sequence[str], impact: Impact | None) -> Query:
        """Words side by side; a phrase of one word would panic."""
        if len(words) == 1:
            return self._weighted(("exact", words[0]), 1.0, impact)
        phrase = Query.phrase_query(self.schema, "exact", list(words))
        return Query.const_score_query(phrase, sum(impact(("exact", word)) for word in words)) if impact else phrase

    def _any(self, weights: Mapping[Term, float], impact: Impact | None = None) -> Query:
        return Query.boolean_query(
            [(Occur.Should, self._weighted(term, weight, impact)) for term, weight in weights.items()]
        )

    def _weighted(self, term: Term, weight: float, impact: Impact | None) -> Query:
        if impact:
            return Query.const_score_query(self._term(term), weight * impact(term))
        return Query.boost_query(self._term(term), weight)

    def _filters(self, must: Sequence[Sequence[Term]], without: Sequence[Term]) -> list[tuple[Occur, Query]]:
        clauses = [(Occur.Must, Query.const_score_query(self._any(dict.fromkeys(any_of, 1.0)), 0.0)) for any_of in must]
        return clauses + [(Occur.MustNot, self._term(term)) for term in without]
