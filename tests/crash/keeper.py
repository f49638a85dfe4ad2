"""One process that writes as a deed with a file does: keep the bytes, then commit the row that names them, then say so.

    python -m tests.crash.keeper FIRST        prints each number after its commit, until it is killed

Now and then it takes a row and its file away, as the sweep does a day later.
"""

import sys

import django


def main(first: int) -> None:
    django.setup()
    for number in range(first, first + 1_000_000):
        write(number)


def write(number: int) -> None:
    from django.db import transaction

    from olievlek.accounts.models import User
    from olievlek.core import photos
    from olievlek.timeline import events
    from olievlek.timeline.record import record

    digest = photos.keep(f"the bytes of photo {number}".encode())
    with transaction.atomic():
        person = User.objects.select_for_update().order_by("pk").first()
        assert person is not None
        record(events.every()[0], about=person, by=person, number=number, file=digest)
        User.objects.filter(pk=person.pk).update(name=f"After {number}")
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
