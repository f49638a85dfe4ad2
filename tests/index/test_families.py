"""Near copies."""

from olievlek.index.families import family


def test_the_same_product_at_two_organisations_is_one_family() -> None:
    assert family("Virtuele assistent Gem Delft", "Gemeente Delft") == family(
        "Virtuele Assistent Gem", "Gemeente Gouda"
    )


def test_other_things_are_other_families() -> None:
    assert family("Anonimiseren met A", "Gemeente Delft") != family("Parkeren", "Gemeente Delft")


def test_a_title_that_only_names_the_organisation_has_no_family() -> None:
    assert family("Gemeente Delft", "Gemeente Delft") == ""
