"""Cases to search for, through the import; findable when it returns."""

from typing import Any

from olievlek.cases.models import Case
from olievlek.imports.importing import KINDS, take_in
from olievlek.vocabulary.models import List, Term
from tests.factories.index import index_all
from tests.factories.vocabulary import make_term


def bring(*rows: dict[str, str], **given: Any) -> list[Case]:
    """Each row is a case; only `title` must be given."""
    for key in {"practice", *(key for key, _ in KINDS)}:
        if not Term.objects.filter(list=List.CASE_KIND, key=key).exists():
            make_term(list=List.CASE_KIND, key=key, name_nl=f"soort {key}", name_en=f"kind {key}")
    empty = dict.fromkeys(("description", "organisation", "url", "licence", "type"), "")
    full = [empty | {"id": f"rij-{number}"} | row for number, row in enumerate(rows)]
    take_in(full, **given)
    index_all()
    return list(Case.objects.filter(source_id__in=[row["id"] for row in full]).order_by("pk"))
