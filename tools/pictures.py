"""Pictures of every page, for people to look at: python tools/pictures.py FOLDER [NAME…]

320, 768 and 1280 px, light and dark, Dutch (English with `--english`); NAME keeps only those url names.
"""

import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402  # after the path is set, as below
from tests.browser.conftest import ARGUMENTS, signed_in  # noqa: E402
from tests.browser.server import MODERATOR, Server, served  # noqa: E402

WIDTHS = (320, 768, 1280)


def main(folder: Path, names: list[str], language: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as shared, served(Path(shared)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        states = {"visitor": None, "moderator": signed_in(server, browser, MODERATOR)}
        pages = [one for one in server.pages() if one["language"] == language]
        for number, one in enumerate(pages):
            if not names or one["name"] in names:
                take(browser, server, one, states[one["role"]], folder / f"{number:02}-{one['name'].replace(':', '-')}")
        browser.close()


def take(browser: Browser, server: Server, one: dict[str, str], state: object, stem: Path) -> None:
    """Six pictures of one page."""
    for scheme in ("light", "dark"):
        context = browser.new_context(
            base_url=server.url,
            color_scheme=scheme,  # type: ignore[arg-type]  # one of two words
            storage_state=state,  # type: ignore[arg-type]  # what playwright gave us
            reduced_motion="reduce",
        )
        page = context.new_page()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(one["url"], wait_until="networkidle")
            page.screenshot(path=f"{stem}-{width}-{scheme}.png", full_page=True)
        context.close()
    print(f"{stem.name}: {one['url']}")


if __name__ == "__main__":
    given = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    main(Path(given[0]), given[1:], "en" if "--english" in sys.argv else "nl")
