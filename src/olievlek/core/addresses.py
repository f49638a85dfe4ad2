"""One way to write an e-mail address: `canonical()` before anything is compared, counted or kept.

The same mailbox can be typed in many ways: with signs that nobody sees, letters of double width, a domain in capitals
or in another script. Forms use `AddressField`; what comes in otherwise (a sheet, a command) calls `canonical`.
"""

import unicodedata
from typing import Any

import idna
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

# Letters and marks that show nothing, beside all of the category Cf (U+200B, U+00AD, U+2060, U+FEFF and so on).
_INVISIBLE = {
    *"\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0",
    *map(chr, range(0xFE00, 0xFE10)),
    *map(chr, range(0xE0100, 0xE01F0)),
}


def visible(text: str) -> str:
    """The text without signs that nobody sees."""
    return "".join(sign for sign in text if sign not in _INVISIBLE and unicodedata.category(sign) != "Cf")


def canonical(text: str) -> str:
    """The one way to write this address. What is no address comes back tidied too; `is_address` says whether it is one.

    Twice is the same as once. Capitals do not matter on either side of the @, as before.
    """
    tidy = unicodedata.normalize("NFKC", visible(text)).strip()
    local, at, domain = visible(tidy).rpartition("@")
    return f"{local.lower()}{at}{canonical_domain(domain)}" if at else tidy.lower()


def canonical_domain(text: str) -> str:
    """A domain in small letters, as mail servers know it (IDNA 2008, after the mapping of UTS 46)."""
    tidy = unicodedata.normalize("NFKC", visible(text)).strip().rstrip(".").lower()
    try:
        return idna.encode(tidy, uts46=True, std3_rules=True).decode("ascii").rstrip(".")
    except (idna.IDNAError, UnicodeError):  # a domain that can not exist; a validator refuses it where it matters
        return tidy


def domain_of(address: str) -> str:
    """What stands behind the @, in its one way."""
    return canonical(address).rpartition("@")[2]


def is_address(text: str) -> bool:
    """Whether this is a whole address, when it is written in its one way."""
    try:
        validate_email(canonical(text))
    except ValidationError:
        return False
    return True


class AddressField(forms.EmailField):
    """A box for an e-mail address; what comes out of it is canonical."""

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        return canonical(typed) if typed else typed
