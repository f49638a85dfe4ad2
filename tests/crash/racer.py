"""One of two who do the same thing at the same moment, round after round.

python -m tests.crash.racer prepare ROUNDS       makes what the rounds are about
python -m tests.crash.racer run 0|1              reads `KIND ROUND MOMENT` lines, prints what came of each
python -m tests.crash.racer count                prints what stands in the database, as JSON
"""

import json
import sys
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import django

DIGITS = "12345678"
SHOWN = datetime(2026, 1, 1, tzinfo=UTC)
EACH = 100  # of an organisation, which can not have many invitations waiting


def prepare(rounds: str) -> None:
    from django.utils import timezone

    from olievlek.accounts import codes
    from olievlek.accounts.models import MailedCode, User
    from olievlek.adoptions.models import Adoption
    from olievlek.cases.models import Case
    from olievlek.conversations.models import Request
    from olievlek.organisations.actions import inviting, joining
    from olievlek.organisations.models import Invitation, Membership, Organisation
    from olievlek.vocabulary import content
    from olievlek.vocabulary.models import Term

    content.load()
    kind = Term.objects.filter(list="case_kinds").order_by("pk")[0]
    seen = Term.objects.get(list="adoption_stages", key="seen")
    body = Organisation.objects.create(code="X1", slug="hier", name="Gemeente Hier", kind="municipality")
    asking = Organisation.objects.create(code="X2", slug="daar", name="Gemeente Daar", kind="municipality")
    for place in range(2):
        head = User.objects.create_user(f"head{place}@hier.example")
        Membership.objects.create(user=head, organisation=body, coordinator_since=timezone.now())
    for turn in range(int(rounds)):
        joining.ask(body, by=User.objects.create_user(f"ask{turn}@elders.example"), once=uuid.UUID(int=turn + 1))
        case = Case.objects.create(slug=f"c{turn}", title="C", kind=kind, published_at=SHOWN)
        Adoption.objects.create(case=case, organisation=body, stage=seen)
        Case.objects.create(slug=f"n{turn}", title="N", kind=kind, published_at=SHOWN)
        Request.objects.create(about_kind="case", about_id=case.pk, to=body, asker=head, for_organisation=asking,
                               text="Hoe?", language="nl")  # fmt: skip
        code = codes.ask(f"code{turn}@elders.example", codes.Purpose.SIGN_IN, language="nl")
        digest = codes._digest(code.drawn, DIGITS)
        MailedCode.objects.filter(pk=code.pk).update(mailed_at=timezone.now(), digest=digest)
        guest = User.objects.create_user(f"guest{turn}@elders.example")
        codes.prove(guest, guest.email)
        if turn % EACH == 0:
            number = turn // EACH
            inviting_body = Organisation.objects.create(code=f"Y{number}", slug=f"y{number}", name=f"Y{number}")
        invited = inviting.invite(inviting_body, email=guest.email, by=head)
        Invitation.objects.filter(pk=invited.pk).update(digest=inviting.digest_of(f"token{turn}"))


def decide(turn: int, who: int) -> str:
    from olievlek.accounts.models import User
    from olievlek.organisations.actions import joining
    from olievlek.organisations.models import JoinRequest

    asked = JoinRequest.objects.get(user__email=f"ask{turn}@elders.example")
    by = User.objects.get(email=f"head{who}@hier.example")
    return str(joining.decide(asked, accept=who == 0, reason="Nee", by=by).outcome)


def move(turn: int, who: int) -> str:
    from olievlek.accounts.models import User
    from olievlek.adoptions import actions as adoptions_actions
    from olievlek.adoptions.models import Adoption
    from olievlek.core.rows.stages import CannotMoveError

    adoption = Adoption.objects.get(case__slug=f"c{turn}")
    by = User.objects.get(email=f"head{who}@hier.example")
    try:
        adoptions_actions.move(adoption, stage="in_use", by=by, once=uuid.uuid4())
    except CannotMoveError:
        return "late"
    return "moved"


def begin(turn: int, who: int) -> str:
    from olievlek.accounts.models import User
    from olievlek.adoptions import actions as adoptions_actions
    from olievlek.cases.models import Case
    from olievlek.organisations.models import Organisation

    body, by = Organisation.objects.get(slug="hier"), User.objects.get(email=f"head{who}@hier.example")
    return str(adoptions_actions.copy(Case.objects.get(slug=f"n{turn}"), organisation=body, by=by).stage.key)


