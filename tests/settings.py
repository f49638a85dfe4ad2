"""The product's settings, in a folder of their own, fast and strict."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("OLIEVLEK_DATA", tempfile.mkdtemp(prefix="olievlek-test-"))
os.environ.setdefault("SECRET_KEY", "only for tests")

from olievlek.settings import *  # noqa: F403  # the data folder must be named before
from olievlek.settings import DATABASES, INSTALLED_APPS, OLIEVLEK_DATA, ROOT, STORAGES, TEMPLATES


class UndefinedVariable(str):
    """An undefined variable in a template fails the test instead of printing nothing."""

    __slots__ = ()

    def __contains__(self, item: object) -> bool:
        return item == "%s"

    def __mod__(self, name: object) -> str:
        raise NameError(f"undefined variable in a template: {name}")


INSTALLED_APPS += ["tests.own_texts.apps.OwnTextsConfig"]  # a noun as rooms to come will have them
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATICFILES_DIRS = [ROOT / "build" / "static"]
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable("%s")
# Straight from the models, seven seconds cheaper a process; the browser and the crash tests migrate, on both databases.
DATABASES["default"]["TEST"] = {"MIGRATE": False}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"]["NAME"] = str(Path(OLIEVLEK_DATA) / "test.sqlite3")
else:
    DATABASES["default"]["OPTIONS"].pop("pool", None)
