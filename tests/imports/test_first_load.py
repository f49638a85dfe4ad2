"""The first load of an empty database; apart, because the tests beside it share a loaded one."""

import pytest

from olievlek.adoptions.models import Adoption
from olievlek.cases.models import Case, Lineage
from tests.imports.loads import everything, load


@pytest.mark.django_db
def test_it_loads_everything_and_says_how_many() -> None:
    done = load()
    assert done["cases"] == done["made"] == Case.objects.published().count() == 114
    assert done["adoptions"] == done["new adoptions"] == Adoption.objects.count() == 477
    assert done["new links"] == Lineage.objects.count() == 4
    assert done["organisations"] == 523


@pytest.mark.both
@pytest.mark.django_db
def test_twice_changes_nothing() -> None:
    load()
    before = everything()
    done = load()
    assert everything() == before
    assert {done[what] for what in ("made", "changed", "new adoptions", "new links")} == {0}
