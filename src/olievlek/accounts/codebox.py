"""Asking and typing mailed codes in a browser: the budgets around the verbs of `codes`.

Strangers use up nothing of the owner: when a mailbox got enough, no new mail goes out, and the open code works in every
browser that asked. Too many wrong codes, of one account or from one network: the next mail holds a code nobody guesses.
"""

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from olievlek.accounts import browsers, codes, guessing
from olievlek.accounts.forms import CodeForm
from olievlek.accounts.models import LONG, SHORT, MailedCode, User
from olievlek.core.addresses import canonical, mailbox
from olievlek.core.limits import DAY, address_of, take
from olievlek.core.views import posted

NOT_THIS = _("This is not the code, or it is too old. Look in the newest mail, or ask a new code.")
ASK_LONGER = _("Too many wrong codes were typed. Ask for a new mail: it holds a longer code, which nobody can guess.")
QUARTER = 15  # minutes, as long as a code lasts: whose mails are used up always has one with an open code
PER_NETWORK, PER_QUARTER, PER_HOUR, PER_DAY, PER_BROWSER = 3, 6, 20, 30, 5
Used = TypeVar("Used")


@transaction.atomic
def ask(request: HttpRequest, email: str, purpose: codes.Purpose, *, user: User | None = None) -> MailedCode:
    """Have a code mailed, or be told that the newest mail will do. The same for accounts that exist and that do not."""
    browser = browsers.known(request, user) if user else browsers.known_by_address(request, email)
    length = LONG if guessing.is_over(guessing.CODE, request, email, browser) else SHORT
    adds = purpose == codes.Purpose.ADD  # anyone may ask it for any address, from as many accounts as they like
    send = _may_be_sent(request, f"{purpose}|{mailbox(email)}|{length}", "" if adds else browser)
    insist = not send and not adds and _may_be_insisted(request, email)
    return codes.ask(
        email, purpose, language=get_language() or "nl", user=user, length=length, send=send, insist=insist
    )


def _may_be_insisted(request: HttpRequest, email: str) -> bool:
    """Whether a code is mailed all the same to an address that has none open, so that nobody is kept out.

    A mailbox has one bare address and as many others (`noor+1@`) as somebody cares to make up: those are counted.
    """
    box = mailbox(email)
    return canonical(email) == box or (
        take("accounts.mail.variant.here", f"{address_of(request)}|{box}", limit=PER_NETWORK, minutes=QUARTER)
        and take("accounts.mail.variant", box, limit=PER_HOUR)
    )


def _may_be_sent(request: HttpRequest, what: str, browser: str) -> bool:
    """A mailbox gets few mails in a quarter of an hour, whoever asks; a browser we know has mails of its own."""
    if browser and take("accounts.mail.browser", f"{browser}|{what}", limit=PER_BROWSER):
        return True
    here = f"{address_of(request)}|{what}"
    return (
        take("accounts.mail.here", here, limit=PER_NETWORK, minutes=QUARTER)
        and take("accounts.mail.to", what, limit=PER_QUARTER, minutes=QUARTER)
        and (
            take("accounts.mail.day", what, limit=PER_DAY, minutes=DAY)
            or take("accounts.mail.slowly", what, limit=1, minutes=QUARTER)
        )
    )


def box(request: HttpRequest, asked: MailedCode | None = None) -> CodeForm:
    """The form for the code that was asked, with what was sent."""
    return CodeForm(posted(request), long=bool(asked and asked.is_long))


def try_code(request: HttpRequest, asked: MailedCode, form: CodeForm, use: Callable[[str], Used | None]) -> Used | None:
    """The result of `use` for the typed code; None, with the reason in the form, when it is wrong or not allowed."""
    if not form.is_valid():
        return None
    browser = browsers.known_by_address(request, asked.email)
    if not asked.is_long and not guessing.may(guessing.CODE, request, asked.email, browser):
        form.add_error("code", ASK_LONGER)
        return None
    used = use(form.cleaned_data["code"])
    if used is None:
        form.add_error("code", NOT_THIS)
    elif not asked.is_long:
        guessing.was_right(guessing.CODE, request, asked.email, browser)
    return used
