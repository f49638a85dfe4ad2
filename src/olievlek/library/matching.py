"""Which organisation a name in a text means; and the names that nobody knows yet."""

from dataclasses import dataclass

from django.db.models import Count

from olievlek.core.text import folded
from olievlek.library.models import Adoption, Case
from olievlek.organisations.models import Organisation


@dataclass(frozen=True)
class Matcher:
    """Names to organisations. A name that two bodies share matches none."""

    by_name: dict[str, Organisation | None]

    @classmethod
    def of_all(cls) -> "Matcher":
        """Knows every real body by its name; the short name only when no other body has it as a name."""
        bodies = list(Organisation.objects.bodies())
        names: dict[str, Organisation | None] = {}
        for column in ("name", "short_name"):
            level: dict[str, Organisation | None] = {}
            for body in bodies:
                name = folded(getattr(body, column))
                level[name] = None if name in level else body
            names = level | names
        names.pop("", None)
        return cls(names)

    def find(self, text: str) -> Organisation | None:
        """The body of this name, or None."""
        return self.by_name.get(folded(text))


def unknown_names() -> list[tuple[str, int]]:
    """Names in texts that belong to no organisation yet, with how many cases and adoptions hold them, most first."""
    made = Case.objects.filter(owner=None, removed_at=None).exclude(owner_text="").order_by()
    copied = Adoption.objects.filter(organisation=None).order_by()
    count = dict(made.values_list("owner_text").annotate(times=Count("pk")))
    for name, times in copied.values_list("organisation_text").annotate(times=Count("pk")):
        count[name] = count.get(name, 0) + times
    return sorted(count.items(), key=lambda one: (-one[1], one[0]))
