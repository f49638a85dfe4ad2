"""The committed facts about organisations."""

from collections import Counter
from typing import Any

import pytest
from django.db import IntegrityError
from django.db.models import F

from olievlek.organisations import content
from olievlek.organisations.models import Kind, MailDomain, Organisation
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db


def everything() -> list[list[Any]]:
    links = Organisation.neighbours.through.objects
    return [
        list(Organisation.objects.order_by("pk").values()),
        list(MailDomain.objects.order_by("pk").values()),
        list(links.order_by("pk").values()),
    ]


@pytest.mark.both
def test_loading_twice_changes_nothing() -> None:
    assert content.load() == {"organisations": 523}
    before = everything()
    assert content.load() == {"organisations": 523}
    assert everything() == before


def test_there_are_523_bodies_of_the_known_kinds() -> None:
    content.load()
    kinds = Counter(Organisation.objects.bodies().values_list("kind", flat=True))
    assert sum(kinds.values()) == 523
    assert kinds[Kind.MUNICIPALITY] == 342
    assert kinds[Kind.PROVINCE] == 12
    assert kinds[Kind.WATER_BOARD] == 21
    assert kinds[Kind.SAFETY_REGION] == 25
    assert kinds[Kind.ENVIRONMENT_AGENCY] == 27
    assert kinds[Kind.STUDY] == 0


def test_every_municipality_has_an_estimated_size_and_no_other_body_has_one() -> None:
    content.load()
    sizes = Counter(Organisation.objects.municipalities().values_list("size_class", flat=True))
    assert sizes == {"D": 229, "C": 61, "B": 28, "A": 24}
    others = Organisation.objects.bodies().exclude(kind=Kind.MUNICIPALITY)
    assert set(others.values_list("size_class", flat=True)) == {""}
    assert str(others.order_by("pk")[0].size_text) == "grootte onbekend"
    assert "(schatting)" in str(Organisation.objects.get(code="GM0355").size_text)


@pytest.mark.both
def test_neighbours_are_each_others_neighbours() -> None:
    content.load()
    links = set(Organisation.neighbours.through.objects.values_list("from_organisation", "to_organisation"))
    assert len(links) == 2 * 881
    assert links == {(other, one) for one, other in links}


def test_the_study_is_apart_with_sizes_that_are_known() -> None:
    content.load()
    study = Organisation.objects.filter(kind=Kind.STUDY)
    assert Counter(study.values_list("size_class", flat=True)) == {"A": 2, "B": 2, "C": 3, "D": 3}
    assert set(study.values_list("study_key", flat=True)) == {
        "A1",
        "A2",
        "B1",
        "B2",
        "C1",
        "C2",
        "C3",
        "D1",
        "D2",
        "D3",
    }
    assert study.filter(size_class=F("size_class"), size_is_estimate=False).count() == 10
    assert "schatting" not in str(study.order_by("pk")[0].size_text)


@pytest.mark.both
def test_an_address_finds_its_body_also_below_the_domain() -> None:
    zeist = make_organisation(name="Gemeente Zeist", domain="zeist.nl")
    make_organisation(name="Gemeente Heist", domain="heist.nl")
    assert list(Organisation.objects.with_domain("noor@zeist.nl")) == [zeist]
    assert list(Organisation.objects.with_domain("noor@post.ZEIST.nl")) == [zeist]
    assert not Organisation.objects.with_domain("noor@nl").exists()
    assert not Organisation.objects.with_domain("noor").exists()


@pytest.mark.both
def test_no_real_municipality_can_carry_a_study_key() -> None:
    with pytest.raises(IntegrityError, match="study"):
        make_organisation(study_key="D3")
