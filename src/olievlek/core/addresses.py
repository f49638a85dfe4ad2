"""One way to write an e-mail address: `canonical()` before anything is compared, counted or kept.

The same mailbox can be typed in many ways: with signs that nobody sees, letters of double width, a domain in capitals
or in another script. The e-mail box of `core.forms` does so; what comes in otherwise (a sheet, a command) calls it.
"""

import re
import unicodedata

import idna
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from olievlek.core import text

WITHOUT_DOTS = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}
_QUOTED = re.compile(r'"([a-zA-Z0-9!#$%&\'*+/=?^_`{|}~-]+(?:\.[a-zA-Z0-9!#$%&\'*+/=?^_`{|}~-]+)*)"')
_COPIED = re.compile(r"(?:[^<>@]*<)?(?:mailto:)?([^\s<>@;,:]+@[^\s<>@;,:]+?)>?[\s;,.]*", re.IGNORECASE)
_HYPHENS = re.compile("[\u2010-\u2015\u2212]")


def canonical(address: str) -> str:
    """The one way to write this address. What is no address comes back tidied too; `is_address` says whether it is one.

    Twice is the same as once. Capitals do not matter on either side of the @.
    """
    tidy = _tidy(address)
    local, at, domain = tidy.rpartition("@")
    if quoted := _QUOTED.fullmatch(local):  # "noor"@ is noor@
        local = quoted[1]
    return f"{local.casefold()}{at}{canonical_domain(domain)}" if at else tidy.casefold()


def canonical_domain(domain: str) -> str:
    """A domain in small letters, as mail servers know it (IDNA 2008, after the mapping of UTS 46)."""
    tidy = _tidy(domain).strip(".").lower()
    try:
        return idna.encode(tidy, uts46=True, std3_rules=True).decode("ascii").rstrip(".")
    except (idna.IDNAError, UnicodeError):  # a domain that can not exist; a validator refuses it where it matters
        return tidy


def _tidy(typed: str) -> str:
    return _HYPHENS.sub("-", text.shown(unicodedata.normalize("NFKC", text.shown(typed)))).strip()


def alone(typed: str) -> str:
    """The one address of what a mail program copied, without the name and the signs around it; else as it was typed."""
    found = _COPIED.fullmatch(_tidy(typed))
    return found[1] if found else typed


def is_domain(domain: str) -> bool:
    """Whether mail servers can know it: no number of a machine, and nothing that has no way to be written there."""
    return domain.isascii() and not domain.startswith("[")


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
    return is_domain(domain_of(address))
