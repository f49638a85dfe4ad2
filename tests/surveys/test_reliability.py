"""Cronbach's alpha and McDonald's omega, against figures that others published; and who sees them."""

import random
import re
from statistics import covariance, fmean
from typing import Any

import pytest
from django.test import Client

from olievlek.surveys import reliability
from olievlek.surveys.actions import closing
from olievlek.surveys.models import Item, Questionnaire, Round
from tests.factories.surveys import all_items, answer_at_once, make_round, team, the_scan

PAGE = "/beheer/vragenlijsten/"
# Chatterjee and Price, "Regression Analysis by Example": thirty departments, seven questions; in R as `attitude`.
ATTITUDE = """
43 63 71 61 81 43 58 71 72 67 64 67 69 68 77 81 74 65 65 50 50 64 53 40 63 66 78 48 85 82
51 64 70 63 78 55 67 75 82 61 53 60 62 83 77 90 85 60 70 58 40 61 66 37 54 77 75 57 85 82
30 51 68 45 56 49 42 50 72 45 53 47 57 83 54 50 64 65 46 68 33 52 52 42 42 66 58 44 71 39
39 54 69 47 66 44 56 55 67 47 58 39 42 45 72 72 69 75 57 54 34 62 50 58 48 63 74 45 71 59
61 63 76 54 71 54 66 70 71 62 58 59 55 59 79 60 79 55 75 64 43 66 63 50 66 88 80 51 77 64
92 73 86 84 83 49 68 66 83 80 67 74 63 77 77 54 79 80 85 78 64 80 80 57 75 76 78 83 74 78
45 47 48 35 47 34 35 41 31 41 34 41 25 35 46 36 63 60 46 52 33 41 37 49 33 72 49 38 55 39
"""
# Holzinger and Swineford 1939, the three tests of reading; covariances of 301 pupils.
READING = [[1.351, 1.098, 0.896], [1.098, 1.660, 1.015], [0.896, 1.015, 1.196]]


def columns() -> list[list[int]]:
    return [[int(number) for number in line.split()] for line in ATTITUDE.strip().splitlines()]


def test_the_data_are_those_that_were_published() -> None:
    assert [round(fmean(one), 2) for one in columns()] == [64.63, 66.6, 53.13, 56.37, 64.63, 74.77, 42.93]


def test_alpha_is_the_published_one() -> None:
    matrix = [[covariance(one, other) for other in columns()] for one in columns()]
    alpha = reliability.alpha(matrix)
    assert alpha is not None
    assert round(alpha, 2) == 0.84  # psych::alpha(attitude)


def test_alpha_and_omega_of_the_tests_of_reading_are_the_published_ones() -> None:
    alpha, omega = reliability.alpha(READING), reliability.omega(READING)
    assert alpha == pytest.approx(0.883, abs=0.0005)  # semTools, HolzingerSwineford1939, textual
    assert omega == pytest.approx(0.885, abs=0.0015)  # there fitted together with six other tests


def test_omega_of_one_factor_is_found_back_exactly_and_is_above_alpha() -> None:
    loadings = [0.8, 0.7, 0.6, 0.5, 0.4]
    matrix = [[1.0 if i == j else one * other for j, other in enumerate(loadings)] for i, one in enumerate(loadings)]
    alpha, omega = reliability.alpha(matrix), reliability.omega(matrix)
    assert omega == pytest.approx(9 / (9 + sum(1 - one**2 for one in loadings)))
    assert alpha is not None
    assert omega is not None
    assert alpha < omega


def test_sums_of_products_give_the_covariances_and_can_be_added_over_rounds() -> None:
    dice = random.Random(5)
    answers = [{item: dice.randint(0, 4) for item in "abc"} for _ in range(40)] + [{"a": 1, "b": -1, "c": 2}, {"a": 1}]
    parts = [reliability.products(answers[:15], "abc"), reliability.products(answers[15:], "abc")]
    found = reliability.covariances(reliability.added(parts))
    said = [[one[item] for one in answers[:40]] for item in "abc"]
    assert found == [pytest.approx([covariance(one, other) for other in said]) for one in said]


def test_when_all_answer_the_same_there_is_neither() -> None:
    matrix = reliability.covariances(reliability.products([{"a": 2, "b": 2}] * 9, "ab"))
    assert (reliability.alpha(matrix), reliability.omega(matrix)) == (None, None)


def answered(people: int, questionnaire: Questionnaire | None = None) -> Round:
    """Everybody has a tendency, and differs a little from it."""
    round_ = make_round(invited=team("a", people))
    if questionnaire is not None:
        round_.questionnaire = questionnaire
        round_.save()
    dice, items = random.Random(people), list(all_items())
    said = [{item: min(max(number % 5 + dice.randint(-1, 1), 0), 4) for item in items} for number in range(people)]
    answer_at_once(round_, said)
    closing.close(round_, by=None)
    return round_


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.mark.both
@pytest.mark.django_db
def test_moderators_see_alpha_and_omega_from_a_hundred_answers_of_three_bodies(moderator_client: Client) -> None:
    for people in (40, 40, 19):
        answered(people)
    assert "Alfa" not in text(moderator_client.get(PAGE)).split("Alfa is")[0]
    answered(14)
    page = text(moderator_client.get(PAGE))
    assert "versie 1" in page
    found = re.search(r"Strategie en leiding 110 (0,\d\d) (0,\d\d)", page)
    assert found
    assert all(0.8 < float(number.replace(",", ".")) < 1 for number in found.groups())


@pytest.mark.django_db
def test_r2_answers_that_are_mostly_of_one_organisation_are_not_told(moderator_client: Client) -> None:
    for people in (70, 20, 20):
        answered(people)
    assert "Strategie en leiding" not in text(moderator_client.get(PAGE))


@pytest.mark.both
@pytest.mark.django_db
def test_versions_never_mix_and_the_same_key_keeps_its_place_in_each(moderator_client: Client) -> None:
    old = the_scan()
    new = Questionnaire.objects.create(key=old.key, version=2, name_nl=old.name_nl, name_en=old.name_en)
    for one in list(old.items.order_by("position")):
        said = {"text_nl": f"Anders: {one.text_nl}", "text_en": f"Otherwise: {one.text_en}"}
        Item.objects.create(questionnaire=new, factor=one.factor, key=one.key, position=one.position, **said)
    for _town in range(3):
        answered(20, questionnaire=old)
        answered(18, questionnaire=new)
    page = text(moderator_client.get(PAGE))
    assert "versie 1" in page
    assert "versie 2" in page
    assert "Strategie en leiding" not in page  # 114 answers together, and never a hundred of one version


@pytest.mark.django_db
@pytest.mark.parametrize("organisations", [3, 5])
def test_the_page_asks_as_much_for_three_rounds_as_for_five(
    moderator_client: Client, organisations: int, django_assert_num_queries: Any
) -> None:
    for _town in range(organisations):
        answered(40)
    moderator_client.get(PAGE)
    with django_assert_num_queries(11):
        moderator_client.get(PAGE)
