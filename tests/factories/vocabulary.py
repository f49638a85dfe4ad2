"""Terms for tests."""

from typing import Any

from olievlek.vocabulary.models import List, Term


def make_term(**given: Any) -> Term:
    """A theme unless another list is given."""
    number = Term.objects.count() + 1
    given.setdefault("list", List.THEME)
    given.setdefault("key", f"thema-{number}")
    given.setdefault("name_nl", f"Thema {number}")
    given.setdefault("name_en", f"Theme {number}")
    given.setdefault("position", number)
    return Term.objects.create(**given)
