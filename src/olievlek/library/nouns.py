"""The catalogue has no nouns of its own; it says how examples are found, and where a theme has its page."""

from django.urls import reverse

from olievlek.core.nouns import Finding, Reading
from olievlek.library import findable
from olievlek.vocabulary.models import List, Term

CASE = Finding(findable.project, findable.READ_WITH)

THEME = Reading(
    lambda _user: Term.objects.filter(list=List.THEME),
    address=lambda theme, _user: reverse("library:theme", args=[theme.key]),
)
