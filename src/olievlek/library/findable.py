"""What of a case can be found, and under which filters."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects
from django.utils import translation

from olievlek.adoptions.models.adoption import IN_USE, INTRODUCING, STOPPED
from olievlek.cases.models import Case, CaseTerm, Part
from olievlek.index.projection import Projection
from olievlek.library import everyday

READ_WITH = (
    "owner", "kind", "parts", "results", "case_terms__term__parent", "adoptions__stage", "adoptions__organisation",
)  # fmt: skip


def project(case: Case) -> Projection | None:
    """The document of a case; None for one that was removed."""
    if case.removed_at:
        return None
    prefetch_related_objects([case], *READ_WITH)
    texts = [case.summary, case.problem, case.done, case.story, case.description]
    parts = [part.text for part in case.parts.all() if part.kind != Part.Kind.OWN_WORDS]
    own_words = [part.text for part in case.parts.all() if part.kind == Part.Kind.OWN_WORDS]
    owner = case.owner
    with translation.override("nl"):
        url = case.get_absolute_url()
    return Projection(
        title=case.title,
        url=url,
        audience=case.audience_tokens(),
        body="\n".join(text for text in [*texts, *parts, *(str(one) for one in case.results.all())] if text),
        own_words="\n".join([*own_words, *everyday.words_for(case.key)]),
        source_id=case.source_id,
        organisation=owner.name if owner else case.owner_text,
        organisation_code=owner.code if owner else "",
        province=owner.province if owner else "",
        size_class=owner.size_class if owner else "",
        themes=_themes(case.case_terms.all()),
        stage=_furthest(adoption.stage.key for adoption in case.adoptions.all() if adoption.counts),
        case_kind=case.kind.key,
        language=case.language,
        date=case.published_at.date() if case.published_at else None,
    )


def _themes(links: Iterable[CaseTerm]) -> list[str]:
    """The themes and those above them, so that a top theme finds everything below it."""
    terms = [link.term for link in links if link.role == CaseTerm.Role.THEME]
    return sorted({term.key for term in terms} | {term.parent.key for term in terms if term.parent})


def _furthest(stages: Iterable[str]) -> str:
    """How far copying has come anywhere: in use, else being introduced, else stopped."""
    reached = set(stages)
    return next((stage for stage in (IN_USE, INTRODUCING, STOPPED) if stage in reached), "")
