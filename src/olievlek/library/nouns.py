"""The catalogue has no nouns of its own; it says how examples are found, and where a theme has its page."""

from django.urls import reverse

from olievlek.core.nouns import Finding, Following, Reading
from olievlek.library import findable
from olievlek.vocabulary.models import List, Term

CASE = Finding(findable.project, findable.READ_WITH)

THEME = {
    "reading": Reading(
        lambda _user: Term.objects.filter(list=List.THEME),
        address=lambda theme, _user: reverse("library:theme", args=[theme.key]),
    ),
    "following": Following("thema", slot="theme.actions", name="theme"),
}
