"""The page of answers: near copies together, under their band, each with who uses it and why it was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from olievlek.core.audience import Person
from olievlek.index import reader
from olievlek.index.highlight import Piece, Why
from olievlek.index.indexer import MANY_BEHIND, Standing, standing
from olievlek.index.models import Document
from olievlek.index.reader import Answer, Moment
from olievlek.organisations.spread_map import SpreadMap, spread
from olievlek.search import facets
from olievlek.search.answers import Answers, Asked, Order, answering, collapsed
from olievlek.search.bands import Band
from olievlek.search.chips import Shown, shown
from olievlek.search.facets import Group, Labels
from olievlek.search.recent import Recent
from olievlek.search.rows import Row
from olievlek.search.sources import localised, nouns, visible_ids

PER_PAGE = 10
NAMED = 30  # users that the page names; it counts all
TO_ASK = 3  # bodies to ask, below the answers
SEVERAL = 2  # bodies before "used by" and a map say more than the name of one
LONG = ("body", "own_words")
ASKABLE = "praktijk"  # the word in the address of a question about a case

LABELS: Recent[Labels] = Recent(8)


@dataclass(frozen=True)
class User:
    """A body that uses the thing, and where to read about it there."""

    name: str
    url: str


@dataclass(frozen=True)
class Body:
    """An organisation that can be asked about its case."""

    name: str
    title: str
    language: str
    case: int

    @property
    def url(self) -> str:
        return reverse("conversations:whom", args=[ASKABLE, self.case])


class Copy(NamedTuple):
    """A near copy: which noun it is about, and who has it."""

    pk: int
    kind: str
    object_id: int
    family: str
    organisation: str
    organisation_code: str
    url: str


class Told(NamedTuple):
    """What the page reads of a document."""

    pk: int
    kind: str
    object_id: int
    title: str
    organisation: str
    language: str
    url: str
    body: str
    own_words: str


@dataclass
class Result:
    """One answer as the page shows it. `users` are those of all near copies."""

    document: int
    url: str
    kind: str | Promise
    title: list[Piece]
    text: list[Piece]
    why: Why
    why_language: str
    maker: str
    language: str
    stage: str | Promise
    users: list[User]
    map: SpreadMap | None
    source: str
    body: Body | None
    band: Band = Band.TOUCHES

    @property
    def is_fitting(self) -> bool:
        return self.band == Band.FITS

    @property
    def others(self) -> int:
        """How many users the page counts and does not name."""
        return max(0, len(self.users) - NAMED)


@dataclass(frozen=True)
class Heading:
    """Answers of a page that belong together, how many there are on all pages, and the place of the first."""

    key: str
    label: str | Promise
    hint: str | Promise
    number: int
    start: int
    results: Sequence[Result]


@dataclass(frozen=True)
class Found:
    """Everything the page of answers needs."""

    asked: Asked
    page: Page[Result]
    total: int
    fitting: int
    texts: int
    groups: list[Group]
    answer: Answer
    is_none: bool = False
    chips: list[Shown] = field(default_factory=list)
    standing: Standing = Standing.READY

    @property
    def is_being_built(self) -> bool:
        """Whether there may be more answers in a moment."""
        return self.standing != Standing.READY

    @property
    def meant(self) -> str:
        """The question with its unknown words mended; empty when there was nothing to mend."""
        mended = self.answer.plan.spelled
        words = [mended.get(word, word) for word in self.answer.question.words]
        return " ".join(words) if mended else ""

    @property
    def bands(self) -> list[Heading]:
        """The answers of this page under their headings; in another order they stand together."""
        rows, start = list(self.page.object_list), self.page.start_index()
        if self.asked.order:
            return [Heading("all", _("All answers"), "", 0, start, rows)]
        if self.is_none:
            return [Heading("near", _("This only touches on it"), "", 0, start, rows)]
        fits = [one for one in rows if one.is_fitting]
        rest = [one for one in rows if not one.is_fitting]
        hint = "" if self.fitting else _("No example answers your whole question. These have part of it.")
        found = [
            Heading(Band.FITS.value, Band.FITS.label, "", self.fitting, start, fits),
            Heading(Band.TOUCHES.value, Band.TOUCHES.label, hint, self.total - self.fitting, start + len(fits), rest),
        ]
        return [one for one in found if one.results]

    @property
    def to_ask(self) -> list[Body]:
        """Whom to ask about what stands on this page, each once."""
        bodies = {one.body.name: one.body for one in reversed(self.page.object_list) if one.body}
        return list(reversed(bodies.values()))[:TO_ASK]

    @property
    def related(self) -> list[str]:
        """What was searched for too."""
        return list(dict.fromkeys(self.answer.plan.related))


def find(asked: Asked, *, user: Person, page: str | None = None, per_page: int = PER_PAGE) -> Found:
    """Answer a question. The counts beside the filters are of all answers, filtered or not."""
    now = reader.moment()
    found = answering(asked, user, now=now)
    families = _ordered(collapsed(found.documents), asked.order, user)
    labels = LABELS.get(get_language(), now, facets.labels)
    at: Page[Any] = Paginator(families, per_page).get_page(page)
    at.object_list = _results(list(at.object_list), found, labels, user)
    stands = _standing(now)
    return Found(
        asked=asked,
        page=at,
        total=len(families),
        fitting=sum(1 for family in families if family[0].pk in found.fits),
        texts=len(found.documents),
        groups=facets.groups(found.everything, asked.chosen, labels),
        answer=found.answer,
        is_none=found.is_none and stands == Standing.READY,
        chips=shown(found.chips, user),
        standing=stands,
    )


def _standing(now: Moment | None) -> Standing:
    """Who knows the moment asks nothing, nearly always."""
    return Standing.READY if now and now.last - now.reached <= MANY_BEHIND else standing()


def _ordered(families: list[list[Row]], order: str, user: Person) -> list[list[Row]]:
    """The best first is how they come; in any other order the better of two equals stays before."""
    if order == Order.NEWEST:
        return sorted(families, key=lambda family: max(one.date or "" for one in family), reverse=True)
    if order == Order.COPIED:
        heads = [family[0] for family in families]
        noun_of, copies = nouns(heads, user), _copies(heads, user)
        users = {
            head.pk: len(_users(noun_of[head.pk], "", copies.get(head.family, []))[0])
            for head in heads
            if head.pk in noun_of
        }
        return sorted(families, key=lambda family: users.get(family[0].pk, 0), reverse=True)
    return families


def _results(families: Sequence[list[Row]], found: Answers, labels: Labels, user: Person) -> list[Result]:
    heads = [family[0] for family in families]
    asked = Document.objects.filter(pk__in=[head.pk for head in heads]).order_by()
    shown = {row[0]: Told(*row) for row in asked.values_list(*Told._fields)}  # half the time of whole documents
    noun_of, copies = nouns(heads, user), _copies(heads, user)
    return [
        _result(head, shown[head.pk], noun_of[head.pk], found, copies.get(head.family, []), labels)
        for head in heads
        if head.pk in noun_of and head.pk in shown
    ]


def _copies(heads: Iterable[Row], user: Person) -> dict[str, list[Copy]]:
    """All visible documents of bodies in these families, also those that answered less well."""
    families = {head.family for head in heads if head.family}
    named = Document.objects.live().filter(family__in=families, organisation__gt="").order_by("organisation", "pk")
    few = ("pk", "kind", "object_id", "family", "organisation", "organisation_code", "url")
    rows = [Copy(*row) for row in named.values_list(*few)]  # hundreds: half the time of whole documents
    seen = visible_ids(rows, user)
    found: dict[str, list[Copy]] = {}
    for row in rows:
        if row.pk in seen:
            found.setdefault(row.family, []).append(row)
    return found


def _result(head: Row, shown: Told, noun: Any, found: Answers, copies: list[Copy], labels: Labels) -> Result:
    marker = found.answer.marker
    assert marker is not None  # there are hits, so there was a build
    texts = (shown.title, shown.own_words, shown.body)
    url = localised(shown.url)
    users, codes = _users(noun, url, copies)
    return Result(
        document=head.pk,
        url=url,
        kind=labels.of("kind", head.facet_kind),
        title=marker.pieces(_called(shown, noun)),
        text=marker.snippet(shown.body),
        why=marker.why(*texts),
        why_language="en" if found.answer.plan.is_english else shown.language,
        maker=shown.organisation if head.kind == "case" and len(users) < SEVERAL else "",
        language=shown.language,
        stage=labels.of("stage", head.stage),
        users=users if len(users) >= SEVERAL else [],
        map=spread(codes) if len(codes) >= SEVERAL else None,
        source=getattr(noun, "source_name", ""),
        body=_body(shown, noun),
        band=Band.FITS if head.pk in found.fits else Band.TOUCHES,
    )


def _called(document: Told, noun: Any) -> str:
    """Its title; a draft that has none yet is called so, for a link without words can not be followed."""
    return document.title or str(getattr(noun, "called", ""))


def _body(document: Told, noun: Any) -> Body | None:
    """Whom to ask about a case: its maker, else who uses it; a body that we know and that wants to be known."""
    if document.kind != "case":
        return None
    bodies = [noun.owner, *(adoption.organisation for adoption in noun.copiers)]
    known = next((body for body in bodies if body and not body.study_key), None)
    return Body(known.called, _called(document, noun), document.language, document.object_id) if known else None


def _users(noun: Any, url: str, copies: list[Copy]) -> tuple[list[User], list[str]]:
    """Who uses it, each once, by name: the bodies of its near copies and those that say they copied it."""
    named: dict[str, User] = {}
    codes: dict[str, None] = {}
    for copy in copies if len(copies) >= SEVERAL else []:
        named.setdefault(copy.organisation, User(copy.organisation, localised(copy.url)))
        codes[copy.organisation_code] = None
    for adoption in getattr(noun, "copiers", []):
        body = adoption.organisation
        named.setdefault(adoption.name, User(adoption.name, body.get_absolute_url() if body else url))
        codes[body.code if body else ""] = None
    return sorted(named.values(), key=lambda one: one.name), [code for code in codes if code]
