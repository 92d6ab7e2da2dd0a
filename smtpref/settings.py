"""The settings: one file, from the environment, each default safe on one machine.

A wrong value stops the start with one line (environment.py). .env is not read: the environment is the environment.
"""

import re
from urllib.parse import urlsplit

from smtpref.environment import (
    BASE_DIR,
    SECONDS_FOR_A_TURN,  # noqa: F401 -- a setting, too
    SECONDS_FOR_DATABASE,  # noqa: F401 -- likewise
    VAR_DIR,
    admin_path,
    check_public,
    database,
    env,
    flag,
    kept_secret,
    refuse,
    secret_key,
    snapshot_of,
    whole_number,
)
from smtpref.logs import configuration

# Core

DEBUG = flag("DEBUG")
HOST, PORT = env.str("HOST", default="127.0.0.1"), env.str("PORT", default="8000")
if not (PORT.isascii() and PORT.isdigit() and len(PORT) < 6 and 0 < int(PORT) < 65536):
    refuse(f"PORT is {PORT!r}; give a number from 1 to 65535.")
WORKERS = whole_number("WORKERS", default=2)
if not WORKERS:
    refuse("WORKERS is 0; give how many processes shall answer.")
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
site = urlsplit(SITE_URL)
if site.scheme not in {"http", "https"} or not site.hostname or site.path:
    refuse(f"SITE_URL is {SITE_URL!r}; give the public address, like https://smtp.example.org.")
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
if SECURITY_CONTACT and not re.fullmatch(r"(mailto:|https://)\S+", SECURITY_CONTACT):
    refuse(f"SECURITY_CONTACT is {SECURITY_CONTACT!r}; give an address like mailto:security@example.org.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=sorted({"127.0.0.1", "localhost", "[::1]", site.hostname}))
IS_HTTPS = site.scheme == "https"
check_public(IS_HTTPS, DEBUG, ALLOWED_HOSTS)
SECRET_KEY = secret_key("SECRET_KEY", env.str("SECRET_KEY", default="") or kept_secret())
SECRET_KEY_FALLBACKS = [secret_key("SECRET_KEY_FALLBACKS", key) for key in env.list("SECRET_KEY_FALLBACKS", default=[])]
ROOT_URLCONF = "smtpref.urls"
WORKSHOP_URLCONF = "smtpref.workshop_urls"
WSGI_APPLICATION = "smtpref.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "modeltranslation",
    "codes",
    "django.contrib.admin.apps.SimpleAdminConfig",  # codes.admin.site says what is edited
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.humanize",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "smtpref.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "smtpref.headers.KnownHost",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "smtpref.workshop.Door",
    "smtpref.admission.Admission",
    "smtpref.headers.Unchanged",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "smtpref.workshop.Sessions",
    "codes.admin.sending_again.SignedOut",
    "codes.admin.signing_in.SecondFactor",
    "codes.admin.signing_in.RecentlySignedIn",
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

ADMIN_PATH = admin_path([*MODELTRANSLATION_LANGUAGES, *(code for code, _name in LANGUAGES)])
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # of accounts made before; renewed at their next sign-in
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
ACCOUNT_ADAPTER = "codes.admin.signing_in.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# A key is an account and the address that guesses it: nobody locks anybody else out.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/15m/ip,5/15m/key", "login": "30/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "smtpref"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS  # http://localhost, for trying it out
# Editors change what everybody reads: in production a password alone lets nobody in.
SECOND_FACTOR_REQUIRED = IS_HTTPS
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60  # for what cannot be taken back
# A session ends after so many seconds without a request, and after so many in any case.
SESSION_COOKIE_AGE, SESSION_LONGEST = 8 * 60 * 60, 7 * 24 * 60 * 60
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own

# Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # nothing asks for the others
PAGE_STORE_MIB = whole_number("PAGE_STORE_MIB", default=64)
# Ready pages need a thread for an instant; most are for what waits, for its turn or the database (admission.py).
THREADS = 50
CONTENT_DIR = BASE_DIR / "codes" / "content"
CACHES = {
    # Failed sign-ins are counted by all workers together; who signs in needs the database anyway.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "rates"},
    # What visitors ask is counted by each worker, in its memory: addresses and numbers, nothing of what was asked.
    "visitors": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "visitors",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
# How often one address may ask in a minute, in each worker; 0 for as often as it likes.
PER_MINUTE = {
    "search": whole_number("SEARCHES_PER_MINUTE", default=120),
    "suggest": whole_number("SUGGESTIONS_PER_MINUTE", default=300),
    "explain": whole_number("PASTES_PER_MINUTE", default=30),
}
# The largest upload of the workshop; it is read in memory, never put into a temporary file.
LARGEST_UPLOAD = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = LARGEST_UPLOAD + 64 * 1024  # with the marks of the form around it

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
# The prefix lets no other host and no plain http set them (RFC 6265bis, 4.1.3.2); over http browsers refuse it.
COOKIE_PREFIX = "__Host-" if IS_HTTPS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid", f"{COOKIE_PREFIX}csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE, CSRF_COOKIE_SAMESITE = "Lax", "Strict"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "codes.admin.sending_again.without_token"

LOGGING = configuration()
