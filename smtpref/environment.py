"""How the environment becomes settings: a wrong value stops the start with one line."""

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
# How long a change of content waits while others are being made.
SECONDS_FOR_A_TURN = 20
# What Django's own check asks of a secret key.
LEAST_CHARACTERS, LEAST_DIFFERENT = 50, 5
# Room for a name that no public address can have: those are languages, codes and the names here.
ADMIN_PATH = re.compile(r"[a-z][a-z0-9-]{3,63}")
PUBLIC_NAMES = frozenset({"api", "healthz", "readyz", "sitemap", "static"})


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
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        refuse(f"{name} is {value!r}; give a whole number of one to nine digits.")
    return int(value)


def kept_secret() -> str:
    """The secret key of this machine, made on the first start and readable by its owner only."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(exist_ok=True)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


def secret_key(name: str, key: str) -> str:
    """A key that nobody can guess; refused is what Django only warns of."""
    if key.startswith("django-insecure-"):
        refuse(f"{name} is one of Django's examples; leave it out, or give {LEAST_CHARACTERS} random characters.")
    if len(key) < LEAST_CHARACTERS or len(set(key)) < LEAST_DIFFERENT:
        refuse(f"{name} is too short or repeats itself; leave it out, or give {LEAST_CHARACTERS} random characters.")
    return key


def check_public(is_https: bool, debug: bool, hosts: list[str]) -> None:
    """Refuse what must not be on a site that others reach."""
    if is_https and debug:
        refuse("DEBUG shows the inside of the site to everybody; turn it off for an https SITE_URL.")
    if "*" in hosts or any(host.startswith(".") for host in hosts):
        refuse("ALLOWED_HOSTS has a wildcard; name each host, separated by commas.")


def admin_path(languages: list[str]) -> str:
    """Where the workshop is, below the root."""
    path = env.str("ADMIN_PATH", default="admin").strip("/")
    if not ADMIN_PATH.fullmatch(path) or path in {*PUBLIC_NAMES, *languages}:
        refuse(f"ADMIN_PATH is {path!r}; give four or more small letters, digits and hyphens that no page uses.")
    return path


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
            "timeout": SECONDS_FOR_A_TURN,
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
