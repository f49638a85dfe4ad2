"""olievlek end_account EMAIL: somebody no longer comes in."""

from typing import Any

from django.core.management.base import CommandError

from olievlek.accounts.actions import end
from olievlek.accounts.models import User
from olievlek.core import commands


class Command(commands.Command):
    help = "End the account of EMAIL: sessions end at once, name and address go, what was done stays."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("email", help="e-mail address of the account")

    def handle(self, *_args: Any, email: str, **_options: Any) -> None:
        user = User.objects.with_address(email)
        if user is None:
            raise CommandError(f"Nobody has the address {email}. Look for a typing error.")
        end(user, by=None)
        self.stdout.write(f"The account of {email} is ended.")
