"""What `make run` does before it serves, and messages on the desk of the moderators: every page has something to show.

python -m tests.browser.furnish        (in the environment of the server; one process, because starting costs most)
"""

import uuid

import django

django.setup()

from django.core.management import call_command  # noqa: E402  # needs the apps

from olievlek.conversations import actions, subjects  # noqa: E402  # needs the apps
from olievlek.conversations.kinds import CLAIM, CONTACT, CORRECT, NEED  # noqa: E402  # as above
from olievlek.library.models import Case  # noqa: E402  # as above

ABOUT = "De foto's op deze pagina kloppen niet: het hokje staat nu in de hal."


def main() -> None:
    for command, *options in (["migrate"], ["load_content"], ["load_demo"], ["collectstatic", "--noinput"]):
        call_command(command, *options, verbosity=0)
    leave_messages()
    call_command("reindex", verbosity=0)


def leave_messages() -> None:
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
