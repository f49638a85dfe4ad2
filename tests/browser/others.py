"""Six municipalities that did the scan and let themselves be compared; then the comparison of the next half year.

python -m tests.browser.others        (in the environment of the server)
"""

import django

django.setup()

from django.utils import timezone  # noqa: E402  # needs the apps

from olievlek.organisations.models import Organisation  # noqa: E402  # as above
from olievlek.surveys import national  # noqa: E402  # as above
from olievlek.surveys.actions import closing, comparing  # noqa: E402  # as above
from tests.factories.accounts import make_user  # noqa: E402  # as above
from tests.factories.surveys import all_items, answer_at_once, make_round, team, the_scan  # noqa: E402  # as above

PEOPLE, BODIES = 8, 6


def main() -> None:
    bodies = Organisation.objects.filter(kind="municipality").exclude(name__contains="demo").order_by("pk")
    for number, body in enumerate(bodies[:BODIES]):
        comparing.join(body, instrument="innovation_scan", by=make_user(email=f"scan{number}@elders.example"))
        round_ = make_round(organisation=body, invited=team(f"o{number}", PEOPLE))
        answer_at_once(round_, [all_items(1 + number % 3)] * PEOPLE)
        closing.close(round_, by=None)
        closing.shuffle(round_)
    national.freeze(the_scan(), as_of=national.next_half_year(timezone.localdate()))


if __name__ == "__main__":
    main()
