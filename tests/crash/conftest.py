"""A database of its own for each test, with the product's settings and one person in it."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.crash.site import Site
from tests.prepared import TEMPLATE, environment, postgres_template, shared_folder, sqlite_copy


@pytest.fixture
def site(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """SQLite in a file, or a fresh database on the PostgreSQL of this run."""
    given, shared = os.environ.get("DATABASE_URL", ""), shared_folder(tmp_path_factory)
    if not given:
        yield sqlite_copy(shared, tmp_path / "data")
        return

    def at(name: str) -> str:
        return urlsplit(given)._replace(path=f"/{name}").geturl()

    name = f"crash_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name} TEMPLATE {postgres_template(shared, server, at(TEMPLATE))}")
        try:
            yield Site(environment(tmp_path / "data", at(name)))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
