"""What a column is, by its name and by what stands in it."""

import pytest

from olievlek.library.columns import guessed, names_people


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
