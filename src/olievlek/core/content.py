"""Files of content that come along in YAML, read the quick way where this machine can."""

from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same in C, ten times quicker; not in every build


def told_in(path: Path) -> Any:
    """What the file says: lists, dicts and plain values."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  # both are safe loaders
