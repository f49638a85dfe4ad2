"""The questionnaire that comes along."""

from collections import Counter

import pytest

from olievlek.surveys import content
from olievlek.surveys.models import Item, Questionnaire
from tests.factories.surveys import make_round, the_scan

pytestmark = pytest.mark.django_db


def test_the_scan_has_seven_factors_of_five_statements_in_two_languages() -> None:
    items = list(the_scan().items.select_related("factor"))
    assert sorted(Counter(item.factor.key for item in items).values()) == [5] * 7
    assert all(item.text_nl and item.text_en and item.text_nl != item.text_en for item in items)
    assert [item.key for item in items if item.factor.key == "duurzaamheid"] == ["D1", "D2", "D3", "D4", "D5"]


def test_eleven_statements_ask_for_evidence_in_both_languages() -> None:
    the_scan()
    asking = [item for item in Item.objects.order_by("position") if item.evidence_nl]
    assert len(asking) == 11
    assert all(item.evidence_en for item in asking)


@pytest.mark.both
def test_loading_twice_changes_nothing() -> None:
    the_scan()
    before = list(Item.objects.order_by("pk").values())
    assert content.load() == {"questionnaires": 1, "questions": 35}
    assert list(Item.objects.order_by("pk").values()) == before


@pytest.mark.both
def test_a_version_that_is_in_use_can_not_be_changed() -> None:
    make_round()
    Item.objects.filter(key="S1").update(text_nl="Iets anders.")
    with pytest.raises(content.ChangedQuestionnaireError, match="S1"):
        content.load()
    assert Questionnaire.objects.count() == 1
