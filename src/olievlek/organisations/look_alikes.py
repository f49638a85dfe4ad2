"""Which organisations resemble one, and why: so that "others like you" can be checked by the reader."""

import math
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from olievlek.organisations.models import Kind, Organisation, OrganisationQuerySet, Urbanity

URBANITY_STEP = 0.15  # one class more or less urban weighs as much as 16 % more or fewer residents
NOT_COMPARABLE = {Kind.STUDY, Kind.OTHER, Kind.ASSOCIATION, Kind.MINISTRY, Kind.COMPANY}


@dataclass(frozen=True)
class LookAlike:
    """An organisation and the reason it is shown."""

    organisation: Organisation
    reason: str


def how_we_choose(organisation: Organisation) -> str | Promise:
    """The rule, in words."""
    if organisation.size_class:
        return gettext_lazy("Same size class (estimate), and nearest in residents and in how urban it is.")
    if organisation.population:
        return gettext_lazy("Of the same kind, and nearest in residents.")
    return gettext_lazy("Of the same kind.")


def look_alikes(organisation: Organisation, n: int = 20) -> list[LookAlike]:
    """The `n` bodies of the same kind and size class nearest in residents and urbanity, nearest first; one query."""
    if organisation.kind in NOT_COMPARABLE:
        return []
    others = list(_candidates(organisation))
    if organisation.population:
        others.sort(key=lambda other: (_distance(organisation, other), other.name))
    return [LookAlike(other, _reason(organisation, other)) for other in others[:n]]


def _candidates(organisation: Organisation) -> OrganisationQuerySet:
    if organisation.size_class:
        return Organisation.objects.same_size(organisation).filter(kind=organisation.kind).order_by("name")
    same_kind = Organisation.objects.bodies().filter(kind=organisation.kind, size_class="")
    return same_kind.exclude(pk=organisation.pk).order_by("name")


def _distance(one: Organisation, other: Organisation) -> float:
    """How different two are: the ratio of residents, plus a little for each class of urbanity."""
    if not one.population or not other.population:
        return math.inf
    steps = abs(one.urbanity - other.urbanity) if one.urbanity and other.urbanity else 0
    return abs(math.log(one.population / other.population)) + URBANITY_STEP * steps


def _reason(one: Organisation, other: Organisation) -> str:
    reasons = []
    if other.population:
        reasons.append(_("%(number)s residents") % {"number": number_format(other.population, force_grouping=True)})
    if other.urbanity:
        alike = one.urbanity == other.urbanity
        words = Urbanity(other.urbanity).label
        reasons.append(_("also %(urban)s") % {"urban": words} if alike else str(words))
    return ", ".join(reasons) or str(other.get_kind_display())
