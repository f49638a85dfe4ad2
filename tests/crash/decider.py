"""One process that decides a request to join, at the moment all others do.

python -m tests.crash.decider REQUEST PERSON yes|no MOMENT        prints the outcome it found
"""

import sys
import time

import django


def main(request: int, person: int, answer: str, moment: float) -> None:
    """Wait for the moment, decide, say how it ended."""
    django.setup()
    from olievlek.accounts.models import User
    from olievlek.organisations.actions import joining
    from olievlek.organisations.models import JoinRequest

    asked, by = JoinRequest.objects.get(pk=request), User.objects.get(pk=person)
    time.sleep(max(0.0, moment - time.time()))
    decided = joining.decide(asked, accept=answer == "yes", reason="Nee", by=by)
    print(decided.outcome, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], float(sys.argv[4]))
