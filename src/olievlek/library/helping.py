"""What helps with a factor of the scan or a threshold: examples that carry that word (`vocabulary.suggest`)."""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from olievlek.adoptions.counts import most_used
from olievlek.cases.models import Case, CaseTerm
from olievlek.organisations.models import Organisation
from olievlek.vocabulary.suggest import Suggestion

ROLES = (CaseTerm.Role.SCAN_FACTOR, CaseTerm.Role.THRESHOLD)
MOST = 20


def cases(key: str, organisation: Organisation | None) -> Iterator[Suggestion]:
    """Examples of others: of the same size class first, then what is used most. Public cases only."""
    tagged = Case.objects.visible_to(AnonymousUser()).filter(
        pk__in=CaseTerm.objects.filter(role__in=ROLES, term__key=key).values("case")
    )
    if organisation is not None:
        tagged = tagged.exclude(owner=organisation)
    found = list(most_used(tagged).select_related("owner")[:MOST])
    for case in sorted(found, key=lambda one: not _alike(one, organisation)):
        yield Suggestion(case.title, case.get_absolute_url(), _reason(case, organisation))


def _alike(case: Case, organisation: Organisation | None) -> bool:
    known = organisation is not None and case.owner is not None and bool(organisation.size_class)
    return known and case.owner.size_class == organisation.size_class  # type: ignore[union-attr]  # known says so


def _reason(case: Case, organisation: Organisation | None) -> str:
    """From facts that the reader can check on the page of the example."""
    users: int = case.in_use  # type: ignore[attr-defined]  # with_counts()
    facts = [str(case.owner)] if case.owner else []
    if _alike(case, organisation):
        facts.append(_("in the same size class as you"))
    if users:
        facts.append(
            ngettext("used by %(count)s organisation", "used by %(count)s organisations", users) % {"count": users}
        )
    return ", ".join(facts) or _("it carries this subject")
