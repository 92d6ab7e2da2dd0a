"""The last catalogue on disk, for a worker that starts: at once, and while the database is away.

The file is signed for one database, one release and one set of languages: damaged or of another of these, it is as good
as no file.
"""

import hmac
import logging
import os
import pickle
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils.crypto import salted_hmac

from codes.catalogue.entries import Catalogue

log = logging.getLogger(__name__)
CODES = Path(__file__).resolve().parent.parent


@cache
def origin() -> bytes:
    """What a catalogue on disk was made for; a release is the text of the modules that make it and are in it."""
    modules = sorted(path for package in ("catalogue", "models", "smtp") for path in CODES.glob(f"{package}/*.py"))
    release = sha256(b"".join(path.read_bytes() for path in modules)).hexdigest()
    return repr((settings.DATABASE_URL, release, settings.LANGUAGES)).encode()


def signature(body: bytes) -> bytes:
    """What nobody can make without the secret key; 32 bytes."""
    return salted_hmac("codes.catalogue.snapshot", origin() + body, algorithm="sha256").digest()


def save(catalogue: Catalogue, path: Path) -> None:
    """Write a catalogue whole or not at all; a disk that takes no file costs nothing but the next start."""
    body = pickle.dumps(catalogue)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")  # each worker writes its own
    try:
        part.write_bytes(signature(body) + body)
        part.replace(path)
    except OSError as error:
        log.warning("The content could not be kept for a start without the database: %s", error)
        part.unlink(missing_ok=True)


def load(path: Path) -> Catalogue | None:
    """The catalogue that was saved here for this database and release, or None."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    signed, body = data[:32], data[32:]
    if not hmac.compare_digest(signed, signature(body)):
        return None
    found = pickle.loads(body)  # noqa: S301 -- signed by ourselves
    return found if isinstance(found, Catalogue) else None
