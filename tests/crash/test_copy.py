"""Two colleagues begin to copy the same case at once: one row, one stage, nobody gets an error."""

import time

import pytest

from tests.crash.site import Site
from tests.figures import say

pytestmark = pytest.mark.slow


def test_two_colleagues_who_copy_at_once_share_one_adoption(site: Site) -> None:
    case, body, *colleagues = site.run("-m", "tests.crash.copier", "prepare").split()
    when = str(time.time() + 6)
    started = [site.start("-m", "tests.crash.copier", "go", case, body, user, when) for user in colleagues]
    said = [process.communicate()[0].split() for process in started]
    assert all(process.returncode == 0 for process in started), said
    assert len({words[0] for words in said}) == 1
    assert sorted(words[1] for words in said) == ["late", "moved"]
    assert site.run("-c", COUNT).split() == ["1", "2"]
    say("two colleagues at once: 1 adoption, 2 steps, 0 errors")


COUNT = (
    "import django; django.setup(); from olievlek.library.models import Adoption, AdoptionStep; "
    "print(Adoption.objects.count(), AdoptionStep.objects.count())"
)
