"""Version 1: search, and whether this web process is ready and alive."""

from importlib.metadata import version
from typing import Annotated, Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from ninja import Field, NinjaAPI, Query, Schema
from ninja.errors import HttpError, ValidationError
from pydantic import AfterValidator, ConfigDict
from pydantic.alias_generators import to_camel

from olievlek.api.problems import VERSION, problem
from olievlek.core import audience
from olievlek.index import indexer, reader
from olievlek.index.indexer import Standing
from olievlek.index.models import Document
from olievlek.search.find import LONG
from olievlek.search.sources import visible_ids

MOST_CHARACTERS, MOST_ON_PAGE, LAST_PAGE, MOST_VALUES = 500, 100, 50, 20
RETRY_AFTER = "2"  # seconds

api = NinjaAPI(
    title="Olievlek",
    version=VERSION,
    description="Find who solved it already. All content is public; no key is needed.",
    docs_url=None,
    urls_namespace="api",
)
PROBLEM = {"content": {"application/problem+json": {"schema": {"type": "object"}}}}
REFUSALS = {"responses": {"400": PROBLEM, "503": PROBLEM}}


class Camel(Schema):
    """Names are camelCase outside, snake_case inside; what is not in the contract is refused."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("type at least one word")
    return text.strip()


Values = Annotated[list[str], Field(default_factory=list, max_length=MOST_VALUES)]


class Asked(Camel):
    """Parameters of a search. A filter given more than once means any of its values."""

    query: Annotated[
        str, Field(max_length=MOST_CHARACTERS, description="A problem or words"), AfterValidator(_not_blank)
    ]
    page: Annotated[int, Field(ge=1, le=LAST_PAGE)] = 1
    page_size: Annotated[int, Field(ge=1, le=MOST_ON_PAGE)] = 20
    collapse: Annotated[bool, Field(description="Show near copies of one thing once")] = False
    kind: Values
    theme: Values
    size: Values
    stage: Values
    province: Values

    @property
    def filters(self) -> dict[str, list[str]]:
        return {name: getattr(self, name) for name in reader.FILTERS}


class Result(Camel):
    """One document. `sourceId` is the id that an import gave it; empty for what was written here.

    `score` is how well it answers beside the best answer to this question, which has 1; in hundredths.
    """

    id: str
    kind: str
    title: str
    url: str
    organisation: str
    score: float
    source_id: str


class Results(Camel):
    """A page of documents, best first."""

    query: str
    page: int
    page_size: int
    results: list[Result]


class Health(Camel):
    """`indexLag` is the number of public documents that cannot be found yet as they are now."""

    status: str
    ready: bool
    version: str
    database: str
    index_lag: int


class Alive(Camel):
    """The web process answers."""

    status: str
    version: str


@api.get(
    "/search",
    response=Results,
    by_alias=True,
    url_name="search",
    openapi_extra={"responses": {"400": PROBLEM, "503": PROBLEM}},
)
def search(request: HttpRequest, asked: Query[Asked]) -> Any:
    """Documents that answer a question, best first; every document by itself unless `collapse` is true.

    503 with `Retry-After` while the search index is being made.
    """
    last = asked.page * asked.page_size
    room = 4 if asked.collapse else 1  # near copies take places before they are put together
    _refuse_strangers(request)
    if indexer.standing() == Standing.MISSING:
        return _being_made()
    tokens = audience.tokens(request.user)
    answer = reader.ask(asked.query, tokens=tokens, filters=asked.filters, k=last * room)
    rows = Document.objects.live().defer(*LONG).in_bulk([hit.document for hit in answer.hits])
    seen = visible_ids(rows.values(), request.user)
    found: dict[str, Result] = {}
    hits = [hit for hit in answer.hits if hit.document in seen]
    for hit in hits:
        row = rows[hit.document]
        score = round(hit.score / hits[0].score, 2)
        found.setdefault((asked.collapse and row.family) or f"#{row.pk}", _result(row, score))
    page = list(found.values())[last - asked.page_size : last]
    return Results(query=asked.query, page=asked.page, page_size=asked.page_size, results=page)


def _refuse_strangers(request: HttpRequest) -> None:
    """A misspelt parameter would silently do nothing; the framework lets unknown ones of a query pass."""
    known = {to_camel(name) for name in Asked.model_fields}
    if strange := sorted(set(request.GET) - known):
        raise ValidationError(
            [{"loc": ("query", name), "msg": f"unknown; known are {', '.join(sorted(known))}"} for name in strange]
        )


def _result(row: Document, score: float) -> Result:
    return Result(
        id=f"{row.kind}-{row.object_id}",
        kind=row.facet_kind,
        title=row.title,
        url=f"{settings.OLIEVLEK_BASE_URL}{row.url}",
        organisation=row.organisation,
        score=score,
        source_id=row.source_id,
    )


@api.get("/health", response=Health, by_alias=True, url_name="health", openapi_extra={"responses": {"503": PROBLEM}})
def health(request: HttpRequest) -> Any:  # noqa: ARG001  # the framework knows it by this name
    """Ready: the database answers and the search index stands. Send visitors elsewhere while this is 503."""
    try:
        if indexer.standing() == Standing.MISSING:
            return _being_made()
        lag = indexer.behind()
    except DatabaseError:
        return problem(503, "The database does not answer.")
    return Health(status="ok", ready=True, version=version("olievlek"), database="ok", index_lag=lag)


@api.get("/health/alive", response=Alive, by_alias=True, url_name="alive")
def alive(request: HttpRequest) -> Alive:  # noqa: ARG001  # the framework knows it by this name
    """Alive: the web process answers, whatever the database and the index do. Start it anew when this fails."""
    return Alive(status="ok", version=version("olievlek"))


def _being_made() -> HttpResponse:
    answer = problem(503, "The search index is being made. Ask again in a moment.")
    answer["Retry-After"] = RETRY_AFTER
    return answer


@api.exception_handler(ValidationError)
def refuse(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """400 for parameters that break the contract, each with its reason."""
    invalid = [{"name": str(one["loc"][-1]), "reason": str(one["msg"])} for one in error.errors]
    return problem(400, "The request does not follow the contract; see /api/v1/openapi.json.", invalid)


@api.exception_handler(HttpError)
def tell(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """Errors of the framework, in the same form."""
    return problem(error.status_code, str(error))
