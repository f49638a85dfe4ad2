"""The mail server is down, and workers are killed while they send: no mail is lost, none comes twice."""

import os
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.crash.site import Site
from tests.figures import say

pytestmark = pytest.mark.slow
MAILS = int(os.environ.get("OLIEVLEK_MAILS", "60"))
KILLS = int(os.environ.get("OLIEVLEK_MAIL_KILLS", "2"))

QUEUE = f"""
import django; django.setup()
from olievlek.core.mail import queue_mail
for number in range({MAILS}):
    queue_mail(to=f"p{{number}}@voorbeeld.example", subject="Hallo", body="Dag")
"""
WORK = """
import sys
from datetime import timedelta
import django; django.setup()
from olievlek.core import mail
mail.LEASE = timedelta(seconds=1)
while True:
    print(mail.send_waiting(), flush=True)
"""
WAITING = """
import django; django.setup()
from olievlek.core.models import OutgoingMail
print(OutgoingMail.objects.filter(sent_at=None).count(), OutgoingMail.objects.filter(failures__gt=0).count())
"""
AWAY = """
import django; django.setup()
from django.test import Client
from olievlek.core import mail
from olievlek.accounts import codes
answers = [Client().post("/inloggen/mail/", {"email": f"q{n}@voorbeeld.example"}, REMOTE_ADDR=f"10.0.0.{n}",
                         headers={"host": "localhost"}) for n in range(8)]
print(max(answer.status_code for answer in answers), [mail.send_waiting() for _ in range(30)].count(0),
      [codes.send_asked() for _ in range(30)].count(0))
"""


def mailed(kept: Path) -> Counter[str]:
    """How often the server took each mail."""
    return Counter(kept.read_text().split("\n")[:-1]) if kept.exists() else Counter()


def test_no_mail_is_lost_or_doubled_when_workers_are_killed(site: Site, tmp_path: Path) -> None:
    kept, dice = tmp_path / "kept", random.Random(2026)
    postman = site.start("-m", "tests.crash.postman", str(kept))
    try:
        assert postman.stdout is not None
        address: dict[str, Any] = {"EMAIL_URL": f"smtp://127.0.0.1:{int(postman.stdout.readline())}"}
        site.run("-c", QUEUE)
        for _ in range(KILLS):
            worker = site.start("-c", WORK, **address)
            before, wanted, until = len(mailed(kept)), dice.randrange(1, MAILS // (KILLS + 1)), time.monotonic() + 60
            while len(mailed(kept)) < before + wanted and time.monotonic() < until:
                time.sleep(0.001)
            time.sleep(dice.uniform(0, 0.02))
            worker.kill()
            worker.communicate()
        worker, until = site.start("-c", WORK, **address), time.monotonic() + 120
        while len({line.split()[0] for line in mailed(kept)}) < MAILS and time.monotonic() < until:
            time.sleep(0.2)
        time.sleep(2)  # longer than a claim lasts: what would come twice, comes now
        worker.kill()
        worker.communicate()
    finally:
        postman.kill()
        postman.communicate()
    taken = mailed(kept)
    people = Counter(line.split()[0] for line in taken)  # a mailbox keeps one of two with the same Message-ID
    again = sum(count - 1 for count in taken.values())
    lost, doubled = MAILS - len(people), sum(count - 1 for count in people.values())
    words = "{mails} mails, worker killed {kills} times on " + site.vendor
    say(words + ": {lost} lost, {doubled} doubled, {again} handed over again with the same Message-ID",
        mails=MAILS, kills=KILLS, lost=lost, doubled=doubled, again=again)  # fmt: skip
    assert (lost, doubled) == (0, 0)
    assert again <= KILLS


def test_without_a_mail_server_no_request_fails_and_no_mail_is_given_up(site: Site, tmp_path: Path) -> None:
    site.run("-c", QUEUE)
    nowhere: dict[str, Any] = {"EMAIL_URL": "smtp://127.0.0.1:1"}
    worker = site.start("-c", AWAY, **nowhere)
    said, _rest = worker.communicate()
    worst, *idle = said.split()[-3:]
    waiting, refused = site.run("-c", WAITING).split()
    say("mail server down: worst answer {worst}, {waiting} mails wait, {refused} given a try",
        worst=int(worst), waiting=int(waiting), refused=int(refused))  # fmt: skip
    assert int(worst) < 400
    assert idle == ["30", "30"]
    assert (int(waiting), int(refused)) == (MAILS, 0)
