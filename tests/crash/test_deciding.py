"""Two coordinators decide the same request at once, in processes: there is one outcome, and both see it."""

import os
import time

import pytest

from tests.crash.site import Site
from tests.figures import say

pytestmark = pytest.mark.slow
TURNS = int(os.environ.get("OLIEVLEK_DECISIONS", "4"))

GROW = """
import django; django.setup()
import uuid
from django.utils import timezone
from olievlek.accounts.models import User
from olievlek.organisations.actions import joining
from olievlek.organisations.models import Membership, Organisation
place = Organisation.objects.create(code="X1", slug="hier", name="Gemeente Hier", kind="municipality")
heads = [User.objects.create_user(f"head{n}@voorbeeld.example") for n in range(2)]
for head in heads:
    Membership.objects.create(user=head, organisation=place, coordinator_since=timezone.now())
asks = [joining.ask(place, by=User.objects.create_user(f"p{n}@voorbeeld.example"), once=uuid.uuid4()).pk
        for n in range(%d)]
print(*[head.pk for head in heads], *asks)
"""

COUNT = """
import django; django.setup()
from olievlek.organisations.models import JoinRequest, Membership
from olievlek.timeline.models import Entry
from olievlek.core.models import OutgoingMail
accepted = JoinRequest.objects.filter(outcome="accepted").count()
print(accepted, JoinRequest.objects.filter(outcome="declined").count(),
      Membership.objects.filter(coordinator_since=None).count(),
      Entry.objects.filter(event="organisation.joined").count(),
      Entry.objects.filter(event="organisation.join_declined").count(),
      OutgoingMail.objects.filter(to__startswith="p").count())
"""


def test_two_coordinators_who_decide_at_once_give_one_outcome(site: Site) -> None:
    one, two, *asks = site.run("-c", GROW % TURNS).split()
    said = []
    for asked in asks:
        moment = str(time.time() + 4)
        both = [
            site.start("-m", "tests.crash.decider", asked, person, answer, moment)
            for person, answer in ((one, "yes"), (two, "no"))
        ]
        said.append({process.communicate()[0].strip() for process in both})
    accepted, declined, members, joined, refused, mails = map(int, site.run("-c", COUNT).split())
    words = f"{{turns}} requests decided by two at once on {site.vendor}: {{split}} with two outcomes"
    say(words, turns=len(asks), split=sum(len(one) > 1 for one in said))
    assert all(one in ({"accepted"}, {"declined"}) for one in said), said
    assert (accepted + declined, accepted, declined, mails) == (len(asks), members, refused, len(asks))
    assert joined == accepted
