"""The committed lists of words."""

import pytest
from django.utils.translation import override

from olievlek.vocabulary import content
from olievlek.vocabulary.models import List, Term

pytestmark = pytest.mark.django_db


@pytest.mark.both
def test_loading_twice_changes_nothing() -> None:
    counts = content.load()
    before = list(Term.objects.order_by("pk").values())
    assert content.load() == counts
    assert list(Term.objects.order_by("pk").values()) == before
    assert sum(counts.values()) == len(before)


def test_every_list_has_terms_in_both_languages() -> None:
    content.load()
    for which in List:
        terms = list(Term.objects.of(which))
        assert terms, which
        assert all(term.name_nl and term.name_en for term in terms)
        assert [term.position for term in terms] == list(range(len(terms)))


def test_themes_have_two_levels_and_every_leaf_a_parent() -> None:
    content.load()
    roots = list(Term.objects.of(List.THEME).roots().with_children())
    leaves = [leaf for root in roots for leaf in root.children.all()]
    assert (len(roots), len(leaves)) == (16, 95)
    assert not Term.objects.filter(parent__parent__isnull=False).exists()
    assert Term.objects.of(List.THEME).leaves().count() == 95


def test_there_are_four_preconditions_with_three_thresholds_each() -> None:
    content.load()
    lessons = set(Term.objects.of(List.LESSON).values_list("key", flat=True))
    helpers = set(Term.objects.of(List.HELPER_KIND).values_list("key", flat=True))
    preconditions = list(Term.objects.of(List.THRESHOLD).roots().with_children())
    assert [term.key for term in preconditions] == ["kennis", "commitment", "financiering", "faciliteiten"]
    for precondition in preconditions:
        thresholds = precondition.children.all()
        assert len(thresholds) == 3
        for threshold in thresholds:
            assert set(threshold.details["lessons"]) <= lessons
            assert set(threshold.details["helpers"]) <= helpers
            assert threshold.told("question").endswith("?")


def test_money_is_one_factor_whatever_it_does() -> None:
    content.load()
    assert Term.objects.filter(list=List.FACTOR, key="budget").count() == 1
    assert not Term.objects.filter(list=List.ORIGIN, key__contains="budget").exists()


def test_every_stage_belongs_to_one_of_four_phases() -> None:
    content.load()
    phases = set(Term.objects.of(List.PHASE).values_list("key", flat=True))
    assert len(phases) == 4
    for which in (List.INITIATIVE_STAGE, List.ADOPTION_STAGE):
        assert {term.details["phase"] for term in Term.objects.of(which)} <= phases


def test_the_lists_of_the_sources_are_whole() -> None:
    assert len(content.entries(List.RESULT_TYPE)) == 5
    assert len(content.entries(List.SCAN_FACTOR)) == 7
    assert len(content.entries(List.VALUE_TYPE)) == 5


def test_a_term_speaks_the_language_of_the_reader() -> None:
    content.load()
    term = Term.objects.get(list=List.THRESHOLD, key="K1")
    assert term.name == str(term) == "We weten niet hoe te beginnen of wat mag"
    assert term.told("question").startswith("Weten we")
    with override("en"):
        assert term.name == "We do not know how to start or what is allowed"
        assert term.description.startswith("Unclear")
        assert term.told("question").startswith("Do we know")
    assert term.told("lessons_learned") == ""


@pytest.mark.both
def test_words_of_sources_find_their_theme() -> None:
    assert content.theme_key("smart city") == "slimme-stad"
    assert content.theme_key(" Schulden ") == "schulden"
    assert content.theme_key("AI") == "ai"
    assert content.theme_key("poppenkast") is None
