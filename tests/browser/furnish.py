"""What `make run` does between its migrations and serving, and what people did: messages on the desk of the moderators,
and two real municipalities with somebody who works there. Every page has something to show.

python -m tests.browser.furnish        (in the environment of the server; one process, because starting costs most)
"""

import uuid

import django

django.setup()

from django.core.management import call_command  # noqa: E402  # needs the apps
from django.utils import timezone  # noqa: E402  # as above

from olievlek.accounts.codes import prove  # noqa: E402  # needs the apps
from olievlek.accounts.models import User  # noqa: E402  # as above
from olievlek.cases.models import Case  # noqa: E402  # as above
from olievlek.moderation import actions, subjects  # noqa: E402  # as above
from olievlek.moderation.kinds import CLAIM, CONTACT, CORRECT, NEED  # noqa: E402  # as above
from olievlek.organisations.actions.joining import enter  # noqa: E402  # as above
from olievlek.organisations.models import Layer, Organisation  # noqa: E402  # as above
from tests.browser.server import COPIER, MAKER, PASSWORD  # noqa: E402  # as above

ABOUT = "De foto's op deze pagina kloppen niet: het hokje staat nu in de hal."


def main() -> None:
    for command, *options in (["load_content"], ["load_demo"], ["collectstatic", "--noinput"]):
        call_command(command, *options, verbosity=0)
    leave_messages()
    let_in(COPIER, "Saar de Wit", "gemeente-amersfoort", "adviseur sociaal domein")
    let_in(MAKER, "Bas Vermeer", "gemeente-utrecht", "teamleider Geldzaken", coordinator=True)
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


def let_in(email: str, name: str, slug: str, job: str, *, coordinator: bool = False) -> None:
    """Somebody who does not exist, in a municipality that does: only those are on the map."""
    person = User(email=email, name=name, joined_at=timezone.now(), last_login=timezone.now())
    person.set_password(PASSWORD)
    person.save()
    prove(person, email)
    body = Organisation.objects.get(slug=slug)
    enter(person, body, by=None, layer=Layer.PRACTICE, job=job, coordinator=coordinator)


if __name__ == "__main__":
    main()
