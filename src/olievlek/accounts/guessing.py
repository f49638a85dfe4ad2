"""How often somebody may guess a password, a mailed code or the digits of an app, and what is asked after that.

Three budgets for browsers that we do not know: of one account from one network, of one network, and of one account from
wherever. The last holds against who has many networks. Nobody is locked out by them: when one is used up we ask more
(a longer code, two codes in a row, a mailed code instead of the password), and a browser in which the owner came in
before has a budget of its own.
"""

import time
from dataclasses import dataclass

from django.http import HttpRequest

from olievlek.accounts import browsers
from olievlek.accounts.models import User
from olievlek.core.limits import DAY, HOUR, address_of, give_back, is_spent, take

SLIPS, MOST_NAMES = "accounts.slips", 20


@dataclass(frozen=True)
class Budget:
    """How many wrong ones: of an account from a network and of a network in an hour, of an account in a day."""

    name: str
    here: int
    network: int
    account: int
    browser: int = 10

    def limits(self, request: HttpRequest, whose: str) -> list[tuple[str, str, int, int]]:
        """Name, owner, most, minutes. The account comes last: who is stopped by another uses nothing of it up."""
        network = address_of(request)
        return [
            (f"{self.name}.here", f"{network}|{whose}", self.here, HOUR),
            (f"{self.name}.network", network, self.network, HOUR),
            (f"{self.name}.account", whose, self.account, DAY),
        ]


PASSWORD = Budget("accounts.password", here=5, network=10, account=50)
CODE = Budget("accounts.code", here=5, network=10, account=20)
STEP = Budget("accounts.step", here=10, network=100, account=20)


def may(budget: Budget, request: HttpRequest, whose: str, browser: str) -> bool:
    """Count one guess for an account, before it is compared; False when more must be asked.

    Args:
        whose: an address or a number; the same for accounts that exist and that do not.
        browser: of `browsers.known`, empty when nobody came in here before.
    """
    if browser:
        return take(f"{budget.name}.browser", browser, limit=budget.browser)
    if not all(
        take(name, owner, limit=most, minutes=past) for name, owner, most, past in budget.limits(request, whose)
    ):
        return False
    _slips(request, budget, whose, and_now=True)
    return True


def _slips(request: HttpRequest, budget: Budget, whose: str, *, and_now: bool) -> int:
    """How many guesses this browser made for this account in the last hour; then they are forgotten, or one more is."""
    now, key = int(time.time()), f"{budget.name}|{whose}"
    known: dict[str, list[int]] = dict(request.session.get(SLIPS, {}))
    mine = [at for at in known.pop(key, []) if at > now - HOUR * 60]
    known = dict(list(known.items())[-MOST_NAMES:])
    request.session[SLIPS] = {**known, key: [*mine, now]} if and_now else known
    return len(mine)


def is_over(budget: Budget, request: HttpRequest, whose: str, browser: str) -> bool:
    """Whether the next guess would be refused. Counts nothing."""
    if browser:
        return is_spent(f"{budget.name}.browser", browser, limit=budget.browser)
    limits = budget.limits(request, whose)
    return any(is_spent(name, owner, limit=most, minutes=past) for name, owner, most, past in limits)


def was_right(budget: Budget, request: HttpRequest, whose: str, browser: str) -> None:
    """The last guess was good. It counts no more, nor do the slips before it of the same person in the same browser."""
    if browser:
        give_back(f"{budget.name}.browser", browser)
        return
    many = _slips(request, budget, whose, and_now=False)
    for name, owner, _most, _past in budget.limits(request, whose):
        give_back(name, owner, many=many)


def may_try_password(request: HttpRequest, email: str) -> bool:
    return may(PASSWORD, request, email, browsers.known_by_address(request, email))


def password_was_right(request: HttpRequest, email: str) -> None:
    was_right(PASSWORD, request, email, browsers.known_by_address(request, email))


def may_try_step(request: HttpRequest, user: User) -> bool:
    """False when one right code is not enough."""
    return may(STEP, request, str(user.pk), browsers.known(request, user))


def step_was_right(request: HttpRequest, user: User) -> None:
    was_right(STEP, request, str(user.pk), browsers.known(request, user))
