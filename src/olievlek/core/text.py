"""Text that people bring: cleaned once where it comes in, and one way to say that two texts are the same.

`clean` is for what is kept and shown, `folded` and `letters` are for comparing only.
"""

import re
import unicodedata
from itertools import pairwise

MOST_MARKS = 6
FIRST_STRONG, POP = "\u2068", "\u2069"  # what stands between has a direction of its own
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")  # PowerPoint and Word leave a vertical tab
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_NOT_IN_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_UNSEEN = re.compile(
    "[\x7f-\x9f\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffc"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_TURNS = re.compile(  # letters that are written to the left, and signs that set a direction
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066\u2067]")
_BLANKS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters and signs that show nothing
_JOINERS = "\u200c\u200d"
_EMOJI_STYLE = "\ufe0f"
_KEYCAP = "\u20e3"
_EMOJI_TOO = frozenset("‼⁉ℹ〰")
_MONGOLIAN = range(0x1800, 0x18B0)
_JOINED_SCRIPTS = (
    range(0x0600, 0x0800),
    range(0x0840, 0x08FF),
    _MONGOLIAN,
    range(0xFB50, 0xFDD0),
    range(0xFE70, 0xFEFF),
)

_SIGN = r"[•·・‣⁌⁍⁃∙●○◦◘◙▪▫■□◆◇►▶➢➤❖]"
_PERHAPS = r"(?:[-\u2010-\u2012–—−*+o]|\d{1,2}[.)]|[a-z][.)])"  # also how a sentence may begin
_SIGNS = re.compile(rf"\A\s*(?:{_SIGN}\s*)+")
_FONT_SIGNS = re.compile("[\uf000-\uf0ff]")  # what Word draws with Symbol or Wingdings, and others as a box
_FONT_POINTS = re.compile(rf"^[ \t]*{_FONT_SIGNS.pattern}", re.MULTILINE)
_SURE = re.compile(rf"[ \t]*(?:{_SIGN}[ \t]*|{_PERHAPS}[ ]*\t[ \t]*)+")
_MAYBE = re.compile(rf"[ \t]*{_PERHAPS}[ \t]+(?=\S)")
_DASH = re.compile(r"[-–—][ \t]+(?=\S)")
_NUMBER = re.compile(r"[ \t]*(\d{1,2}[.)]|[a-z][.)])[ ]*\t[ \t]*")

_SAME = re.compile(r"[ \t]*([^\w\s\"'“”‘’„«»(\[{<=≤≥&@€$£¥…,.:;!?%*+-]+)[ \t]+(?=[^\W\d_])")  # as on the line beside it
_ARROWS = frozenset("→➔➜➙⇒➠✓✔☑★☆✦⬥⬩♦⁍⁌▸▹")  # Word draws one of these and the next for one list
_COUNTED = re.compile(
    r"[ \t]*(?:\((\d{1,2}|[a-z])\)|(\d{1,2}(?:\.\d{1,2}){0,3})\.?(?=\t)|(\d{1,2}(?:\.\d{1,2}){1,3})\.?(?=[ ])"
    r"|([ivx]{1,5}|[A-Z])\)|([ivx]{1,5})\.|([\u2460-\u2473])|(\d)\ufe0f?\u20e3)[ \t]+(?=\S)"
)
_ROMAN = {name: at for at, name in enumerate(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"], start=1)}
_HYPHENS = re.compile("[\u2010-\u2015\u2043\u2212\u30fb\ufe58\ufe63\uff0d]")
_QUOTES = re.compile("[\u2018-\u201b\u2032\u02b9-\u02bd\u02c8\u0060\u00b4\uff07]")
_DOUBLE_QUOTES = re.compile("[\u201c-\u201f\u2033\u00ab\u00bb\u2039\u203a\uff02]")
_BARE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ĳ": "ij"})


def clean(text: str, *, lines: bool = False, strip: bool = True) -> str:
    """As it is kept: whole letters, nothing unseen, nothing that no XML can hold. Twice changes nothing.

    Args:
        lines: whether a line break means something; without it all white space becomes one space. In lines the signs
            that a word processor puts before the points of a list become a dash.
        strip: whether white space around lines goes.
    """
    found = bare(text)
    rows = map(_own_point, found.split("\n"))
    found = "\n".join(rows) if lines else " ".join(_SIGNS.sub("", found).split())
    return (found.strip() if strip else found) if visible(found) else ""


def bare(text: str) -> str:
    """Cleaned sign by sign; the lines stay as they are."""
    text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    if text.isascii() and text.isprintable():
        return text
    text = _FONT_SIGNS.sub("", _FONT_POINTS.sub("•", _NOT_IN_XML.sub("", text)))
    now, before = unicodedata.normalize("NFC", _few_marks(text)), ""
    while now != before:  # what stood between two marks may have kept them in another order
        before, now = now, unicodedata.normalize("NFC", _UNSEEN.sub(_if_needed, now))
    return now


def _few_marks(text: str) -> str:
    """No letter carries more marks than any script needs: they climb over the lines above and are slow to sort."""
    kept, marks = [], 0
    for sign in text:
        if unicodedata.combining(sign):
            marks += 1
        elif not _UNSEEN.match(sign):
            marks = 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def visible(text: str) -> bool:
    """Whether a reader sees anything of it."""
    return any(sign not in _BLANKS and not _hidden(unicodedata.category(sign)) for sign in text)


def _hidden(category: str) -> bool:
    return category[0] in "CZ" or category in {"Mn", "Me"}


def apart(text: str) -> str:
    """A name or title as it may stand in a sentence: the words beside it keep their order, whatever way it is written.

    Between U+2068 and U+2069, which work in titles, mails and papers too; `core.directions` makes `<bdi>` of them in a
    page. What is written to the right alone stays as it is.
    """
    if text.isascii() or not _TURNS.search(text):
        return text
    text, deep = _DIRECTIONS.sub("", text), 0
    for sign in text:
        deep += (sign == FIRST_STRONG) - (sign == POP)
        if deep < 0:
            break
    if deep:  # not ours: a name that tries to end or begin something
        text = text.replace(FIRST_STRONG, "").replace(POP, "")
    return f"{FIRST_STRONG}{text}{POP}"


def writable(text: str) -> str:
    """Without what no XML can hold: for what is written out, as rows may be older than this rule."""
    return _NOT_IN_XML.sub("", _LINE_ENDS.sub("\n", text))


def folded(text: str) -> str:
    """For comparing only: without capitals, accents, unseen signs, and the many kinds of spaces, hyphens and quotes."""
    text = _UNSEEN.sub("", _NOT_IN_XML.sub("", _LINE_ENDS.sub(" ", text)))
    text = unicodedata.normalize("NFKC", _few_marks(text))
    text = _DOUBLE_QUOTES.sub('"', _QUOTES.sub("'", _HYPHENS.sub("-", text.casefold())))
    bare = (one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one) and one not in _BLANKS)
    return " ".join(unicodedata.normalize("NFC", "".join(bare)).casefold().translate(_BARE).split())


def letters(text: str) -> str:
    """Of the folded text only letters and figures: "noordholland" is "Noord-Holland"."""
    return "".join(filter(str.isalnum, folded(text)))


def same(one: str, other: str) -> bool:
    """Whether a reader would call them the same."""
    return folded(one) == folded(other)


def points(text: str) -> list[str]:
    """The lines of a text in which every line is one point of a list, without the sign before it.

    A dash, a star, a letter or a number counts as a sign only where a neighbouring line has one too: "- 5 degrees"
    alone stays what it is. Any other sign counts where every line that begins with one has the same.
    """
    rows = _uncounted([line.strip() for line in bare(text).split("\n") if visible(line)])
    signed = [bool(_SURE.match(row) or _MAYBE.match(row)) for row in rows]
    found = []
    for at, row in enumerate(rows):
        near = any(signed[max(0, at - 1) : at] + signed[at + 1 : at + 2])
        row = _SURE.sub("", row, count=1) if _SURE.match(row) else row
        found.append(clean(row[sign.end() :] if near and (sign := _MAYBE.match(row)) else row))
    return [row for row in found if row]


def _uncounted(rows: list[str]) -> list[str]:
    """Without numbers that count from line to line, and without a sign that is the same on each line."""
    numbers = [_number(row) for row in rows]
    counted: set[int] = set()
    for at, (one, other) in enumerate(pairwise(numbers)):
        if one and other and _follows(one, other) and (at in counted or one[-1] == 1):
            counted |= {at, at + 1}
    rows = [_COUNTED.sub("", row, count=1) if at in counted else row for at, row in enumerate(rows)]
    signs = [found[1].replace(_EMOJI_STYLE, "") for row in rows if (found := _SAME.match(row))]
    if len(signs) > 1 and (len(set(signs)) == 1 or _ARROWS.issuperset(signs)):
        rows = [_SAME.sub("", row, count=1) for row in rows]
    return rows


def _number(row: str) -> tuple[int, ...]:
    """What a line is counted with, such as (2, 1) for "2.1"; nothing when it has no number."""
    found = _COUNTED.match(row)
    if found is None:
        return ()
    told = next(filter(None, found.groups())).lower()
    if told in _ROMAN:
        return (_ROMAN[told],)
    if told.isalpha():
        return (ord(told) - ord("a") + 1,)
    return tuple(int(unicodedata.normalize("NFKC", part)) for part in told.split("."))


def _follows(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether a list counts on like this: 2.1, 2.1.1, 2.2, 3."""
    deeper = other == (*one, 1)
    return deeper or any(other == (*one[:at], one[at] + 1) for at in range(len(one)))


def _own_point(line: str) -> str:
    """A sign that only a word processor writes becomes the dash that people type; a number stays."""
    number = _NUMBER.match(line)
    if number:
        return f"{number[1]} {line[number.end() :]}"
    sign = _SURE.match(line)
    return f"- {_DASH.sub('', line[sign.end() :])}".rstrip() if sign else line


def _if_needed(found: "re.Match[str]") -> str:
    """An unseen sign stays only where the one before it is drawn otherwise without it."""
    sign, text, at = found[0], found.string, found.start()
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if sign in _JOINERS:
        return sign if _joins(before, text[at - 2 : at - 1] if at > 1 else "", after, sign) else ""
    if sign == _EMOJI_STYLE:
        return sign if _is_emoji(before) or (before in "0123456789#*" and before and after == _KEYCAP) else ""
    if "\u180b" <= sign <= "\u180d":
        return sign if before and ord(before) in _MONGOLIAN else ""
    return ""


def _joins(before: str, earlier: str, after: str, sign: str) -> bool:
    if before and unicodedata.combining(before) == 9:  # a virama of the scripts of India
        return True
    if sign == "\u200d" and _is_emoji(after):
        return _is_emoji(before) or _is_tone(before) or (before == _EMOJI_STYLE and _is_emoji(earlier))
    return bool(before and after) and all(
        any(ord(one) in script for script in _JOINED_SCRIPTS) for one in (before, after)
    )


def _is_emoji(sign: str) -> bool:
    return bool(sign) and (unicodedata.category(sign) in {"So", "Sm"} or sign in _EMOJI_TOO)


def _is_tone(sign: str) -> bool:
    return "\U0001f3fb" <= sign <= "\U0001f3ff"


def shown(text: str) -> str:
    """Only the signs that a reader sees, for addresses, in which nothing else has a meaning."""
    return "".join(one for one in writable(text) if not _UNSEEN.match(one) and one not in _BLANKS)
