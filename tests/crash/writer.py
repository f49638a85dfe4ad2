"""One process that writes as a deed does: read a row for update, record what happened, commit, say so.

    python -m tests.crash.writer FIRST COUNT        prints each number after its commit, then `done SECONDS`

CRASH_DEFERRED=1 takes away `BEGIN IMMEDIATE` and the waiting: the control that must show lock errors.
"""

import os
import sys
import time

import django
from django.conf import settings


def main(first: int, count: int) -> None:
    """Write `count` entries; a refused one is named and the next begins."""
    if os.environ.get("CRASH_DEFERRED"):
        settings.DATABASES["default"]["OPTIONS"] |= {"transaction_mode": None, "timeout": 0}
    django.setup()
    begin = time.perf_counter()
    for number in range(first, first + count):
        write(number)
    print(f"done {time.perf_counter() - begin:.3f}", flush=True)


def write(number: int) -> None:
    from django.db import OperationalError, transaction

    from olievlek.accounts.models import User
    from olievlek.timeline import events
    from olievlek.timeline.record import record

    try:
        with transaction.atomic():
            person = User.objects.select_for_update().order_by("pk").first()
            assert person is not None
            record(events.every()[0], about=person, by=person, number=number)
        sys.stdout.write(f"{number}\n")
    except OperationalError as error:
        sys.stdout.write(f"error {error}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