def answer(turn: int, who: int) -> str:
    """One says yes and how to be reached, the other says no."""
    from olievlek.accounts.models import User
    from olievlek.conversations import actions
    from olievlek.conversations.models import Request

    asked, by = Request.objects.order_by("pk")[turn], User.objects.get(email=f"head{who}@hier.example")
    try:
        actions.decline(asked, by=by) if who else actions.accept(asked, by=by, name=by.email, phone="06")
    except actions.DecidedError:
        return "second"
    return "decided"


def sign_in(turn: int, _who: int) -> str:
    from olievlek.accounts import codes
    from olievlek.accounts.models import MailedCode

    reference = MailedCode.objects.get(email=f"code{turn}@elders.example").reference
    return "in" if codes.sign_in(str(reference), DIGITS) else "out"


def accept(turn: int, _who: int) -> str:
    from olievlek.accounts.models import User
    from olievlek.organisations.actions import inviting

    member = inviting.accept(f"token{turn}", by=User.objects.get(email=f"guest{turn}@elders.example"))
    return "joined" if member else "gone"


def take(turn: int, _who: int) -> str:
    from olievlek.core import limits

    return "taken" if limits.take("race", str(turn), limit=5) else "full"


def unsure(turn: int, who: int) -> str:
    """As limits were counted before: first look, then write. Here to show that the race can be lost."""
    from olievlek.core.models import Hit

    key = f"unsure{turn}"
    if Hit.objects.filter(key=key).count() >= 5:
        return "full"
    Hit.objects.create(key=key, place=time.monotonic_ns() // 1000 % 10**8 * 10 + who)
    return "taken"


KINDS: dict[str, Callable[[int, int], str]] = {
    one.__name__: one for one in (decide, move, begin, answer, sign_in, accept, take, unsure)
}


def run(who: str) -> None:
    print("ready", flush=True)
    for line in sys.stdin:
        kind, turn, moment = line.split()
        time.sleep(max(0.0, float(moment) - time.time()))
        try:
            print(KINDS[kind](int(turn), int(who)), flush=True)
        except Exception as error:  # it is an outcome, and a wrong one
            print(type(error).__name__, flush=True)


def count() -> None:
    from olievlek.accounts.models import Address, MailedCode, User
    from olievlek.adoptions.models import Adoption, AdoptionStep
    from olievlek.conversations.models import Request
    from olievlek.core.models import OutgoingMail
    from olievlek.organisations.models import Invitation, JoinRequest, Membership
    from olievlek.timeline.models import Entry

    members = Membership.objects.filter(ended_at=None)
    found: dict[str, Any] = {
        "let in": members.filter(user__email__startswith="ask").count(),
        "accepted": JoinRequest.objects.filter(outcome="accepted").count(),
        "declined": JoinRequest.objects.filter(outcome="declined").count(),
        "letters": OutgoingMail.objects.filter(to__startswith="ask").count(),
        "steps": AdoptionStep.objects.filter(adoption__case__slug__startswith="c").count(),
        "begun": Adoption.objects.filter(case__slug__startswith="n").count(),
        "said yes": Request.objects.filter(
            outcome="yes", contact_phone="06", decided_by__email__startswith="head0"
        ).count(),
        "said no": Request.objects.filter(
            outcome="no", contact_phone="", decided_by__email__startswith="head1"
        ).count(),
        "answers told": Entry.objects.filter(about_kind="request").count(),
        "codes used": MailedCode.objects.filter(used_at__isnull=False).count(),
        "people by code": User.objects.filter(email__startswith="code").count(),
        "addresses by code": Address.objects.filter(email__startswith="code").count(),
        "guests": members.filter(user__email__startswith="guest").count(),
        "invitations used": Invitation.objects.filter(used_at__isnull=False).count(),
        "joined": Entry.objects.filter(event="organisation.joined").count(),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    django.setup()
    deeds: dict[str, Callable[..., None]] = {"prepare": prepare, "run": run, "count": count}
    deeds[sys.argv[1]](*sys.argv[2:])
