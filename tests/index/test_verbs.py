"""Forms of verbs."""

import pytest

from olievlek.index import lists
from olievlek.index.analysis import stem
from olievlek.index.verbs import infinitive, joined


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("betaalt", "betalen"),
        ("betaald", "betalen"),
        ("geparkeerd", "parkeren"),
        ("geregeld", "regelen"),
        ("verhuisd", "verhuizen"),
        ("gestolen", "stelen"),
        ("aangevraagd", "aanvragen"),
        ("inschrijft", "inschrijven"),
        ("verboden", "verbieden"),
        ("weggegooid", "weggooien"),
        ("leden", "leden"),
        ("plant", "plant"),
        ("balie", "balie"),
    ],
)
def test_a_form_leads_to_its_verb_and_a_noun_stays_itself(form: str, verb: str) -> None:
    assert infinitive(form) == verb


def test_a_verb_and_its_particle_are_one() -> None:
    assert joined("aan", "vraag") == "aanvragen"
    assert joined("op", "zegt") == "opzeggen"
    assert joined("de", "vraag") is None
    assert joined("aan", "balie") is None


def test_every_verb_on_the_list_is_its_own_infinitive() -> None:
    assert [verb for verb in lists.verbs() if infinitive(verb) != verb] == []


@pytest.mark.parametrize(
    ("one", "other"), [("kaartje", "kaart"), ("boompje", "boom"), ("schuurtje", "schuur"), ("huisjes", "huizen")]
)
def test_small_things_are_things(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("noun", ["namen", "verslagen", "vervoer", "invoer", "aandacht", "verkeerd", "overleden"])
def test_a_noun_that_looks_like_a_form_with_a_prefix_stays_itself(noun: str) -> None:
    assert infinitive(noun) == noun


def test_comparing_is_a_verb_of_its_own() -> None:
    assert {infinitive(form) for form in ("vergelijkt", "vergeleken", "vergeleek")} == {"vergelijken"}
