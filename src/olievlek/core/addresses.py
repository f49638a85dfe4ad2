"""One way to write an e-mail address: `canonical()` before anything is compared, counted or kept.

The same mailbox can be typed in many ways: with signs that nobody sees, letters of double width, a domain in capitals
or in another script. The e-mail box of `core.forms` does so; what comes in otherwise (a sheet, a command) calls it.
"""

import unicodedata

import idna
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from olievlek.core import text

WITHOUT_DOTS = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}


def canonical(address: str) -> str:
    """The one way to write this address. What is no address comes back tidied too; `is_address` says whether it is one.

    Twice is the same as once. Capitals do not matter on either side of the @.
    """
    tidy = _tidy(address)
    local, at, domain = tidy.rpartition("@")
    return f"{local.casefold()}{at}{canonical_domain(domain)}" if at else tidy.casefold()


def canonical_domain(domain: str) -> str:
    """A domain in small letters, as mail servers know it (IDNA 2008, after the mapping of UTS 46)."""
    tidy = _tidy(domain).strip(".").lower()
    try:
        return idna.encode(tidy, uts46=True, std3_rules=True).decode("ascii").rstrip(".")
    except (idna.IDNAError, UnicodeError):  # a domain that can not exist; a validator refuses it where it matters
        return tidy


def _tidy(typed: str) -> str:
    return text.shown(unicodedata.normalize("NFKC", text.shown(typed))).strip()


def domain_of(address: str) -> str:
    """What stands behind the @, in its one way."""
    return canonical(address).rpartition("@")[2]


def mailbox(address: str) -> str:
    """One text for all addresses of a mailbox: `noor+scan@waterdam.nl` ends up where `noor@waterdam.nl` does.

    For counting and for who is known already; mail goes to `canonical`.
    """
    name, _at, host = canonical(address).rpartition("@")
    name = name.partition("+")[0] or name
    if host in WITHOUT_DOTS:
        name, host = name.replace(".", ""), WITHOUT_DOTS[host]
    return f"{name}@{host}"


def is_address(address: str) -> bool:
    """Whether this is a whole address, when it is written in its one way."""
    try:
        validate_email(canonical(address))
    except ValidationError:
        return False
    return True
