"""The made-up worlds of `bench`: a village is what the product itself would have made of it."""

import pytest
from bench import world, worlds
from bench.worlds.words import NEEDLE
from django.contrib.auth.models import AnonymousUser

from olievlek.accounts.models import User
from olievlek.adoptions.models import Adoption, AdoptionStep
from olievlek.cases.models import Case
from olievlek.core.nouns import key_of
from olievlek.index import indexer, projection
from olievlek.index.models import Document
from olievlek.organisations.models import Membership, Organisation
from olievlek.search.answers import Asked
from olievlek.search.find import find
from olievlek.timeline.models import Entry
from olievlek.vocabulary import content

pytestmark = [pytest.mark.django_db, pytest.mark.both]
VILLAGE = worlds.SIZES["village"]


@pytest.fixture(autouse=True)
def _village() -> None:
    content.load()
    world.build("village")


def told() -> list[tuple[object, ...]]:
    """What a world holds, without the numbers that the database gave."""
    cases = Case.objects.order_by("slug").values_list("slug", "problem", "story", "published_at", "made_at", "once")
    copied = Adoption.objects.order_by("case__slug", "organisation__slug")
    return [*cases, *copied.values_list("case__slug", "organisation__slug", "stage__key", "since", "private_since")]


def test_a_world_has_as_many_of_each_as_its_size_says() -> None:
    counted = [one.objects.count() for one in (Organisation, User, Case, Adoption)]
    assert counted == [VILLAGE.organisations, VILLAGE.people, VILLAGE.cases, VILLAGE.adoptions]
    assert Membership.objects.active().count() == VILLAGE.people
    led = Membership.objects.coordinating().order_by("organisation").values_list("organisation", flat=True)
    assert list(led) == sorted(set(Membership.objects.values_list("organisation", flat=True).order_by()))


def test_the_same_seed_makes_the_same_world_and_another_seed_another() -> None:
    first = told()
    _empty()
    world.build("village")
    assert told() == first
    _empty()
    world.build("village", seed=2)
    assert told() != first


def _empty() -> None:
    for model in (AdoptionStep, Adoption, Case, Membership, User, Organisation, Document, Entry):
        model._default_manager.all().delete()


def test_what_is_derived_is_what_the_product_derives() -> None:
    assert projection.refresh_many(Case.objects.order_by("pk")) == 0, "a document that differs from its example"
    assert projection.refresh_many(Organisation.objects.order_by("pk")) == 0
    Document.objects.filter(kind="case").order_by("pk")[:1].get().delete()
    assert projection.refresh_many(Case.objects.order_by("pk")) == 1, "this check can fail"
    for noun in [
        *Case.objects.order_by("pk"),
        *AdoptionStep.objects.select_related("adoption", "stage").order_by("pk"),
    ]:
        entry = Entry.objects.about(noun).get()
        assert sorted(entry.tokens.values_list("token", flat=True)) == noun.audience_tokens(), key_of(noun)


def test_visitors_and_makers_see_of_a_world_what_they_may() -> None:
    visitor = Case.objects.visible_to(AnonymousUser())
    assert 0 < visitor.count() < Case.objects.count()
    draft = Case.objects.filter(published_at=None, shared_at=None).order_by("pk")[:1].get()
    assert draft.author is not None
    assert draft not in visitor
    assert draft in Case.objects.visible_to(draft.author)
    other = User.objects.exclude(pk=draft.author.pk).order_by("pk")[:1].get()
    assert draft not in Case.objects.visible_to(other)


def test_nobody_copies_from_oneself_and_every_reason_is_there() -> None:
    assert Adoption.objects.not_by_makers().count() == VILLAGE.adoptions
    assert not Adoption.objects.filter(stage__key__in=["decided_no", "stopped"], reason="").exists()


def test_search_finds_the_needle_first() -> None:
    indexer.catch_up()
    found = find(Asked(text=NEEDLE), user=AnonymousUser())
    planted = Case.objects.get(story__contains=NEEDLE)
    assert [one.url for one in found.page.object_list][:1] == [planted.get_absolute_url()]
