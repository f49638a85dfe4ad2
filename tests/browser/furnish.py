"""Messages on the desk of the moderators, so that every page has something to show: python -m tests.browser.furnish."""

import uuid

import django

django.setup()

from olievlek.conversations import actions, subjects  # noqa: E402  # needs the apps
from olievlek.conversations.kinds import CLAIM, CONTACT, CORRECT, NEED  # noqa: E402  # as above
from olievlek.library.models import Case  # noqa: E402  # as above

ABOUT = "De foto's op deze pagina kloppen niet: het hokje staat nu in de hal."


def main() -> None:
    subject = subjects.get("case")
    case = Case.objects.published().order_by("pk").first()
    assert subject is not None
    assert case is not None
    for kind in (CORRECT, CLAIM):
        actions.send(
            kind, once=uuid.uuid4(), text=ABOUT, by=None, about=(subject, case), name="Noor", email="noor@zeist.example"
        )
    for kind in (NEED, CONTACT):
        actions.send(kind, once=uuid.uuid4(), text="Wie heeft dit al opgelost?", by=None)


if __name__ == "__main__":
    main()
