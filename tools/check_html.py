"""Walk the pages a visitor can reach from the front page and let html-validate read them."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = Path(tempfile.mkdtemp(prefix="olievlek-html-"))
os.environ.update(OLIEVLEK_DATA=str(SCRATCH / "data"), DJANGO_SETTINGS_MODULE="tests.settings")
os.environ.pop("DATABASE_URL", None)
sys.path.insert(0, str(ROOT))
MOST = 80


def kind_of(path: str) -> str:
    """Pages of one kind share a template: two of each are enough."""
    parts = path.split("?")[0].strip("/").split("/")
    return "/".join(parts[:2] if parts[0] == "en" else parts[:1]) + f"#{len(parts)}"


def crawl() -> dict[str, str]:
    """Address to html, breadth first from both front pages."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    call_command("reindex", verbosity=0)
    client, todo, pages, kinds = (
        Client(HTTP_HOST="localhost"),
        ["/", "/en/", "/zoeken/?q=pasfoto", "/en/zoeken/?q=pasfoto"],
        {},
        {},
    )
    while todo and len(pages) < MOST:
        address = todo.pop(0)
        kind = kind_of(address)
        if address in pages or kinds.get(kind, 0) >= 2:
            continue
        response = client.get(address)
        if response.status_code != 200 or "text/html" not in response["Content-Type"]:
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        pages[address] = response.content.decode()
        todo += [link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)"', pages[address])]
    return pages


def main() -> int:
    """Exit code of html-validate."""
    pages = crawl()
    for number, (address, html) in enumerate(pages.items()):
        (SCRATCH / f"{number:03}-{re.sub(r'[^a-z0-9]+', '-', address)[:60]}.html").write_text(html)
    print(f"{len(pages)} pages")
    validator = ROOT / "build/node_modules/html-validate/bin/html-validate.mjs"
    command = [
        "node",
        str(validator),
        "--config",
        str(ROOT / ".htmlvalidate.json"),
        "--formatter",
        "text",
        str(SCRATCH),
    ]
    path = f"{ROOT / '.venv/bin'}:{os.environ['PATH']}"
    return subprocess.run(command, env={**os.environ, "PATH": path}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
