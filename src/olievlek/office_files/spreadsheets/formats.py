"""A number of a spreadsheet as the sheet shows it, by its format; days and decimals as in the Netherlands."""

import operator
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_datetime

DAY = "dd-mm-yyyy"
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"€" #,##0', 6: '"€" #,##0', 7: '"€" #,##0.00', 8: '"€" #,##0.00',
    9: "0%", 10: "0.00%", 14: DAY, 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: f"{DAY} h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    41: "#,##0", 42: '"€" #,##0', 43: "#,##0.00", 44: '"€" #,##0.00', 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss",
    **dict.fromkeys([*range(27, 37), *range(50, 59)], DAY),
}  # fmt: skip
ERRORS = {
    "#N/A": "#N/B", "#VALUE!": "#WAARDE!", "#REF!": "#VERW!", "#DIV/0!": "#DEEL/0!", "#NAME?": "#NAAM?",
    "#NUM!": "#GETAL!", "#NULL!": "#LEEG!", "#SPILL!": "#OVERLOOP!", "#CALC!": "#BEREKENEN!",
}  # fmt: skip
EVERY_ERROR = frozenset({*ERRORS, *ERRORS.values(), "#N/A N/A", "#FIELD!", "#ERROR!", "Err:502", "Err:508", "#LOADING"})
TRUTH = {True: "WAAR", False: "ONWAAR"}
MOST_DECIMALS = 15

