"""olievlek login_link EMAIL: sign in without a password, on this machine."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from olievlek.accounts.actions import BY_COMMAND, Purpose, issue
from olievlek.accounts.addresses import sign_in_url
from olievlek.accounts.models import User, demo_people_allowed
from olievlek.core import commands


class Command(commands.Command):
    help = "Print an address that signs EMAIL in once. Only on loopback and with OLIEVLEK_DEMO=1."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("email", help="e-mail address of somebody with an account")

    def handle(self, *_args: Any, email: str, **_options: Any) -> None:
        if not demo_people_allowed():
            reason = "OLIEVLEK_DEMO is 0" if settings.ON_LOOPBACK else f"{settings.OLIEVLEK_BASE_URL} is open to others"
            raise CommandError(
                f"No address was made: {reason}. Let people sign in with their password, or let them have an address "
                "mailed on the sign-in page; `olievlek make_moderator EMAIL` gives a moderator an address to begin."
            )
        user = User.objects.with_address(email)
        if user is None or not user.is_active:
            raise CommandError(
                f"Nobody with the address {email} can sign in. "
                "Make the account: `olievlek make_moderator EMAIL`, or `olievlek load_demo` for the demo people."
            )
        self.stdout.write(sign_in_url(issue(user, Purpose.SIGN_IN, lasts=BY_COMMAND)))
