"""What somebody who wants to copy a case still misses. It never blocks: a gap can be asked about."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from olievlek.cases.models import Case, Part

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Gap:
    """One thing that a copier asks for; `url` is where it can be told."""

    name: "StrOrPromise"
    hint: "StrOrPromise"
    there: bool
    url: str = ""


@dataclass(frozen=True)
class Gaps:
    rows: list[Gap]

    @property
    def there(self) -> int:
        return sum(row.there for row in self.rows)

    @property
    def all(self) -> int:
        return len(self.rows)


def gaps_of(case: Case) -> Gaps:
    """In three queries. Two people to ask, or what was learned, so it does not depend on one person (004-25)."""
    kinds = set(case.parts.order_by().values_list("kind", flat=True).distinct())
    people = case.people.contacts().count() + case.contacts.count()
    learned = Part.Kind.LESSON in kinds
    tell, proof, persons = (
        reverse(f"writing:{name}", args=[case.slug]) for name in ("case_tell", "case_proof", "case_people")
    )
    return Gaps(
        [
            Gap(_("Which problem it was"), _("Who was bothered by it?"), bool(case.problem), f"{tell}#id_problem"),
            Gap(_("What you did"), _("Two or three sentences."), bool(case.done), f"{tell}#id_done"),
            Gap(_("How far it is"), _("Stopped is fine too."), case.stage_id is not None, f"{tell}#id_stage"),
            Gap(_("What it brought"), _("Words are fine."), case.results.exists(), f"{proof}#id_results"),
            Gap(_("What it cost"), _("A guess in hours is enough."), Part.Kind.CORE in kinds, f"{proof}#id_needs"),
            Gap(
                _("What went wrong"),
                _("Everyone reads that first."),
                not kinds.isdisjoint(Part.WENT_WRONG),
                f"{proof}#id_failed",
            ),
            Gap(
                _("Two people to ask, or what you learned"),
                _("So that it does not hang on one person."),
                people > 1 or learned,
                persons if learned or people else f"{proof}#id_lessons",
            ),
        ]
    )
