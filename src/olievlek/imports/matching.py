"""Which organisation a name in a text means; and the names that nobody knows yet."""

from dataclasses import dataclass

from django.db.models import Count

from olievlek.adoptions.models import Adoption
from olievlek.cases.models import Case
from olievlek.organisations.models import Organisation
from olievlek.organisations.naming import Names


@dataclass(frozen=True)
class Matcher:
    """Names to organisations. A name that two bodies share matches none: somebody chooses, see `choice`."""

    bodies: dict[int, Organisation]
    names: Names

    @classmethod
    def of_all(cls) -> "Matcher":
        """Knows every real body by all its names, in three queries."""
        everything = Organisation.objects.bodies()
        return cls({one.pk: one for one in everything}, Names.of(everything))

    def find(self, text: str) -> Organisation | None:
        """The body of this name, or None."""
        found = self.choice(text)
        return found[0] if len(found) == 1 else None

    def choice(self, text: str) -> list[Organisation]:
        """All bodies that this name can mean, by name."""
        return sorted((self.bodies[pk] for pk in self.names.meant(text)), key=lambda one: one.name)


def unknown_names() -> list[tuple[str, int]]:
    """Names in texts that belong to no organisation yet, with how many cases and adoptions hold them, most first."""
    made = Case.objects.filter(owner=None, removed_at=None).exclude(owner_text="").order_by()
    copied = Adoption.objects.filter(organisation=None).order_by()
    count = dict(made.values_list("owner_text").annotate(times=Count("pk")))
    for name, times in copied.values_list("organisation_text").annotate(times=Count("pk")):
        count[name] = count.get(name, 0) + times
    return sorted(count.items(), key=lambda one: (-one[1], one[0]))
