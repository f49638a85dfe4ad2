"""The study as a test oracle: what the database counts is what the study prints."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from django.utils.html import escape

from olievlek.cases.models import Case
from olievlek.library import study as counted
from olievlek.organisations.models import Organisation
from tests.factories.library import make_case

ORACLE = yaml.safe_load((Path(counted.__file__).parent / "content" / "study_oracle.yaml").read_text(encoding="utf-8"))
EXPECTED = {one["id"]: one for one in ORACLE["counts"]}
PRINTED = ("frustration", "informal_setting", "information_need", "think_tank")
FACTORS = {
    "O12": ("promoting", "culture"),
    "O13": ("promoting", "management"),
    "O14": ("promoting", "people"),
    "O15": ("promoting", "learning"),
    "O16": ("hindering", "legislation"),
    "O17": ("hindering", "structure"),
    "O18": ("hindering", "budget"),
    "O19": ("hindering", "ict"),
    "O20": ("hindering", "umbrella_organisations"),
    "O21": ("hindering", "vision_strategy"),
    "O22": ("team_role", "alderman"),
    "O8": ("help_kind", "supplier"),
    "O4": ("initiator", "work_floor"),
}


def by_main_origin(study: counted.Study) -> dict[str | None, int]:
    told: dict[str | None, int] = {origin: len(study.having("main_origin", origin)) for origin in PRINTED}
    return told | {None: len(study.origins()[-1])}


def found(key: str) -> Any:
    """What the database says for one line of the oracle."""
    study = counted.study()
    if key in FACTORS:
        return study.having(*FACTORS[key])
    simple: dict[str, Any] = {
        "O1": lambda: study.cases,
        "O2": lambda: {size: len(letters) for size, letters in study.by_size().items()},
        "O3": lambda: {origin: len(study.having("origin", origin)) for origin in PRINTED},
        "O3b": lambda: by_main_origin(study),
        "O5": lambda: study.initiative()[1].letters,
        "O6": lambda: study.where(external_help=False),
        "O7": lambda: study.where(external_help=True),
        "O9": lambda: study.where(strategy_status="none"),
        "O10": lambda: study.where(strategy_status="partly"),
        "O11": lambda: study.where(strategy_status="adopted"),
        "O24": lambda: study.where(drive="internal"),
    }
    return simple[key]()


@pytest.mark.both
@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("key", [key for key in EXPECTED if key != "O23"])
def test_the_database_counts_what_the_study_prints(key: str) -> None:
    told, ours = EXPECTED[key], found(key)
    if isinstance(told["expect"], dict):
        assert ours == told["expect"]
        return
    assert len(ours) == told["expect"]
    if "cases" in told:
        assert ours == told["cases"]


@pytest.mark.usefixtures("loaded")
def test_budget_is_one_factor_that_drives_and_hinders() -> None:
    told = EXPECTED["O23"]
    study = counted.study()
    budget = next(one for one in study.factors() if one.sides["hindering"] == told["hinders"])
    assert budget.sides["driver"] == told["drives"]
    assert budget.is_on_both_sides
    assert [one.name for one in study.factors() if one.is_on_both_sides] == [budget.name]


@pytest.mark.usefixtures("loaded")
def test_origins_are_never_stretched_to_the_whole() -> None:
    study = counted.study()
    assert [len(one) for one in study.origins()] == [3, 3, 1, 1, 2]
    assert [bar.whole for bar in study.bars(study.origins())] == [10] * 5


@pytest.mark.usefixtures("loaded")
def test_a_case_of_somebody_else_is_not_counted_in_the_study() -> None:
    make_case(owner=Organisation.objects.get(code="GM0355"), promoting=["culture"])
    assert len(counted.study().cases) == 10
    assert len(counted.study().having("promoting", "culture")) == 5


@pytest.mark.usefixtures("loaded")
def test_a_hidden_case_leaves_the_counts(client: Client) -> None:
    case = Case.objects.get(key="D3")
    case.hidden_at, case.hidden_reason = case.published_at, "test"
    case.save()
    assert len(counted.study().cases) == 9


@pytest.mark.requirement("004-05", "004-09", "004-10", "004-36", at="/praktijken/onderzoek-2016/", reads=True)
@pytest.mark.usefixtures("loaded")
def test_the_page_shows_counts_bias_conclusions_and_cases(client: Client) -> None:
    page = client.get("/praktijken/onderzoek-2016/").content.decode()
    assert "Overig, of niet ingedeeld (A2, C3)" in page
    assert "Aan beide kanten: Geld." in page
    assert ORACLE["bias"].split(". ")[0] in page
    for conclusion in ORACLE["conclusions"]:
        assert escape(conclusion["text"]) in page
    for case in Case.objects.filter(owner__study_key__gt=""):
        assert case.get_absolute_url() in page


@pytest.mark.usefixtures("loaded")
def test_the_page_is_calm_without_the_study(client: Client) -> None:
    Case.objects.filter(owner__study_key__gt="").update(published_at=None)
    page = client.get("/en/praktijken/onderzoek-2016/").content.decode()
    assert "Read this as an indication" in page
    assert "Who took the initiative?" not in page


@pytest.mark.usefixtures("loaded")
def test_the_page_costs_a_fixed_number_of_queries(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):
        client.get("/praktijken/onderzoek-2016/")
