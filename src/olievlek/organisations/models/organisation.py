"""Organisation and MailDomain: the public bodies, and which address belongs to which."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from olievlek.core import audience
from olievlek.core.addresses import canonical_domain, domain_of
from olievlek.core.privacy import facts
from olievlek.organisations.sizes import SizeClass

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Kind(models.TextChoices):
    """`STUDY` are the ten municipalities of a published study, known by a letter and a number only."""

    MUNICIPALITY = "municipality", _("Municipality")
    PROVINCE = "province", _("Province")
    WATER_BOARD = "water_board", _("Water board")
    SAFETY_REGION = "safety_region", _("Safety region")
    ENVIRONMENT_AGENCY = "environment_agency", _("Environment agency")
    MINISTRY = "ministry", _("Ministry")
    AGENCY = "agency", _("National agency or inspectorate")
    INDEPENDENT_BODY = "independent_body", _("Independent public body")
    PARTNERSHIP = "partnership", _("Regional partnership")
    ASSOCIATION = "association", _("Association or foundation")
    COMPANY = "company", _("Company")
    OTHER = "other", _("Other organisation")
    STUDY = "study", _("Municipality in the study")


class Urbanity(models.IntegerChoices):
    """The five classes of Statistics Netherlands (CBS): addresses per square kilometre."""

    VERY_URBAN = 1, _("very urban")
    URBAN = 2, _("urban")
    MODERATE = 3, _("moderately urban")
    LITTLE = 4, _("hardly urban")
    RURAL = 5, _("rural")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def bodies(self) -> "OrganisationQuerySet":
        """Those for lists, maps and counts: not the study's, not the demo's, not merged ones."""
        return self.exclude(kind=Kind.STUDY).filter(demo_key="", merged_into=None)

    def joinable(self) -> "OrganisationQuerySet":
        """Where somebody can work: not a name that hides who it is, and not what merged into another."""
        return self.exclude(kind=Kind.STUDY).filter(merged_into=None)

    def municipalities(self) -> "OrganisationQuerySet":
        return self.filter(kind=Kind.MUNICIPALITY)

    def visible_to(self, _user: audience.Person) -> "OrganisationQuerySet":
        """All of them: that a public body exists is public."""
        return self.all()

    def same_size(self, organisation: "Organisation") -> "OrganisationQuerySet":
        """Other bodies of the same size class; none when the class is unknown."""
        if not organisation.size_class:
            return self.none()
        return self.bodies().filter(size_class=organisation.size_class).exclude(pk=organisation.pk)

    def with_domain(self, address: str) -> "OrganisationQuerySet":
        """The body that an e-mail address belongs to: by a confirmed domain, or a parent of it."""
        domains = _with_parents(domain_of(address))
        return self.bodies().filter(mail_domains__domain__in=domains, mail_domains__confirmed_at__isnull=False)

    def perhaps_with_domain(self, domain: str) -> "OrganisationQuerySet":
        """The same, also where nobody confirmed the domain yet: to say what it resembles, never to let somebody in."""
        return self.bodies().filter(mail_domains__domain__in=_with_parents(domain))

    def joined_by(self, user: audience.Person) -> "OrganisationQuerySet":
        """Those this person is an active member of."""
        return self.filter(memberships__user_id=user.pk, memberships__ended_at=None) if user.pk else self.none()


def _with_parents(domain: str) -> list[str]:
    labels = canonical_domain(domain).split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]


class Organisation(models.Model):
    """A public body. `code` never changes: the TOOI code where there is one, else `OL-` and the first slug."""

    code = models.CharField(max_length=90, unique=True)
    slug = models.SlugField(max_length=90, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    province = models.CharField(max_length=20, blank=True)
    tooi_uri = models.URLField(max_length=120, blank=True)
    website = models.URLField(max_length=200, blank=True)
    oin = models.CharField(max_length=20, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    urbanity = models.PositiveSmallIntegerField(choices=Urbanity, null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    employees_estimate = models.PositiveIntegerField(null=True, blank=True)
    size_class = models.CharField(max_length=1, choices=SizeClass, blank=True)
    size_is_estimate = models.BooleanField(default=True)
    study_key = models.CharField(max_length=4, blank=True)
    demo_key = models.CharField(max_length=1, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    merged_on = models.DateField(null=True, blank=True)
    neighbours = models.ManyToManyField("self", symmetrical=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    privacy = [
        facts(
            "id", "code", "slug", "name", "short_name", "kind", "province", "tooi_uri", "website", "oin", "population",
            "urbanity", "latitude", "longitude", "employees_estimate", "size_class", "size_is_estimate", "study_key",
            "demo_key", "merged_into", "merged_on", "neighbours", purpose=_("Show which public bodies there are"),
        )
    ]  # fmt: skip

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["kind", "province"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(study_key="") ^ Q(kind=Kind.STUDY), name="only_study_municipalities_have_a_study_key"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.STUDY) | Q(size_is_estimate=False), name="the_study_knows_its_sizes"
            ),
            models.UniqueConstraint(fields=["study_key"], condition=~Q(study_key=""), name="one_study_key_once"),
            models.UniqueConstraint(fields=["demo_key"], condition=~Q(demo_key=""), name="one_demo_key_once"),
            models.CheckConstraint(
                condition=Q(merged_into=None, merged_on=None) | Q(merged_into__isnull=False, merged_on__isnull=False),
                name="merged_into_another_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisations:organisation", kwargs={"slug": self.slug})

    def audience_tokens(self) -> list[str]:
        return [audience.PUBLIC]

    @property
    def called(self) -> str:
        """The name in a running text: "Zeist" for a municipality, "CBS" for an agency."""
        return self.short_name or self.name

    @property
    def website_name(self) -> str:
        """The address without what a reader does not need."""
        return self.website.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")

    @property
    def is_study(self) -> bool:
        return self.kind == Kind.STUDY

    @property
    def is_company(self) -> bool:
        """Shown with a mark wherever it speaks: it may want to sell something."""
        return self.kind == Kind.COMPANY

    @property
    def is_demo(self) -> bool:
        """Made up, to try things out with: never counted, never on a map, never found."""
        return bool(self.demo_key)

    @property
    def place_text(self) -> "StrOrPromise":
        """The province; a national body has none, and of others it may not be known."""
        if self.kind in {Kind.MINISTRY, Kind.AGENCY, Kind.INDEPENDENT_BODY}:
            return _("national")
        return self.province or _("not known")

    @property
    def size_text(self) -> "StrOrPromise":
        """The size class in words; says so when it is an estimate or not known."""
        if not self.size_class:
            return _("size unknown")
        words = SizeClass(self.size_class).label
        return _("%(size)s (estimate)") % {"size": words} if self.size_is_estimate else words
