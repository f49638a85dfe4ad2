"""A number of a spreadsheet as the sheet shows it, by its format; days and decimals as in the Netherlands."""

import re
from datetime import datetime, timedelta

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
_DATE_TOKEN = re.compile(r"yyyy|yy|y|m+|d+|h+|s+|am/pm|a/p|.", re.IGNORECASE | re.DOTALL)
_DIGITS = re.compile(r"[0#?][0#?,.]*")
_BABEL = {"yyyy": "yyyy", "yy": "yy", "y": "yy", "mmmm": "MMMM", "mmm": "MMM", "mm": "MM", "m": "M", "dddd": "EEEE",
          "ddd": "EEE", "dd": "dd", "d": "d", "hh": "HH", "h": "H", "ss": "ss", "s": "s"}  # fmt: skip


def shown(value: float, code: str, *, from_1904: bool = False) -> str:
    """The number in this format; in an unknown one as it would be typed."""
    sections = _sections(code)
    part = sections[1] if value < 0 and len(sections) > 1 else sections[0]
    if is_date(part):
        return _moment(value, part, from_1904) or general(value)
    if value < 0 and len(sections) > 1:
        value = -value
    return _number(value, part) if _DIGITS.search(_bare(part)) else general(value)


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


def is_date(code: str) -> bool:
    """Whether a format shows a day or a time."""
    bare = _bare(code).lower()
    return "general" not in bare and "e+" not in bare and any(letter in bare for letter in "dmyhs")


def _sections(code: str) -> list[str]:
    return re.findall(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])+', code[:500]) or ["General"]


def _bare(code: str) -> str:
    """The format without texts, colours and spaces."""
    return "".join(one[4] or one[3] for one in _PIECE.findall(code))


def _moment(value: float, code: str, from_1904: bool) -> str:
    when = _when(value, from_1904)
    if when is None:
        return ""
    told, hours = [], False
    for text, escaped, _currency, elapsed, letters in _grouped(code):
        if text or escaped:
            told.append(text or escaped)
            continue
        for one in _DATE_TOKEN.findall(elapsed or letters):
            low = one.lower()
            is_minute = low in {"m", "mm"} and hours
            hours = low.startswith("h") or (hours and low in {":", " "})
            if is_minute:
                told.append(f"{when:%M}")
            elif low in _BABEL:
                told.append(format_datetime(when, _BABEL[low], locale="nl"))
            elif low not in {"am/pm", "a/p"}:
                told.append("-" if one == "/" else one)
    return "".join(told).strip()


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
    told, done = [], False
    for text, escaped, currency, _elapsed, one in _grouped(code):
        told.append(text or escaped or currency)
        if one and not done and (found := _DIGITS.search(one)):
            told += [one[: found.start()], _digits(value, found.group()), one[found.end() :]]
            done = True
        elif one:
            told.append(_DIGITS.sub("", one))
    return " ".join("".join(told).split())


def _digits(value: float, pattern: str) -> str:
    whole, _point, after = pattern.partition(".")
    decimals = min(len(re.sub(r"[^0#?]", "", after)), MOST_DECIMALS)
    least = min(after.count("0"), decimals)
    text = f"{abs(value):.{decimals}f}"
    before, _dot, rest = text.partition(".")
    while len(rest) > least and rest.endswith("0"):
        rest = rest[:-1]
    before = before.zfill(min(whole.count("0"), 30))
    if "," in whole.rstrip(","):
        before = f"{int(before):,}".replace(",", ".")
    return ("-" if value < 0 else "") + before + (f",{rest}" if rest else "")
