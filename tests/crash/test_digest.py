"""The daily mail is neither lost nor doubled, however many workers make it and however often they are killed."""

import os
import random
from collections import Counter

import pytest

from tests.crash.site import Site
from tests.figures import say

pytestmark = pytest.mark.slow
PEOPLE = 40
KILLS = int(os.environ.get("OLIEVLEK_KILLS", "1"))

PREPARE = f"""
import django; django.setup()
from olievlek.accounts.models import User
from olievlek.cases.models import Case
from olievlek.timeline import actions
from olievlek.timeline.record import record
from olievlek.cases.events import CASE_CORRECTED
from olievlek.vocabulary.models import Term
kind = Term.objects.create(list="case_kinds", key="practice", name_nl="Praktijk", name_en="Practice", position=1)
from django.utils import timezone
case = Case.objects.create(title="Taalcafe", slug="taalcafe", kind=kind, published_at=timezone.now())
for number in range({PEOPLE}):
    actions.follow(case, by=User.objects.create_user(f"lezer{{number}}@voorbeeld.example"))
record(CASE_CORRECTED, about=case, by=None)
"""
WORK = """
import django; django.setup()
from django.utils import timezone
from olievlek.notifications import digest
print("ready", flush=True)
for pk in digest.waiting(timezone.localdate()):
    print(pk, digest.make(pk, timezone.localdate()), flush=True)
"""
READ = """
import django; django.setup()
from olievlek.core.models import OutgoingMail
print(*[mail.to for mail in OutgoingMail.objects.order_by("pk")])
"""


def test_killed_and_competing_workers_make_one_mail_each(site: Site) -> None:
    site.run("-c", PREPARE)
    dice = random.Random(2026)
    for _ in range(KILLS):
        workers = [site.start("-c", WORK) for _ in range(2)]
        for worker in workers:
            assert worker.stdout is not None
            for _ in range(dice.randrange(1, 6)):
                worker.stdout.readline()
            worker.kill()
        for worker in workers:
            worker.communicate()
    for worker in [site.start("-c", WORK) for _ in range(2)]:
        output, _ = worker.communicate()
        assert worker.returncode == 0, output
    mailed = Counter(site.run("-c", READ).split())
    doubled = sum(count - 1 for count in mailed.values())
    say(
        "{kills} times two workers killed, {people} people, {lost} mails lost, {doubled} doubled",
        kills=KILLS,
        people=PEOPLE,
        lost=PEOPLE - len(mailed),
        doubled=doubled,
    )
    assert len(mailed) == PEOPLE
    assert not doubled
