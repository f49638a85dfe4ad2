"""People whom an entry about a copy of an example concerns, and its words for them."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from olievlek.adoptions.models import Adoption
from olievlek.cases.concern import around, case_of, makers
from olievlek.core.nouns import Concern
from olievlek.core.text import apart
from olievlek.timeline.followers import followers
from olievlek.timeline.models import Entry
from olievlek.vocabulary.models import List, Term


def copying(entry: Entry) -> Concern | None:
    """Somebody copies: who made or follows the case, who keeps it where it was made, who follows who copies."""
    case = case_of(entry)
    if case is None:
        return None
    copy = Adoption.objects.filter(pk=entry.details.get("adoption", 0))
    copier = copy.values_list("organisation", flat=True).first()
    people = followers("organisation", [copier], entry, "organisation")
    return Concern(case, people | makers(case, entry) | around(case, entry))


def stages(entries: Sequence[Entry]) -> Mapping[int, str]:
    """Of a copy: which organisation came how far."""
    copies = Adoption.objects.select_related("organisation").in_bulk(
        [entry.details["adoption"] for entry in entries if "adoption" in entry.details]
    )
    words = {}
    if any("stage" in entry.details for entry in entries):
        words = {term.key: term.name for term in Term.objects.filter(list=List.ADOPTION_STAGE)}
    found = {}
    for entry in entries:
        copy, stage = copies.get(entry.details.get("adoption", 0)), words.get(entry.details.get("stage", ""))
        if copy is not None and stage:
            found[entry.pk] = _("%(name)s: %(stage)s") % {"name": apart(copy.name), "stage": stage.lower()}
    return found
