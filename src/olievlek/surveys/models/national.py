"""Histogram, ComparisonConsent, Picture and Benchmark: from one organisation to the country, frozen twice a year."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from olievlek.core import audience
from olievlek.core.privacy import Basis, facts, personal
from olievlek.core.rows.stamps import stamp, stamped
from olievlek.organisations import membership
from olievlek.organisations.models import Organisation
from olievlek.organisations.sizes import SizeClass
from olievlek.surveys.models.questionnaire import Questionnaire
from olievlek.surveys.models.round import Round

Counts = dict[str, list[int]]
Products = dict[str, list[list[int]]]


class Histogram(models.Model):
    """How often each answer was given to each statement in one closed round: `{"S1": [0, 3, 5, 2, 1, 1]}`.

    The sixth number is "I don't know". `products` has, for each factor, the sums of products of every two statements
    over who answered all of them, with a row of sums and their number in front (`reliability.products`). Written when
    the round closes and only when everybody together may be shown; it feeds sums over organisations and is shown to
    nobody.
    """

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="histogram")
    people = models.PositiveIntegerField()
    counts: "models.JSONField[Counts, Counts]" = models.JSONField(default=dict)
    products: "models.JSONField[Products, Products]" = models.JSONField(default=dict)

    objects = models.Manager()

    privacy = [
        facts("id", "round", "people", "counts", "products", purpose=_("Figures about many organisations together"))
    ]

    class Meta:
        ordering = ["round"]
        constraints = [models.CheckConstraint(condition=Q(people__gte=5), name="no_histogram_below_five")]

    def __str__(self) -> str:
        return f"histogram of round {self.round_id}"


class ComparisonConsentQuerySet(models.QuerySet["ComparisonConsent"]):
    def standing(self) -> "ComparisonConsentQuerySet":
        return self.filter(withdrawn_at=None)


class ComparisonConsent(models.Model):
    """An organisation lets its released means count in the comparison, for one instrument. A new yes is a new row."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="comparison_consents")
    instrument = models.SlugField(max_length=40)
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at, withdrawn_by = stamp()

    objects = ComparisonConsentQuerySet.as_manager()

    privacy = [
        facts("id", "organisation", "instrument", "given_at", "withdrawn_at", purpose=_("Compare organisations")),
        personal(
            "given_by", "withdrawn_by",
            what=_("That you let your organisation count in the comparison, or stopped that"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the row stays without the person"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["organisation", "instrument", "given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "instrument"], condition=Q(withdrawn_at=None), name="one_standing_consent"
            ),
            *stamped("consent", "withdrawn"),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} of {self.organisation_id}"

    def audience_tokens(self) -> list[str]:
        return [f"org:{self.organisation_id}"]


class PictureQuerySet(models.QuerySet["Picture"]):
    def released(self) -> "PictureQuerySet":
        return self.filter(organisations__isnull=False)


class Picture(models.Model):
    """All organisations of one size class (or of all sizes, empty) that took part, as it was frozen on the first day of
    a half year. What may not be shown holds nothing.

    `members` is kept of a shown one, so that the auditor knows over which organisations it went; it is shown to nobody.
    """

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="pictures")
    as_of = models.DateField()
    size_class = models.CharField(max_length=1, choices=SizeClass, blank=True)
    organisations = models.PositiveIntegerField(null=True, blank=True)
    people = models.PositiveIntegerField(null=True, blank=True)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    members: "models.JSONField[list[int], list[int]]" = models.JSONField(default=list)
    rounds: "models.JSONField[list[int], list[int]]" = models.JSONField(default=list)
    counts: "models.JSONField[Counts, Counts]" = models.JSONField(default=dict)
    quartiles: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict)

    objects = PictureQuerySet.as_manager()

    privacy = [
        facts(
            "id", "questionnaire", "as_of", "size_class", "organisations", "people", "first_day", "last_day",
            "members", "rounds", "counts", "quartiles",
            purpose=_("Figures about many organisations together"),
        )
    ]  # fmt: skip

    class Meta:
        ordering = ["-as_of", "size_class"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "as_of", "size_class"], name="one_picture_in_a_half_year"),
            models.CheckConstraint(
                condition=Q(organisations=None) | Q(organisations__gte=3), name="no_picture_below_three_organisations"
            ),
            models.CheckConstraint(condition=Q(people=None) | Q(people__gte=10), name="no_picture_below_ten_people"),
        ]

    def __str__(self) -> str:
        return f"{self.as_of} {self.size_class or 'all'}"


class BenchmarkQuerySet(models.QuerySet["Benchmark"]):
    def visible_to(self, user: audience.Person) -> "BenchmarkQuerySet":
        """Of who works at the organisation that is compared."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(organisation__in=membership.organisations_of(user))


class Benchmark(models.Model):
    """The benchmark of one organisation: the others, without itself, frozen together with the pictures.

    `quartiles` has for each factor three numbers in steps of five: a quarter is lower, the middle, a quarter is higher.
    """

    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="benchmarks")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="benchmarks")
    others = models.PositiveIntegerField()
    quartiles: "models.JSONField[dict[str, list[int]], dict[str, list[int]]]" = models.JSONField(default=dict)

    objects = BenchmarkQuerySet.as_manager()

    privacy = [
        facts("id", "picture", "organisation", "others", "quartiles", purpose=_("Compare organisations")),
    ]

    class Meta:
        ordering = ["organisation", "-picture__as_of"]
        constraints = [
            models.UniqueConstraint(fields=["picture", "organisation"], name="compared_once_with_a_picture"),
            models.CheckConstraint(condition=Q(others__gte=5), name="compared_with_five_others"),
        ]

    def __str__(self) -> str:
        return f"benchmark of {self.organisation_id} with {self.picture_id}"
