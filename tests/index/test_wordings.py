"""What moderators change about the plain words."""

import pytest

from olievlek.core import audience
from olievlek.index import lists, reader, wordings
from olievlek.timeline.models import Entry
from tests.factories.accounts import make_moderator
from tests.factories.index import index_all, make_thing

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def offices(question: str) -> list[str]:
    return [one.office for one in reader.meant(question)]


def test_added_words_find_at_once_and_removed_words_no_more() -> None:
    by, thing = make_moderator(), make_thing(title="Verkeersregelinstallatie")
    index_all()
    assert reader.ask("snorrebot", tokens=[audience.PUBLIC]).hits == []
    assert wordings.add("verkeersregelinstallatie", "snorrebot", by=by)
    assert thing
    assert len(reader.ask("snorrebot", tokens=[audience.PUBLIC]).hits) == 1
    assert offices("twee snorrebots") == ["verkeersregelinstallatie"]
    assert wordings.remove("verkeersregelinstallatie", "snorrebot", by=by)
    assert offices("snorrebot") == []


def test_a_pair_of_the_file_can_be_taken_away_and_put_back() -> None:
    by = make_moderator()
    make_thing()
    index_all()
    office, plain = "begraafplaats", "kerkhof"
    assert (office, plain) in lists.plain_words()
    wordings.remove(office, plain, by=by)
    assert office not in offices("kerkhof")
    assert len(wordings.pairs()) == len(lists.plain_words()) - 1
    wordings.add(office, plain, by=by)
    assert office in offices("kerkhof")
    assert set(wordings.pairs()) == set(lists.plain_words())


def test_the_same_change_twice_is_one_change_on_the_timeline() -> None:
    by = make_moderator()
    assert [wordings.add("leges", "snorrebot", by=by) for _ in range(2)] == [True, False]
    assert [wordings.remove("leges", "snorrebot", by=by) for _ in range(2)] == [True, False]
    told = list(Entry.objects.order_by("pk").values_list("event", "by"))
    assert told == [("wording.added", by.pk), ("wording.removed", by.pk)]


def test_without_an_index_nothing_is_meant() -> None:
    assert reader.meant("stoplicht") == []
