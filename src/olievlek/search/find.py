"""From a question to the answers on a page: who may see them, filtered, near copies together, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from olievlek.core import audience
from olievlek.core.audience import Person
from olievlek.index import reader
from olievlek.index.engine import Hit
from olievlek.index.highlight import Piece, Why
from olievlek.index.models import Document
from olievlek.index.reader import Answer, Moment
from olievlek.organisations.spread_map import SpreadMap, spread
from olievlek.search import facets
from olievlek.search.bands import Band, Weighed, weigh
from olievlek.search.chips import Chip, Shown, chips, shown
from olievlek.search.facets import Chosen, Group, Labels
from olievlek.search.recent import Recent
from olievlek.search.rows import Row, Rows
from olievlek.search.sources import localised, nouns, visible_ids

POOL = 400  # hits that filters, counts and collapsing see at most
AT_ONCE, ENOUGH = 130, 40  # hits that are looked up at least; more until so many different ones are among them
MANY, FEW = 30, 0.2  # so many different ones that pass the filters, or so small a part that does not: ask for no more
CUT = 0.15  # of the best score; what lies below shares hardly a word with the question
PER_PAGE = 10
NAMED = 30  # users that the page names; it counts all
TO_ASK = 3  # bodies to ask, below the answers
SEVERAL = 2  # bodies before "used by" and a map say more than the name of one
LONG = ("body", "own_words")
SHOWN = ("kind", "object_id", "title", "organisation", "language", "url", *LONG)
ASKABLE = "praktijk"  # the word in the address of a question about a case

ANSWERS: Recent[Answers] = Recent(64)
LABELS: Recent[Labels] = Recent(8)
ROWS = Rows()


@dataclass(frozen=True)
class Answers:
    """All examples that answer well enough, best first, those that also pass the filters, and which of them fit.

    `is_none` says that nobody told this here yet; what there is only touches on it.
    """

    answer: Answer
    everything: list[Row]
    documents: list[Row]
    fits: frozenset[int]
    is_none: bool
    chips: list[Chip]


class Order(TextChoices):
    """How the answers follow each other; all of them are the same answers."""

    FITTING = "", _("Fits best")
    NEWEST = "newest", _("Newest")
    COPIED = "copied", _("Used most")


@dataclass(frozen=True)
class Asked:
    """What a person typed and ticked; `literal` leaves related words out."""

    text: str
    chosen: Chosen = field(default_factory=dict)
    literal: bool = False
    order: str = Order.FITTING


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

    @property
    def meant(self) -> str:
        """The question with its unknown words mended; empty when there was nothing to mend."""
        mended = self.answer.plan.spelled
        words = [mended.get(word, word) for word in self.answer.question.words]
        return " ".join(words) if mended else ""

    @property
    def bands(self) -> list[Heading]:
        """The answers of this page under their headings; in another order they stand together."""
        rows, start = self.page.object_list, self.page.start_index()
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
    return Found(
        asked=asked,
        page=at,
        total=len(families),
        fitting=sum(1 for family in families if family[0].pk in found.fits),
        texts=len(found.documents),
        groups=facets.groups(found.everything, asked.chosen, labels),
        answer=found.answer,
        is_none=found.is_none,
        chips=shown(found.chips, user),
    )


def answering(asked: Asked, user: Person, *, cut: float = CUT, now: Moment | None = None) -> Answers:
    """What answers a question, for whom."""
    now, tokens = now or reader.moment(), audience.tokens(user)
    chosen = tuple((name, tuple(values)) for name, values in asked.chosen.items())
    key = (asked.text, asked.literal, chosen, cut, tokens, get_language())
    return ANSWERS.get(key, now, lambda: _answering(asked, tokens, cut, now))


def _answering(asked: Asked, tokens: frozenset[str], cut: float, now: Moment | None) -> Answers:
    english = get_language() == "en"
    answer = reader.ask(asked.text, tokens=tokens, k=POOL, literal=asked.literal, english=english, now=now)
    least = cut * answer.hits[0].score if answer.hits else 0.0
    near = _documents(answer.hits, least, tokens, now)
    found = chips(answer, near, ROWS, tokens, now)
    weighed = weigh(answer, examples(near), now)
    own = _own(found, ROWS, now)
    everything = _with(own, weighed)
    fits = weighed.fits | {row.pk for row in own}
    documents = everything
    if asked.chosen:
        documents = [one for one in everything if not facets.misses(one, asked.chosen)]
        fell_away = len(everything) - len(documents)
        if fell_away > FEW * len(everything) and _different(documents) < MANY and len(answer.hits) == POOL:
            hits = reader.narrowed(answer, tokens=tokens, filters=asked.chosen, k=POOL)
            again = weigh(answer, examples(_documents(hits, least, tokens, now)), now)
            fits |= again.fits
            documents = [one for one in _with(own, again) if not facets.misses(one, asked.chosen)]
    return Answers(answer, everything, documents, fits, weighed.is_none and not own, found)


def examples(rows: Iterable[Row]) -> list[Row]:
    """Only examples are answers; themes and organisations stand above them."""
    return [row for row in rows if row.kind == "case"]


def _own(found: Iterable[Chip], kept: Rows, now: Moment | None) -> list[Row]:
    """The examples of what a question asks for and nothing else: a theme unfolds, and so does an organisation."""
    keys = list(dict.fromkeys(key for chip in found if chip.is_all for key in chip.own))
    rows = kept.get(keys, now)
    return [rows[key] for key in keys if key in rows]


def _with(own: Sequence[Row], weighed: Weighed) -> list[Row]:
    """First what fits by its words, then what belongs to what was asked for, then what touches on it."""
    if not own:
        return weighed.rows
    fitting = [row for row in weighed.rows if row.pk in weighed.fits]
    return list(dict.fromkeys([*fitting, *own, *weighed.rows]))


def _different(documents: Iterable[Row]) -> int:
    """How many there are, near copies counted once."""
    return len({one.family or one.pk for one in documents})


def _documents(hits: Sequence[Hit], least: float, tokens: frozenset[str], now: Moment | None) -> list[Row]:
    """The documents that answer well enough, best first, and only those that these tokens open at this moment.

    The rows tell who may see them now, where the index may lag; what is shown is asked of the noun itself once more.
    """
    asked = _looked_up(hits, least)
    rows = ROWS.get(asked, now)
    return [rows[key] for key in asked if key in rows and not tokens.isdisjoint(rows[key].audience)]


def _looked_up(hits: Sequence[Hit], least: float) -> list[int]:
    """The first AT_ONCE that answer well enough, and so many more until ENOUGH different ones are among them."""
    families: set[int] = set()
    near: list[int] = []
    for hit in hits:
        if hit.score < least or (len(near) >= AT_ONCE and len(families) >= ENOUGH):
            break
        families.add(hit.family)
        near.append(hit.document)
    return near


def collapsed(documents: Iterable[Row]) -> list[list[Row]]:
    """Near copies together, the best of them first."""
    families: dict[str, list[Row]] = {}
    for document in documents:
        families.setdefault(document.family or str(document.pk), []).append(document)
    return list(families.values())


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
    shown = Document.objects.only(*SHOWN).order_by().in_bulk([head.pk for head in heads])
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


def _result(head: Row, shown: Document, noun: Any, found: Answers, copies: list[Copy], labels: Labels) -> Result:
    marker = found.answer.marker
    assert marker is not None  # there are hits, so there was a build
    texts = (shown.title, shown.own_words, shown.body)
    url = localised(shown.url)
    users, codes = _users(noun, url, copies)
    return Result(
        document=head.pk,
        url=url,
        kind=labels.of("kind", head.facet_kind),
        title=marker.pieces(shown.title),
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


def _body(document: Document, noun: Any) -> Body | None:
    """Whom to ask about a case: its maker, else who uses it; a body that we know and that wants to be known."""
    if document.kind != "case":
        return None
    bodies = [noun.owner, *(adoption.organisation for adoption in noun.copiers)]
    known = next((body for body in bodies if body and not body.study_key), None)
    return Body(known.called, document.title, document.language, document.object_id) if known else None


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
