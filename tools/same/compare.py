"""Two folders of `record` beside each other; what differs is grouped by what was taken away and what came."""

import difflib
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NUMBERS = re.compile(r"\d+")
LONG = 220


@dataclass
class Cause:
    """One kind of difference; `questions` are where it was met."""

    words: str
    questions: list[str] = field(default_factory=list)
    reason: str = ""


def compare(before: Path, after: Path, meant: Path | None, most: int, *, sampled: bool = False) -> int:
    """0 when nothing differs but what is meant."""
    causes: dict[str, Cause] = {}
    asked = differing = 0
    for phase in ("tables", "read", "try", "act"):
        old, new = _lines(before / f"{phase}.jsonl"), _lines(after / f"{phase}.jsonl")
        both = old.keys() & new.keys() if sampled else old.keys() | new.keys()
        asked += len(both)
        for question in sorted(both):
            found = list(differences(question, old.get(question), new.get(question), before, after))
            differing += bool(found)
            for words in found:
                causes.setdefault(words, Cause(words)).questions.append(f"{phase}: {question}")
    _excuse(causes, meant)
    left = [one for one in causes.values() if not one.reason]
    _print(sorted(causes.values(), key=lambda one: -len(one.questions)), most)
    print(
        f"{asked} questions, {differing} differ; {len(causes)} causes, {len(causes) - len(left)} meant, {len(left)} not"
    )
    return 1 if left or not asked else 0


def _lines(path: Path) -> dict[str, dict[str, Any]]:
    if not path.exists():
        return {}
    found = [json.loads(line) for line in path.read_text().splitlines()]
    return {one.pop("question"): one for one in found}


def differences(question: str, old: Any, new: Any, before: Path, after: Path) -> Any:
    """Sentences that say what differs, without keys of rows, so that the same cause reads the same everywhere."""
    if old is None or new is None:
        kind = question.split()[0] if question.startswith(("address ", "table ", "column ")) else "question"
        yield f"{'NEW' if old is None else 'GONE'} {kind}" + (f": {question}" if kind != "question" else "")
        return
    for name in sorted((old.keys() | new.keys()) - {"body"}):
        if old.get(name) != new.get(name):
            if name in {"hash", "rows"}:
                yield f"{question}: {name}" + (f" {old.get(name)} -> {new.get(name)}" if name == "rows" else "")
            elif name == "status":
                yield f"status: {old.get(name)} -> {new.get(name)}"
            else:
                yield f"{name}: {_short(old.get(name))} -> {_short(new.get(name))}"
    if old.get("body") != new.get("body") and old.get("status") == new.get("status"):
        yield from _hunks(before / "bodies" / str(old.get("body")), after / "bodies" / str(new.get("body")))


_known: dict[tuple[Path, Path], list[str]] = {}


def _hunks(old: Path, new: Path) -> list[str]:
    """Each changed place of a page once, by its lines."""
    if (old, new) not in _known:
        one = old.read_text().splitlines() if old.exists() else []
        two = new.read_text().splitlines() if new.exists() else []
        found = []
        for tag, i, j, k, m in difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
            if tag != "equal":
                found.append(f"- {_short(' '.join(one[i:j]))}\n      + {_short(' '.join(two[k:m]))}")
        _known[(old, new)] = list(dict.fromkeys(found))
    return _known[(old, new)]


def _short(value: Any) -> str:
    text = NUMBERS.sub("0", value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True))
    return text if len(text) <= LONG else f"{text[: LONG // 2]} … {text[-LONG // 2 :]}"


def _excuse(causes: dict[str, Cause], meant: Path | None) -> None:
    """A line of `meant` is a regular expression and its reason; it must fit the words or every question."""
    for line in meant.read_text().splitlines() if meant else []:
        pattern, _sign, reason = line.partition(" ## ")
        if not reason.strip() or line.startswith("#"):
            continue
        for cause in causes.values():
            if not cause.reason and (
                re.search(pattern, cause.words) or all(re.search(pattern, one) for one in cause.questions)
            ):
                cause.reason = reason.strip()


def _print(causes: list[Cause], most: int) -> None:
    by_reason = defaultdict[str, list[Cause]](list)
    for cause in causes:
        by_reason[cause.reason].append(cause)
    for reason, ones in by_reason.items():
        if reason:
            print(f"MEANT, {len(ones)} causes at {sum(len(one.questions) for one in ones)} places: {reason}")
    for cause in by_reason[""][:most]:
        print(f"{len(cause.questions)} × {cause.words}\n      at {'; '.join(cause.questions[:3])}")
    if len(by_reason[""]) > most:
        print(f"… and {len(by_reason['']) - most} causes more (--most)")
