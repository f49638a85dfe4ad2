"""The box with people to invite: one on a line, or as a mail program copies them, with names and many on a line."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from olievlek.core.addresses import canonical, is_address, mailbox
from olievlek.core.text import folded, same, shown
from olievlek.organisations.models import Layer
from olievlek.surveys.actions.starting import Invited

LONGEST_NAME = 60
MOST_PROBLEMS = 5
_ADDRESS = re.compile(r"""[^\s<>()\[\]{}"“”„,;:|]+@[^\s<>()\[\]{}"“”„,;:|]+""")
_FIELDS = re.compile(r"[;\t|]")
_REMARK = re.compile(r"[\s>]*\(([^()]*)\)")  # behind an address, as in "noor@x.nl (Noor Visser), sem@x.nl"
_LABEL = re.compile(r"(?:aan|to|cc|bcc|van|from|e-?mail|mail)\s*:", re.IGNORECASE)
_BETWEEN = frozenset({"en", "and", "of", "or"})
_AROUND = " <>()[]{}\"“”„'‘’`,:*-•"
_WORD = r"(?:(?:[^\W\d_]\.)+|[^\W\d_]+(?:['’-][^\W\d_]+)*\.?)"
_NAME = re.compile(f"{_WORD}(?: {_WORD})*")


@dataclass(frozen=True)
class _Piece:
    """One address of a line with what stands around it; `rest` is layer and department, unless it is neither."""

    address: str
    name: str
    rest: tuple[str, ...]


class AddresseesError(ValueError):
    """Says per line what is wrong, and how to correct it."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def read(text: str, departments: Sequence[str]) -> list[Invited]:
    """Everybody in the box, in order, doubles too. Raises AddresseesError with the first few problems."""
    found: list[Invited] = []
    problems: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        tidy = unicodedata.normalize("NFKC", shown(line)).replace("mailto:", "").strip()
        if not tidy.strip(_AROUND + ";\t|"):
            continue
        pieces = list(_pieces(tidy))
        if not pieces:
            problems.append(_no_address(number, tidy))
        for piece in pieces:
            try:
                found.append(_invited(number, piece, departments))
            except ValueError as error:
                problems.append(str(error))
    if problems:
        raise AddresseesError(problems[:MOST_PROBLEMS])
    return found


def doubles(invited: Sequence[Invited]) -> int:
    """How many of them are the mailbox of somebody before."""
    return len(invited) - len({mailbox(one.email) for one in invited})


def _pieces(line: str) -> Iterator[_Piece]:
    """Between two addresses stand the fields of the first and the name of the second: the name is what comes last."""
    spots = [*_ADDRESS.finditer(line)]
    spots = [one for place, one in enumerate(spots) if not _comes_again(one, spots[place + 1 :])]
    before = _FIELDS.split(line[: spots[0].start()]) if spots else []
    name = next((part for part in reversed(before) if part.strip(_AROUND)), "")
    if len(spots) > 1 and name.rstrip().endswith(":"):  # the name of a list, as in "Team Zeist: noor@x.nl, sem@x.nl"
        name = ""
    for place, spot in enumerate(spots):
        last = place + 1 == len(spots)
        after = line[spot.end() : len(line) if last else spots[place + 1].start()]
        own, fields, next_name = _taken_apart(after, last=last)
        yield _Piece(spot.group().strip(_AROUND + "."), _called(name) or _called(own), fields)
        name = next_name


def _comes_again(spot: re.Match[str], later: list[re.Match[str]]) -> bool:
    """`noor@x.nl <noor@x.nl>`, as some programs write it: the first stands in the place of a name."""
    return bool(later) and later[0].group() == spot.group() and later[0].start() - spot.end() <= len(" <")


def _taken_apart(after: str, *, last: bool) -> tuple[str, tuple[str, ...], str]:
    """The text after an address: a name of its own in brackets, its fields, and the name of the next."""
    remark = _REMARK.match(after)
    own, after = (remark[1], after[remark.end() :]) if remark else ("", after)
    parts = _FIELDS.split(after)
    if last and len(parts) == 1:
        parts = after.split(",")
    next_name = "" if last else parts.pop()
    first = (parts[0] if parts else "").strip(_AROUND)
    fields = tuple(part.strip() for part in parts[1:])
    return own, (first, *fields) if first else fields, next_name


def _called(text: str) -> str:
    """A name to greet with, first name first; nothing when it is anything but letters, for it goes into a mail."""
    name = " ".join(_LABEL.sub("", text.strip(_AROUND.replace(":", ""))).strip(_AROUND).split())
    family, comma, given = name.partition(", ")
    name = f"{given} {family}" if comma else name
    is_name = len(name) <= LONGEST_NAME and name.casefold() not in _BETWEEN and _NAME.fullmatch(name)
    return name if is_name else ""


def _no_address(number: int, line: str) -> str:
    told = {"number": number, "text": line[:LONGEST_NAME]}
    if "@" in line:
        return (
            _('Line %(number)s: "%(text)s" is not a whole address. Is there a space in it, or is something missing?')
            % told
        )
    return _('Line %(number)s: "%(text)s" has no e-mail address. Write it like noor@example.nl.') % told


def _invited(number: int, piece: _Piece, departments: Sequence[str]) -> Invited:
    if not is_address(piece.address):
        told = {"number": number, "text": piece.address[:LONGEST_NAME]}
        raise ValueError(_('Line %(number)s: "%(text)s" is not a whole address. Write it like noor@example.nl.') % told)
    half = next((one for one in piece.rest if "@" in one), "")
    if half:
        raise ValueError(_no_address(number, half))
    layer, department = (*piece.rest, "", "")[:2]
    known = {folded(str(name)): key for key, name in Layer.choices} | {key: key for key in Layer.values}
    if layer and folded(layer) not in known:
        names = ", ".join(str(name).lower() for name in Layer.labels)
        told = {"number": number, "text": layer[:LONGEST_NAME], "names": names}
        raise ValueError(
            _('Line %(number)s: "%(text)s" is no address and no layer. Choose a layer from %(names)s.') % told
        )
    named = next((one for one in departments if same(one, department)), "")
    if department and not named:
        told = {"number": number, "text": department[:LONGEST_NAME]}
        raise ValueError(_('Line %(number)s: name the part "%(text)s" below too, in the same words.') % told)
    return Invited(canonical(piece.address), known.get(folded(layer), ""), named, piece.name)
