"""What stays is out of the collector's rounds; what replaced it too, and the old one goes."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from olievlek.core import memory


class Held:
    """Refers to itself, so that only the collector can take it away."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    threshold = gc.get_threshold()
    gc.unfreeze()  # another test may have started the web process in this one
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)


def test_a_process_that_never_settled_is_left_alone() -> None:
    threshold = gc.get_threshold()
    memory.settle_again()
    assert (gc.get_freeze_count(), gc.get_threshold()) == (0, threshold)


def test_what_was_replaced_goes_and_what_stays_is_looked_at_no_more() -> None:
    old = Held()
    memory.settle()
    assert gc.get_freeze_count()
    gone = weakref.ref(old)
    del old
    gc.collect()
    assert gone() is not None
    memory.settle_again()
    assert gone() is None
    assert gc.get_freeze_count()
    assert gc.get_threshold() == memory.RARELY
