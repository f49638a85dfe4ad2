"""Make a world to measure in: a town, a country or a continent, the same again from the same seed.

    .venv/bin/python bench/world.py country

The world stands on the content that ships. It is kept under `build/worlds` (or BENCH_WORLDS) by size, seed and
migrations, and made again when one changes. With DATABASE_URL it is made beside that PostgreSQL database, in one
of its own. Prints the environment to serve it with.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SEED = 1


def main() -> None:
    from bench.worlds import SIZES

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", choices=SIZES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--here", action="store_true", help="fill the database of the environment; used by itself")
    given = parser.parse_args()
    if given.here:
        _fill_here(given.size, given.seed)
        return
    for name, value in made(given.size, given.seed).items():
        print(f"export {name}='{value}'")


def made(size: str, seed: int = SEED) -> dict[str, str]:
    """What to add to the environment to work in this world; it is made when it is not there yet."""
    name = f"{size}_{seed}_{_fingerprint()}"
    database = os.environ.get("DATABASE_URL", "")
    kind = "postgresql" if database else "sqlite"
    folder = Path(os.environ.get("BENCH_WORLDS", ROOT / "build" / "worlds")) / kind / name
    given = {"OLIEVLEK_DATA": str(folder)}
    if database:
        given["DATABASE_URL"] = urlunsplit(urlsplit(database)._replace(path=f"/world_{name}"))
    if not (folder / "made").exists():
        folder.mkdir(parents=True, exist_ok=True)
        if database:
            _fresh_database(database, f"world_{name}")
        else:
            for one in folder.glob("*.sqlite3*"):
                one.unlink()
        begun = time.monotonic()
        command = [sys.executable, str(Path(__file__)), size, "--seed", str(seed), "--here"]
        kept = {**os.environ, **given, "DJANGO_SETTINGS_MODULE": "olievlek.settings", "PYTHONWARNINGS": "ignore"}
        subprocess.run(command, cwd=ROOT, env=kept, check=True)
        (folder / "made").write_text(f"{time.monotonic() - begun:.0f} seconds\n")
    return given


def build(size: str, seed: int = SEED) -> None:
    """Fill the database at hand, room by room. Everything in it is derived as the product itself would."""
    from bench import worlds

    world = worlds.World(worlds.SIZES[size], random.Random(seed))
    for room in worlds.ROOMS:
        begun = time.monotonic()
        import_module(f"bench.worlds.{room}").fill(world)
        print(f"{room:16}{time.monotonic() - begun:7.1f} s", file=sys.stderr)


def _fill_here(size: str, seed: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    from olievlek.index import indexer

    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    with transaction.atomic():
        build(size, seed)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    begun = time.monotonic()
    indexer.prepare()
    print(f"{'index folder':16}{time.monotonic() - begun:7.1f} s", file=sys.stderr)


def _fresh_database(url: str, name: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}"')


def _fingerprint() -> str:
    """Changes with the migrations, the content and the makers of worlds."""
    found = hashlib.sha256()
    source = ROOT / "src" / "olievlek"
    for path in sorted(
        [*source.glob("*/migrations/*.py"), *source.glob("*/content/*.*"), *(ROOT / "bench" / "worlds").glob("*.py")]
    ):
        found.update(path.read_bytes())
    return found.hexdigest()[:8]


if __name__ == "__main__":
    main()
