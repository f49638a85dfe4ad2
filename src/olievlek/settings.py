"""All settings. Every one that a deployment may change comes from the environment and stands in docs/operating.md."""

import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

try:  # Debian 12 ships an SQLite with the WAL-reset race; the wheel brings a mended one (docs/adr/0002)
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
except ImportError:  # no wheel for this platform: core.checks says what that means
    pass

from csp.constants import NONE, SELF

from olievlek.accounts import issuers
from olievlek.core import environment
from olievlek.core.secret import data_folder, secret_key

env = environment.ENV
PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent.parent

OLIEVLEK_DATA = data_folder(env.text("OLIEVLEK_DATA", default="data"))
PORT = env.number("PORT", default=8000, least=1, most=65535)
OLIEVLEK_BASE_URL = env.address("OLIEVLEK_BASE_URL", default=f"http://localhost:{PORT}").rstrip("/")
OLIEVLEK_DEMO = env.bool("OLIEVLEK_DEMO", default=True)
OLIEVLEK_PROXIES = env.number("OLIEVLEK_PROXIES", default=0, most=20)
OLIEVLEK_TERM = {
    "nl": env.text("OLIEVLEK_TERM_NL", default="vernieuwing"),
    "en": env.text("OLIEVLEK_TERM_EN", default="innovation"),
}
OLIEVLEK_LEARN = env.bool("OLIEVLEK_LEARN", default=True)
OLIEVLEK_CONTACT = env.mail_address("OLIEVLEK_CONTACT")
OLIEVLEK_SOURCE_URL = env.address("OLIEVLEK_SOURCE_URL")
_base = urlsplit(OLIEVLEK_BASE_URL)
LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
ON_LOOPBACK = _base.hostname in {"localhost", "127.0.0.1", "::1"}

OLIEVLEK_MODERATOR_SECOND_STEP = env.bool("OLIEVLEK_MODERATOR_SECOND_STEP", default=not (OLIEVLEK_DEMO and ON_LOOPBACK))

SECRET_KEY = env.text("SECRET_KEY") or secret_key(OLIEVLEK_DATA)
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = sorted({_base.hostname or "localhost"} | (LOOPBACK if ON_LOOPBACK else set()))
CSRF_TRUSTED_ORIGINS = [f"{_base.scheme}://{_base.netloc}"]

INSTALLED_APPS = [
    "olievlek.core",
    "olievlek.timeline",
    "olievlek.accounts",
    "olievlek.organisations",
    "olievlek.vocabulary",
    "olievlek.index",
    "olievlek.moderation",
    "olievlek.conversations",
    "olievlek.surveys",
    "olievlek.tasks",
    "olievlek.office_files",
    "olievlek.cases",
    "olievlek.writing",
    "olievlek.adoptions",
    "olievlek.library",
    "olievlek.imports",
    "olievlek.scan",
    "olievlek.search",
    "olievlek.notifications",
    "olievlek.home",
    "olievlek.api",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "olievlek.core.frames.in_one_piece",
    "olievlek.api.problems.AnswerPrograms",
    "olievlek.core.guard.RefuseUnstorableText",
    "olievlek.core.parameters.CleanParameters",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # random length against BREACH; CSRF keys are masked per answer
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "olievlek.core.ending.SayThatTheSessionEnded",
    "olievlek.organisations.acting.AsItWasMeant",
    "olievlek.accounts.entering.ProlongedByUse",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "olievlek.core.guard.KeepPrivatePagesPrivate",
    "olievlek.core.audience.remember",
    "olievlek.core.places.OneAtATime",
    "olievlek.core.directions.NamesStandApart",
]

ROOT_URLCONF = "olievlek.urls"
WSGI_APPLICATION = "olievlek.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "olievlek.core.page.site",
                "olievlek.organisations.acting.context",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "olievlek.core.templatetags.page",
                "olievlek.core.templatetags.components",
                "olievlek.core.templatetags.pictures",
            ],
        },
    },
]


def _database() -> dict[str, Any]:
    """SQLite unless DATABASE_URL names PostgreSQL; the figures behind these values stand in docs/adr/0002."""
    if found := env.database("DATABASE_URL"):
        found["OPTIONS"] = {**found.get("OPTIONS", {}), "pool": {"min_size": 0, "max_size": 8}}
        return found
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": OLIEVLEK_DATA / "olievlek.sqlite3",
        "CONN_MAX_AGE": None,  # a new connection for every page costs more than all its queries
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000; "
                "PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864;"
            ),
        },
    }


DATABASES = {"default": _database()}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:login"
SECOND_STEP_URL = "accounts:step"  # where a moderator goes who has none yet
LOGIN_REDIRECT_URL = "home:workplace"
LOGOUT_REDIRECT_URL = "home"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

ACCOUNT_USER_MODEL_USERNAME_FIELD = None  # what follows sets up django-allauth: docs/adr/0010
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "olievlek.accounts.strong.Secrets"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "olievlek.accounts.oidc.Door"
SOCIALACCOUNT_STORE_TOKENS = False
OLIEVLEK_OIDC = env.text("OLIEVLEK_OIDC")
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": issuers.read(OLIEVLEK_OIDC), "OAUTH_PKCE_ENABLED": True}}

CSRF_FAILURE_VIEW = "olievlek.core.ending.csrf_failure"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _base.scheme == "https"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SECURE_SSL_REDIRECT = _base.scheme == "https"
SECURE_HSTS_SECONDS = 31_536_000 if _base.scheme == "https" else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if OLIEVLEK_PROXIES else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_HANDLERS = [
    "olievlek.core.uploads.StopAtTheLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *issuers.origins(OLIEVLEK_OIDC)],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "collected"
STATICFILES_DIRS = [ROOT / "build" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

EMAIL_URL = env.text("EMAIL_URL")
if EMAIL_URL:
    vars().update(env.mail_server("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = OLIEVLEK_DATA / "mail"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.mail_address("DEFAULT_FROM_EMAIL", default=f"olievlek@{_base.hostname}")

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"olievlek": {"level": "INFO"}},
}
SILENCED_SYSTEM_CHECKS: list[str] = [
    "security.W019",  # X-Frame-Options is DENY above
]
