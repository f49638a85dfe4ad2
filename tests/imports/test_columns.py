"""What a column is, by its name and by what stands in it."""

import pytest
from django.utils.translation import override

from olievlek.imports import cell_values, tongue
from olievlek.imports.columns import KEYS, guessed, names_people
from olievlek.writing.forms import ProofForm, TellForm


@pytest.mark.parametrize(
    "name",
    [
        "Projectteam", "Betrokkenen", "Penvoerder", "Accounthouder", "Werkgroep", "Ambassadeur", "Deelnemer", "Auteurs",
        "Ingediend door", "Bedacht door", "Submitted by", "Champion", "Sponsor", "LinkedIn", "Aanspreekpunt", "Contact",
        "Ambtelijk trekker", "Wijkmanager", "Beleidsmedewerker(s)", "Procesbegeleider / beheerder", "Naam regiocontact",
        "Functioneel beheerder", "Budgethouder", "Projectleden", "Projectcoördinatoren",
    ],
)  # fmt: skip
def test_a_column_of_people_is_seen_by_its_name(name: str) -> None:
    assert names_people(name, ["Noor", "Sem"])
    assert guessed([name, "Titel"]) == ["", "title"]


@pytest.mark.parametrize(
    "name",
    ["Titel", "Doelgroep", "Contract", "Beheer", "Leiding", "Houderschap", "Doel", "Onderdoor", "Effect", "Bron"],
)
def test_a_column_of_something_else_is_not(name: str) -> None:
    assert not names_people(name, ["Minder wachten aan de balie"])


@pytest.mark.parametrize(
    "typed", ["20240301", "FY24", "fy '24", "Q3 24", "najaar 2024", "2024-Q1", "1-3-’24", "mrt-24"]
)
def test_a_year_is_found_in_what_people_and_programs_write(typed: str) -> None:
    assert cell_values.year(typed) == 2024


@pytest.mark.parametrize("typed", ["20241399", "24", "x24", "12024001"])
def test_what_only_looks_like_a_year_is_none(typed: str) -> None:
    with pytest.raises(ValueError, match="geen jaar"):
        cell_values.year(typed)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("English (UK)", "en"),
        ("en_GB", "en"),
        ("nl-BE", "nl"),
        ("Duits (Zwitserland)", "de"),
        ("NL", "nl"),
        ("Spaans", None),
    ],
)
def test_a_language_is_known_with_its_country(typed: str, key: str | None) -> None:
    assert tongue.named(typed) == key


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_questions_of_our_own_form_are_names_of_columns(language: str) -> None:
    """Each beside a title, so that none is guessed because nothing else is left."""
    asked = {key: one for form in (TellForm, ProofForm) for key, one in form.base_fields.items() if key in KEYS}
    assert len(asked) >= 10
    with override(language):
        names = [str(field.label) for field in asked.values()]
    assert guessed(names) == list(asked)


@pytest.mark.parametrize("name", ["Wat deden jullie?", "Wat hebben jullie gedaan?", "What did you do?"])
def test_a_question_in_other_words_is_understood_too(name: str) -> None:
    assert guessed(["Titel", name]) == ["title", "done"]
