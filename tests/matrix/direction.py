"""Where a name in another direction stands on a page, and whether the text beside it keeps its own order."""

import re
from html.parser import HTMLParser

INLINE = re.compile(
    "a|abbr|b|bdi|bdo|cite|code|data|em|i|kbd|label|mark|output|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr"
    "|svg|path|circle|img|input|button"
)
VOID = re.compile(
    "input|img|br|hr|meta|link|wbr|path|circle|rect|line|use|source|col|area|base|polyline|ellipse|polygon"
)
SAID = ("aria-label", "alt", "title", "content", "placeholder", "data-label", "label", "summary")
APART = re.compile("\u2068[^\u2068\u2069]*\u2069")
FIRST, LAST = "\u05d0", "\u05ea"  # each name of the sweep begins with one and ends with the other
NAME = re.compile(f"{FIRST}[^{LAST}]*{LAST}")


def is_mixed(text: str) -> bool:
    """Whether a name stands in it beside other letters or figures, without being set apart."""
    left = APART.sub("", text)
    return bool(NAME.search(left)) and any(
        sign.isalnum() for sign in NAME.sub("", APART.sub("|", text)).replace("|", "x")
    )


class Directions(HTMLParser):
    """`wrong`: each line or attribute in which a name would turn what stands beside it around."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.names = 0
        self._open: list[tuple[str, bool]] = []
        self._line: list[str] = []
        self.feed(page)
        self.close()
        self._end_of_line()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        for name in SAID:
            self.names += len(NAME.findall(told.get(name, "")))
            if is_mixed(told.get(name, "")):
                self.wrong.append(f"{tag}[{name}]: {told[name]}")
        if tag == "input" and told.get("type") in {"submit", "button"} and is_mixed(told.get("value", "")):
            self.wrong.append(f"{tag}[value]: {told['value']}")
        if not INLINE.fullmatch(tag):
            self._end_of_line()
        apart = tag == "bdi" or told.get("dir") == "auto"
        if apart and not self._is_apart:
            self._line.append("\u2068")
        if not VOID.fullmatch(tag):
            self._open.append((tag, apart))

    def handle_endtag(self, tag: str) -> None:
        if not any(one == tag for one, _apart in self._open):
            return
        while self._open:
            one, apart = self._open.pop()
            if apart and not self._is_apart:
                self._line.append("\u2069")
            if one == tag:
                break
        if not INLINE.fullmatch(tag):
            self._end_of_line()

    def handle_data(self, data: str) -> None:
        inside = {tag for tag, _apart in self._open}
        if inside & {"script", "style", "textarea"}:
            return
        self.names += len(NAME.findall(data))
        self._line.append(re.sub("[\u2068\u2069]", "", data) if self._is_apart else data)

    @property
    def _is_apart(self) -> bool:
        return any(apart for _tag, apart in self._open)

    def _end_of_line(self) -> None:
        said, self._line = "".join(self._line), []
        if self._is_apart:
            return
        if is_mixed(said):
            where = " > ".join(tag for tag, _apart in self._open[-3:])
            self.wrong.append(f"{where}: {' '.join(said.split())}")
