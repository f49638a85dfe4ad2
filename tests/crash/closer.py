"""One of two organisations that close a round about the same people at the same moment.

python -m tests.crash.closer prepare ROUNDS      two rounds each time: five people, and the same five with one more
python -m tests.crash.closer run 0|1             reads `ROUND MOMENT` lines, prints what came of each
python -m tests.crash.closer unguarded 0|1 DIR   the same, where neither waits and both have chosen before one goes on
"""

import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import django

PATIENCE = 30


def prepare(rounds: str) -> None:
    from django.utils import timezone

    from olievlek.organisations.models import Organisation
    from olievlek.surveys import content
    from olievlek.surveys.models import Answer, Item, Participation, Questionnaire, Register, Round
    from olievlek.vocabulary import content as vocabulary

    vocabulary.load()
    content.load()
    questionnaire = Questionnaire.objects.newest("innovation_scan")
    values = dict.fromkeys(Item.objects.order_by("position").values_list("key", flat=True), 2)
    for who in range(2):
        organisation = Organisation.objects.create(code=f"C{who}", slug=f"c{who}", name=f"C{who}")
        for turn in range(int(rounds)):
            round_ = Round.objects.create(
                questionnaire=questionnaire, organisation=organisation, size_class="B", code=f"{who}{turn:05}",
                closes_on=timezone.localdate(), once=uuid.uuid4(),
            )  # fmt: skip
            people = [f"{turn} {place}" for place in range(5 + who)]
            rows = Participation.objects.bulk_create(Participation(round=round_, person=one) for one in people)
            Register.objects.create(round=round_, answered=sorted(str(row.key) for row in rows))
            Answer.objects.bulk_create(Answer(round=round_, values=values) for _ in rows)


def run(who: str) -> None:
    from olievlek.surveys.actions import closing

    _listen(who, lambda round_, _turn: closing.close(round_, by=None))


def unguarded(who: str, folder: str) -> None:
    from olievlek.surveys import releasing
    from olievlek.surveys.actions import closing

    releasing.wait_for_others = lambda: None

    def close(round_: object, turn: int) -> None:
        def choose(one: object) -> releasing.Chosen:
            chosen = releasing.chosen_keys(one)  # type: ignore[arg-type]
            (Path(folder) / f"{turn} {who}").touch()
            ends = time.monotonic() + PATIENCE
            while not (Path(folder) / f"{turn} {1 - int(who)}").exists() and time.monotonic() < ends:
                time.sleep(0.01)
            return chosen

        closing.close(round_, by=None, choose=choose)  # type: ignore[arg-type]

    _listen(who, close)


def _listen(who: str, close: Callable[..., None]) -> None:
    from olievlek.surveys.models import Cell, Round

    print("ready", flush=True)
    for line in sys.stdin:
        turn, moment = line.split()
        round_ = Round.objects.get(code=f"{who}{int(turn):05}")
        time.sleep(max(0.0, float(moment) - time.time()))
        try:
            close(round_, int(turn))
            print("shown" if Cell.objects.released().filter(round=round_).exists() else "hidden", flush=True)
        except Exception as error:  # it is an outcome, and a wrong one
            print(type(error).__name__, flush=True)


if __name__ == "__main__":
    django.setup()
    deeds: dict[str, Callable[..., None]] = {"prepare": prepare, "run": run, "unguarded": unguarded}
    deeds[sys.argv[1]](*sys.argv[2:])
