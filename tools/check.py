"""make check: every inspector in turn, all of them even when one complains."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv/bin"


def templates() -> list[str]:
    """The templates djade reads."""
    return [str(path) for path in sorted((ROOT / "src").glob("olievlek/*/templates/**/*.html"))]


def checks() -> dict[str, list[str]]:
    """Name to command."""
    return {
        "ruff": [str(BIN / "ruff"), "check", "-q", "."],
        "format": [str(BIN / "ruff"), "format", "-q", "--check", "."],
        "mypy": [str(BIN / "mypy")],
        "rooms": [str(BIN / "lint-imports"), "--no-logo"],
        "djade": [str(BIN / "djade"), "--target-version", "5.2", "--check", *templates()],
        "html": [sys.executable, "tools/check_html.py"],
        "known holes": [str(BIN / "pip-audit"), "--progress-spinner", "off", "--skip-editable", "--local"],
    }


def unread(packages: int) -> str:
    """Say it when the registry of this machine has no advisories."""
    return f" ({packages} packages could not be audited here)" if packages else ""


def main() -> int:
    """0 when all are content."""
    failed = []
    for name, command in checks().items():
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        unknown = (done.stdout + done.stderr).count("could not be audited")
        print(f"{name}: {'ok' if done.returncode == 0 else 'FAILED'}{unread(unknown)}", flush=True)
        if done.returncode:
            failed.append(name)
            print((done.stdout + done.stderr)[-6000:])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
