"""olievlek make_moderator EMAIL: somebody who may moderate."""

from typing import Any

from django.core.management.base import CommandError

from olievlek.accounts.actions import TO_BEGIN, Purpose, issue, make_moderator
from olievlek.accounts.addresses import password_url
from olievlek.accounts.models import DEMO_DOMAIN
from olievlek.core import commands
from olievlek.core.addresses import canonical, is_address


class Command(commands.Command):
    help = "Let EMAIL moderate (the account is made when needed) and print an address to choose a password once."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("email", help="work e-mail address, for example anna@zeist.nl")

    def handle(self, *_args: Any, email: str, **_options: Any) -> None:
        if not is_address(email):
            raise CommandError(f"{email!r} is not an e-mail address. Write it like anna@zeist.nl.")
        if canonical(email).endswith(DEMO_DOMAIN):
            raise CommandError(f"Addresses that end on {DEMO_DOMAIN} are for `olievlek load_demo`. Use a real one.")
        user = make_moderator(email)
        self.stdout.write(f"{user.email} is a moderator.")
        self.stdout.write(f"Choose a password within {TO_BEGIN.days} days (the address works once):")
        self.stdout.write(password_url(issue(user, Purpose.PASSWORD, lasts=TO_BEGIN)))
