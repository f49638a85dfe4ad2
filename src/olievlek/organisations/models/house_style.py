"""HouseStyle (huisstijl): how an organisation wants to be seen here: its word for innovation, colours and logo."""

import re

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from olievlek.core import audience
from olievlek.core.privacy import Basis, facts, personal
from olievlek.core.rows.stamps import stamp, stamped
from olievlek.core.text import apart
from olievlek.organisations.models.organisation import Organisation
from olievlek.timeline.hiding import Hideable, HideableQuerySet, hidden_with_reason

LEAST_LETTERS, MOST_LETTERS = 2, 40
PERSON = settings.AUTH_USER_MODEL
a_word = RegexValidator(
    rf"^(?=.{{{LEAST_LETTERS},{MOST_LETTERS}}}$)[^\W\d_]+(?:[ '’-][^\W\d_]+)*\Z",
    _("Write words of letters only, two to forty of them."),
)
COLOUR = re.compile(r"^#[0-9a-f]{6}\Z")
a_colour = RegexValidator(COLOUR, _("Write a colour as # with six digits or letters a to f."))


class HouseStyleQuerySet(HideableQuerySet["HouseStyle"]):
    def visible_to(self, user: audience.Person) -> "HouseStyleQuerySet":
        """Everyone sees it on the page of the organisation; what a moderator hid, moderators only."""
        return self if audience.MODERATORS in audience.tokens(user) else self.shown()


class HouseStyle(Hideable):
    """One for each organisation at most. What is empty is as Olievlek has it."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="house_style")
    word_nl = models.CharField(max_length=MOST_LETTERS, blank=True, validators=[a_word])
    word_en = models.CharField(max_length=MOST_LETTERS, blank=True, validators=[a_word])
    place_colour = models.CharField(max_length=7, blank=True, validators=[a_colour])
    action_colour = models.CharField(max_length=7, blank=True, validators=[a_colour])
    logo = models.CharField(max_length=64, blank=True)
    logo_width = models.PositiveIntegerField(null=True, blank=True)
    logo_height = models.PositiveIntegerField(null=True, blank=True)
    changed_at, changed_by = stamp()

    objects = HouseStyleQuerySet.as_manager()

    privacy = [
        facts(
            "id", "organisation", "word_nl", "word_en", "place_colour", "action_colour", "logo", "logo_width",
            "logo_height", "changed_at", "hidden_at", "hidden_reason",
            purpose=_("Show an organisation as it wants to be seen"),
        ),
        personal(
            "changed_by", "hidden_by",
            what=_("Who chose the word, colours and logo of an organisation, or hid them"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the person"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["organisation"]
        constraints = [
            models.CheckConstraint(
                condition=Q(logo="", logo_width=None, logo_height=None)
                | (~Q(logo="") & Q(logo_width__isnull=False, logo_height__isnull=False)),
                name="a_logo_has_a_size",
            ),
            *stamped("house_style", "changed"),
            hidden_with_reason("house_style"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return gettext("Word, colours and logo of %(name)s") % {"name": apart(self.organisation.name)}

    def get_absolute_url(self) -> str:
        return self.organisation.get_absolute_url()

    def audience_tokens(self) -> list[str]:
        """Choices are for colleagues; everyone else sees only the result."""
        return [f"org:{self.organisation_id}", audience.MODERATORS]

    @property
    def words(self) -> dict[str, str]:
        """Its own words for innovation, by language."""
        return {"nl": self.word_nl, "en": self.word_en}

    @property
    def has_colours(self) -> bool:
        return bool(self.place_colour or self.action_colour)

    @property
    def is_standard(self) -> bool:
        return not (self.has_colours or self.logo or self.word_nl or self.word_en)

    @property
    def logo_url(self) -> str:
        """The address says what it shows, so that it may be kept forever; the same in every language."""
        if not self.logo:
            return ""
        return reverse("organisations:logo", args=[f"{self.organisation.slug}-{self.logo[:12]}"])