_PIECE = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[(h+|m+|s+)\]|\[[^\]]*\]|_.|\*.|([^"\\\[])')
_DATE_TOKEN = re.compile(r"yyyy|yy|y|m{1,5}|d+|h+|s+|am/pm|a/p|.", re.IGNORECASE | re.DOTALL)
_DIGITS = re.compile(r"[0#?][0#?,.]*")
_SECTION = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|;')
_CONDITION = re.compile(r"\[\s*(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\s*\]")
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_GENERAL = re.compile("general", re.IGNORECASE)
_BABEL = {"yyyy": "yyyy", "yy": "yy", "y": "yy", "mmmmm": "MMMMM", "mmmm": "MMMM",
          "mmm": "MMM", "mm": "MM", "m": "M", "dddd": "EEEE",
          "ddd": "EEE", "dd": "dd", "d": "d", "hh": "HH", "h": "H", "ss": "ss", "s": "s"}  # fmt: skip


def shown(value: float, code: str, *, from_1904: bool = False) -> str:
    """The number in this format; in an unknown one as it would be typed. A format may show nothing."""
    value = float(value)
    part, signed = _section(value, code)
    if is_date(part):
        return _moment(value, part, from_1904) or general(value)
    number = value if signed else abs(value)
    if _DIGITS.search(_bare(part)):
        return _number(number, part)
    return _in_words(number, part)


def general(value: float) -> str:
    """As somebody would type it: 12 and not 12,0."""
    return plain(value).replace(".", ",")


def plain(value: float) -> str:
    """With a point, for programs."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e21 else f"{value:.12g}"


def iso(value: float, *, from_1904: bool = False) -> str:
    """A day, or a moment, for programs."""
    found = _when(value, from_1904)
    if found is None:
        return plain(value)
    return found.date().isoformat() if value == int(value) else found.isoformat(" ", "seconds")


def day(value: str) -> str:
    """A day as programs write it, as the Netherlands do."""
    try:
        return datetime.fromisoformat(value.strip().removesuffix("Z")).strftime("%d-%m-%Y")
    except ValueError:
        return value


def is_date(code: str) -> bool:
    """Whether a format shows a day or a time."""
    bare = _bare(code).lower()
    return "general" not in bare and "e+" not in bare and any(letter in bare for letter in "dmyhs")


def _section(value: float, code: str) -> tuple[str, bool]:
    """The part of the format for this number, and whether it still needs its minus."""
    parts = _SECTION.sub(lambda found: found[0] if found[0] != ";" else "\0", code[:500]).split("\0")
    if len(parts) > 1 and "@" in parts[-1]:  # for texts
        parts.pop()
    said = [_CONDITION.search(part) for part in parts]
    if any(said):
        fits = (at for at, one in enumerate(said) if one is None or _COMPARE[one[1]](value, float(one[2])))
        return next((parts[at] for at in fits), "General"), True
    if value < 0 and len(parts) > 1:
        return parts[1], False
    return parts[2] if value == 0 and len(parts) > 2 else parts[0], True


def _in_words(value: float, code: str) -> str:
    """A format without digits: its texts, such as "Ja" for 1, around the number where it says General."""
    told = "".join(
        text or escaped or currency or _GENERAL.sub(lambda _found: general(value), letters).replace("@", general(value))
        for text, escaped, currency, _elapsed, letters in _grouped(code)
    )
    return " ".join(told.split())


def _bare(code: str) -> str:
    """The format without texts, colours and spaces."""
    return "".join(one[4] or one[3] for one in _PIECE.findall(code))


def _moment(value: float, code: str, from_1904: bool) -> str:
    when = _when(value, from_1904)
    if when is None:
        return ""
    tokens = [one for piece in _grouped(code) for one in _date_tokens(*piece)]
    told = []
    for at, (low, is_text) in enumerate(tokens):
        if is_text:
            told.append(low)
        elif low.startswith("["):
            told.append(_elapsed(value, low[1:-1]))
        elif _is_minute(tokens, at):
            told.append(f"{when:%M}")
        elif low in _BABEL:
            told.append(format_datetime(when, _BABEL[low], locale="nl"))
        elif low not in {"am/pm", "a/p"}:
            told.append("-" if low == "/" else low)
    return "".join(told).strip()


def _is_minute(tokens: list[tuple[str, bool]], at: int) -> bool:
    """An m behind hours or before seconds; elsewhere it is a month."""
    before = (low for low, is_text in reversed(tokens[:at]) if not is_text and low.strip("[]")[:1] in set("dmyhs"))
    after = (low for low, is_text in tokens[at + 1 :] if not is_text and low.strip("[]")[:1] in set("dmyhs"))
    return tokens[at][0] in {"m", "mm"} and ("h" in next(before, "") or "s" in next(after, ""))


def _date_tokens(text: str, escaped: str, _currency: str, elapsed: str, letters: str) -> list[tuple[str, bool]]:
    """Of a piece its parts, and of each whether it is text."""
    if text or escaped:
        return [(text or escaped, True)]
    if elapsed:
        return [(f"[{elapsed.lower()}]", False)]
    return [(one.lower(), False) for one in _DATE_TOKEN.findall(letters)]


def _elapsed(value: float, unit: str) -> str:
    """Hours, minutes or seconds that may be more than a day has."""
    count = int(round(abs(value) * 86_400) / {"h": 3600, "m": 60, "s": 1}[unit[0]])
    return ("-" if value < 0 else "") + str(count).zfill(len(unit))


def _grouped(code: str) -> list[tuple[str, str, str, str, str]]:
    """Pieces of a format, with the plain letters beside each other put together."""
    pieces: list[tuple[str, str, str, str, str]] = []
    for piece in _PIECE.findall(code):
        if piece[4] and pieces and pieces[-1][4]:
            pieces[-1] = ("", "", "", "", pieces[-1][4] + piece[4])
        else:
            pieces.append(piece)
    return pieces


def _when(value: float, from_1904: bool) -> datetime | None:
    try:
        since = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
        return since + timedelta(seconds=round(value * 86_400))
    except OverflowError:
        return None


def _number(value: float, code: str) -> str:
    """Digits where the format has them, and the texts around them."""
    bare = _bare(code)
    if "/" in bare or "e+" in bare.lower():
        return general(value)
    value *= 100 ** min(bare.count("%"), 2)
    pieces = _grouped(code)
    patterns = [found for *_texts, one in pieces for found in _DIGITS.findall(one)]
    told = iter(_spread(value, patterns) if len(patterns) > 1 else [_digits(value, patterns[0])])
    shown = "".join(
        text or escaped or currency or _DIGITS.sub(lambda _found: next(told), one)
        for text, escaped, currency, _elapsed, one in pieces
    )
    return " ".join(shown.split())


def _spread(value: float, patterns: list[str]) -> list[str]:
    """One number over several groups of digits, such as 00-00000000, filled from the right."""
    widths = [sum(one in "0#?" for one in pattern) for pattern in patterns]
    least = sum(pattern.count("0") for pattern in patterns)
    left = _rounded(abs(value), 0).zfill(min(least, 30))
    found = []
    for width in reversed(widths[1:]):
        found.append(left[-width:] if width else "")
        left = left[:-width] if width else left
    return [("-" if value < 0 else "") + left, *reversed(found)]


def _digits(value: float, pattern: str) -> str:
    thousands = len(pattern) - len(pattern.rstrip(","))  # each shows the number a thousand times smaller
    value, pattern = value / 1000**thousands, pattern.rstrip(",")
    whole, _point, after = pattern.partition(".")
    decimals = min(len(re.sub(r"[^0#?]", "", after)), MOST_DECIMALS)
    least = min(after.count("0"), decimals)
    text = _rounded(abs(value), decimals)
    before, _dot, rest = text.partition(".")
    while len(rest) > least and rest.endswith("0"):
        rest = rest[:-1]
    sign = "-" if value < 0 and text.strip("0.") else ""
    before = before.zfill(min(whole.count("0"), 30)) if "0" in whole or before != "0" else ""
    if "," in whole and before:
        before = f"{int(before):,}".replace(",", ".")
    return sign + before + (f",{rest}" if rest else "")


def _rounded(value: float, decimals: int) -> str:
    """As spreadsheets round: a half goes up."""
    if value >= 1e15:
        return f"{value:.{decimals}f}"
    return str(Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))
