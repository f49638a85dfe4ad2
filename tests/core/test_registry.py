"""One class for registries, with one rule for "twice"."""

import pytest

from olievlek.core.registry import RegisteredTwiceError, Registry


def test_the_same_key_twice_raises_and_names_both_places() -> None:
    places: Registry[int] = Registry("places")
    places.register("here", 1)
    with pytest.raises(RegisteredTwiceError, match=r"places: 'here' is registered in \S+:\d+ and again in \S+:\d+"):
        places.register("here", 2)
    assert places["here"] == 1


def test_values_stand_by_order_and_then_as_they_came() -> None:
    places: Registry[str] = Registry("places")
    for key, order in (("third", 50), ("first", 10), ("fourth", 50), ("second", 20)):
        places.register(key, key, order=order)
    assert list(places) == ["first", "second", "third", "fourth"]
