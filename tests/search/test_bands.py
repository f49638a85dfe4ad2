"""A question that no example that ships answers: nobody told this here yet, until somebody does."""

from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.utils import timezone, translation

from olievlek.index import projection
from olievlek.library import everyday
from olievlek.search import bands
from olievlek.search.answers import Asked
from olievlek.search.find import Found, find
from tests.factories.accounts import make_moderator
from tests.factories.index import index_all
from tests.factories.library import make_case

pytestmark = pytest.mark.django_db
TOLD = {  # what nobody answered: the example that is published about it later
    "pesten in de klas": ("Pesten in de klas stopt", "Leerlingen praten elke week over pesten in hun klas."),
    "schoolgebouw lekt, wie betaalt": ("Wie betaalt een lekkend schoolgebouw", "Het schoolgebouw lekt; wij betalen."),
    "blue zone disc": ("A disc for the blue zone", "Drivers park with a disc in the blue zone."),
}


def asked(text: str, language: str) -> Found:
    with translation.override(language):
        return find(Asked(text), user=AnonymousUser())


def test_an_example_that_is_published_about_what_nobody_answered_fits() -> None:
    call_command("load_content", verbosity=0, stdout=StringIO())
    index_all()
    assert TOLD.keys() <= set(everyday.unanswered())
    for text, (title, done) in TOLD.items():
        language = "en" if "disc" in text else "nl"
        before = asked(text, language)
        assert before.is_none, f"{text}: control, nobody told this"
        case = make_case(title=title, done=done, language=language)
        projection.refresh_many([case])
        index_all()
        found = asked(text, language)
        assert not found.is_none
        assert found.page.object_list[0].url.endswith(case.get_absolute_url())
        assert found.page.object_list[0].is_fitting


def test_nothing_is_held_against_an_example_that_people_changed() -> None:
    make_case(key="ships")
    changed = make_case(key="changed", corrected_at=timezone.now(), corrected_by=make_moderator())
    told = make_case()
    assert bands._shipped().keys().isdisjoint({changed.pk, told.pk})
    assert len(bands._shipped()) == 1
