"""One colleague who begins to copy, at the same moment as another; then both move it on with forms of their own.

python -m tests.crash.copier prepare          prints the keys of case, organisation and both colleagues
python -m tests.crash.copier go CASE ORGANISATION USER WHEN        prints the key of the adoption
"""

import sys
import time
import uuid

import django


def prepare() -> None:
    """A case, an organisation, two colleagues."""
    from olievlek.accounts.models import User
    from olievlek.library.models import Case
    from olievlek.organisations.models import Membership, Organisation
    from olievlek.vocabulary import content
    from olievlek.vocabulary.models import Term

    content.load()
    kind = Term.objects.filter(list="case_kinds").order_by("pk").first()
    body = Organisation.objects.create(code="X1", slug="ergens", name="Gemeente Ergens", kind="municipality")
    case = Case.objects.create(slug="gem", title="Gem", kind=kind, published_at="2026-01-01T00:00:00Z")
    users = [User.objects.create_user(f"collega{number}@ergens.example") for number in (1, 2)]
    for user in users:
        Membership.objects.create(user=user, organisation=body)
    print(case.pk, body.pk, *(user.pk for user in users))


def go(case: str, organisation: str, user: str, when: str) -> None:
    from olievlek.accounts.models import User
    from olievlek.library import actions
    from olievlek.library.models import Case
    from olievlek.organisations.models import Organisation

    found = Case.objects.get(pk=case)
    body, person = Organisation.objects.get(pk=organisation), User.objects.get(pk=user)
    time.sleep(max(0.0, float(when) - time.time()))
    adoption = actions.copy(found, organisation=body, by=person)
    try:
        actions.move(adoption, stage="in_use", by=person, once=uuid.uuid4())
        moved = "moved"
    except actions.CanNotMoveError:
        moved = "late"
    print(adoption.pk, moved)


if __name__ == "__main__":
    django.setup()
    {"prepare": prepare, "go": go}[sys.argv[1]](*sys.argv[2:])
