"""Two colleagues answer one question at the same moment: one outcome, one entry."""

import pytest

from tests.crash.site import Site

pytestmark = pytest.mark.slow
TURNS = 6

PREPARE = f"""
import uuid
import django; django.setup()
from olievlek.accounts.models import User
from olievlek.conversations.models import Request
from olievlek.organisations.models import Organisation
asker = User.objects.create_user("vrager@voorbeeld.example")
for name in ("een", "twee"):
    User.objects.create_user(f"{{name}}@voorbeeld.example")
one, two = (Organisation.objects.create(code=c, slug=c, name=c, kind="municipality") for c in ("a", "b"))
for number in range({TURNS}):
    Request.objects.create(about_kind="case", about_id=number + 1, to=one, asker=asker, for_organisation=two,
                           text="Hoe?", language="nl")
"""
DECIDE = """
import sys
import django; django.setup()
from olievlek.accounts.models import User
from olievlek.conversations import actions
from olievlek.conversations.models import Request
who, deed = sys.argv[1:]
by = User.objects.get(email=f"{who}@voorbeeld.example")
print("ready", flush=True)
for question in Request.objects.order_by("pk"):
    try:
        actions.decline(question, by=by) if deed == "no" else actions.accept(question, by=by, name=who, phone="06")
        print("decided", flush=True)
    except actions.DecidedError:
        print("second", flush=True)
"""
READ = """
import django; django.setup()
from olievlek.conversations.models import Request
from olievlek.timeline.models import Entry
for question in Request.objects.order_by("pk"):
    events = Entry.objects.about(question).count()
    print(question.outcome, question.decided_by.email.split("@")[0], bool(question.contact_phone), events)
"""


def test_two_who_decide_at_once_give_one_outcome(site: Site) -> None:
    site.run("-c", PREPARE)
    pair = [site.start("-c", DECIDE, "een", "yes"), site.start("-c", DECIDE, "twee", "no")]
    said = [process.communicate()[0] for process in pair]
    assert all(process.returncode == 0 for process in pair), said
    assert sum(text.count("decided") for text in said) == TURNS
    for line in site.run("-c", READ).splitlines():
        outcome, who, has_phone, events = line.split()
        assert (outcome, who, has_phone) in {("yes", "een", "True"), ("no", "twee", "False")}
        assert events == "1"
