"""A database of its own for each test, with the product's settings and one person in it."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from tests.crash.site import Site

ROOT = Path(settings.ROOT)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """SQLite in a file, or a fresh database on the PostgreSQL of this run."""
    given = os.environ.get("DATABASE_URL", "")
    environment = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "OLIEVLEK_DATA"}}
    environment |= {"DJANGO_SETTINGS_MODULE": "olievlek.settings", "OLIEVLEK_DATA": str(tmp_path / "data")}
    environment["PYTHONPATH"] = str(ROOT)
    if not given:
        yield prepared(Site(environment))
        return
    import psycopg

    name = f"crash_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield prepared(Site({**environment, "DATABASE_URL": urlsplit(given)._replace(path=f"/{name}").geturl()}))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def prepared(site: Site) -> Site:
    site.run("-m", "olievlek", "migrate", "-v", "0")
    site.run("-c", MAKE_PERSON)
    return site


MAKE_PERSON = (
    "import django; django.setup(); from olievlek.accounts.models import User; "
    "User.objects.create_user('persoon@voorbeeld.example')"
)
