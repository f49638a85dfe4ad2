"""Two presses on "Make drafts" at once, in processes: every row becomes one draft, and no more."""

import os
import time

import pytest

from tests.crash.site import Site
from tests.figures import say

pytestmark = pytest.mark.slow
TURNS, ROWS = int(os.environ.get("OLIEVLEK_SHEETS", "1")), 50

GROW = f"""
import django; django.setup()
import uuid
from olievlek.accounts.models import User
from olievlek.imports import actions
from olievlek.imports.bringing import Loaded
from olievlek.organisations.models import Membership, Organisation
from olievlek.vocabulary import content
content.load()
place = Organisation.objects.create(code="X1", slug="hier", name="Gemeente Hier", kind="municipality")
noor = User.objects.create_user("noor@voorbeeld.example")
Membership.objects.create(user=noor, organisation=place)
for turn in range({TURNS}):
    lines = [(row + 2, [f"Blad {{turn}} rij {{row}}", "Lang"]) for row in range({ROWS})]
    loaded = Loaded(["Titel", "Aanleiding"], lines, str(turn) * 64)
    print(actions.bring_sheet(loaded, name="x.csv", meant=["title", "problem"], organisation=place,
                              once=uuid.uuid4(), by=noor).pk)
"""

COUNT = """
import django; django.setup()
from olievlek.cases.models import Case
from olievlek.timeline.models import Entry
print(Case.objects.count(), Case.objects.values("title").distinct().count(),
      Entry.objects.filter(event="case.begun").count(), Entry.objects.filter(event="sheet.taken_in").count())
"""


def test_a_sheet_taken_in_by_two_at_once_makes_its_drafts_once(site: Site) -> None:
    sheets = site.run("-c", GROW).split()
    for sheet in sheets:
        moment = str(time.time() + 4)
        both = [site.start("-m", "tests.crash.taker", sheet, moment) for _press in range(2)]
        said = [process.communicate()[0].strip() for process in both]
        assert said == ["0", "0"]
    drafts, titles, begun, taken = map(int, site.run("-c", COUNT).split())
    doubled = drafts - titles
    words = f"{{sheets}} spreadsheets taken in by two at once on {site.vendor}: {{doubled}} drafts doubled"
    say(words, sheets=len(sheets), doubled=doubled)
    assert (drafts, titles, begun, taken) == (TURNS * ROWS, TURNS * ROWS, TURNS * ROWS, TURNS)
