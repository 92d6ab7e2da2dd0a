"""The settings: one file, from the environment, each default safe on one machine.

A wrong value stops the start with one line. .env is not read: the environment is the environment.
"""

import hashlib
import os
import re
import secrets
import sys
from pathlib import Path
from urllib.parse import urlsplit

import environ

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.Env()
# Nobody waits longer for a database server that does not answer.
SECONDS_FOR_DATABASE = 2


def refuse(line: str) -> None:
    """Stop the start with one line that says what to do."""
    sys.exit(f"smtpref: {line}")


def flag(name: str) -> bool:
    """A switch that is off unless the environment says true."""
    value = env.str(name, default="false").lower()
    if value not in {"true", "false", ""}:
        refuse(f"{name} must be true or false.")
    return value == "true"


def whole_number(name: str, default: int) -> int:
    """A number from the environment, 0 or more."""
    value = env.str(name, default=str(default))
    if not (value.isascii() and value.isdigit()):
        refuse(f"{name} is {value!r}; give a whole number, 0 or more.")
    return int(value)


def kept_secret() -> str:
    """The secret key of this machine, made on the first start and readable by its owner only."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(exist_ok=True)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


def database(url: str) -> dict:
    """Django's description of the database behind a DATABASE_URL."""
    scheme = urlsplit(url).scheme
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        refuse(
            f"DATABASE_URL begins with {scheme!r}; use sqlite:///path/to/file or postgres://user:password@host/name."
        )
    try:
        found = env.db_url_config(url)
    except ValueError as error:
        refuse(f"DATABASE_URL cannot be read ({error}); use postgres://user:password@host:5432/name.")
    if scheme == "sqlite":
        # Stock SQLite settings lose most saves when several editors write at once.
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 5,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        found["CONN_MAX_AGE"] = 60
        found["CONN_HEALTH_CHECKS"] = True
        found["OPTIONS"] = {"connect_timeout": SECONDS_FOR_DATABASE}
    return found


def snapshot_of(url: str) -> Path:
    """Where the last content of a database is kept: two sites in one checkout do not take each other's away."""
    return VAR_DIR / f"content-{hashlib.sha256(url.encode()).hexdigest()[:12]}.snapshot"


# Core

DEBUG = flag("DEBUG")
PORT = env.str("PORT", default="8000")
if not (PORT.isascii() and PORT.isdigit() and 0 < int(PORT) < 65536):
    refuse(f"PORT is {PORT!r}; give a number from 1 to 65535.")
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
site = urlsplit(SITE_URL)
if site.scheme not in {"http", "https"} or not site.hostname or site.path:
    refuse(f"SITE_URL is {SITE_URL!r}; give the public address, like https://smtp.example.org.")
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
if SECURITY_CONTACT and not re.fullmatch(r"(mailto:|https://)\S+", SECURITY_CONTACT):
    refuse(f"SECURITY_CONTACT is {SECURITY_CONTACT!r}; give an address like mailto:security@example.org.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=sorted({"127.0.0.1", "localhost", "[::1]", site.hostname}))
IS_HTTPS = site.scheme == "https"
SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret()
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ROOT_URLCONF = "smtpref.urls"
WSGI_APPLICATION = "smtpref.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "modeltranslation",
    "codes",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "smtpref.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "smtpref.admission.Admission",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "codes.admin.signing_in.SecondFactor",
    "codes.views.errors.WithoutContent",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Data

DATABASE_URL = env.str("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'smtpref.sqlite3'}")
DATABASES = {"default": database(DATABASE_URL)}
# The last content that was served, for a start while the database is away.
SNAPSHOT = snapshot_of(DATABASE_URL)

# Languages

# The public languages: addresses, switcher, hreflang. A language is added here when its interface
# and its content are complete; tests/test_languages.py holds that.
LANGUAGES = [("en", "English"), ("fr", "Français")]
LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"
# The languages that editors can write: each has its columns and its tab in the admin.
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_LANGUAGES = [
    *("en", "ar", "de", "es", "fr", "hi", "id", "it", "ja", "ko"),
    *("nl", "pl", "pt", "ru", "th", "tr", "uk", "vi", "zh-hans"),
]
MODELTRANSLATION_FALLBACK_LANGUAGES = ()  # the catalogue falls back itself, and says so

# Accounts

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/admin/"
ACCOUNT_ADAPTER = "codes.admin.signing_in.NoSignup"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "smtpref"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS  # http://localhost, for trying it out
# Editors change what everybody reads: in production a password alone lets nobody in.
SECOND_FACTOR_REQUIRED = IS_HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60

# Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
PAGE_STORE_MIB = whole_number("PAGE_STORE_MIB", default=64)
# Ready pages need a thread for an instant; most are for what waits, for its turn or the database (admission.py).
THREADS = 24
CONTENT_DIR = BASE_DIR / "codes" / "content"

# Security: everything that needs TLS follows SITE_URL, so that plain http on one machine works

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
if flag("BEHIND_TLS_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # guesses are counted for the address that the proxy names
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [SITE_URL]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "failures": {"()": "smtpref.logs.Failures"},
        "no_pasted_text": {"()": "smtpref.logs.WithoutPastedText"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["failures", "no_pasted_text"]}},
    "loggers": {
        "codes": {"handlers": ["console"], "level": "INFO"},
        # Without this line Django would mail tracebacks; here they go to the log only.
        "django": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        # A wrong Host header is answered with 400; a scanner should not fill the log with tracebacks.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
