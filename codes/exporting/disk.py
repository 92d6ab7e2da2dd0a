"""A folder of files that takes the place of an older one when it is whole, and not before."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from smtpref.compression import br, gzip

# In a folder that an export made, and that the next one may therefore replace.
SIGN = ".smtpref-export"
# What is compressed already.
PICTURES = (".png", ".ico")
COPIES: dict[str, Callable[[bytes, int], bytes]] = {
    ".br": br,
    ".gz": lambda body, effort: gzip(body, min(effort, 9)),
}


class Refused(Exception):
    """The folder cannot be exported to; the message says why and what to do."""


class Folder:
    """A folder under construction: target.part becomes target, the old target goes."""

    def __init__(self, target: Path) -> None:
        self.target = target.resolve()
        self.part = self.target.with_name(self.target.name + ".part")
        self.old = self.target.with_name(self.target.name + ".old")

    def open(self) -> None:
        """Begin, or go on where an interrupted export stopped; raises Refused."""
        if self.old.exists() and not self.target.exists():
            self.old.rename(self.target)  # an export was stopped in the middle of its swap
        if self.target.exists() and not (self.target.is_dir() and is_replaceable(self.target)):
            raise Refused(f"{self.target} exists and was not made by export_site; name a new or an empty folder.")
        self.part.mkdir(parents=True, exist_ok=True)
        self.lock = os.open(self.part, os.O_RDONLY)
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(f"Another export to {self.target} is at work.") from None
        (self.part / SIGN).touch()

    def write(self, name: str, body: bytes, *, effort: int) -> bool:
        """One file with its compressed copies, unless it is there already; says whether it had to be written."""
        path, before = self.part / name, self.target / name
        copies = {} if name.endswith(PICTURES) else COPIES
        if holds(path, body):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        if holds(before, body):
            for suffix in (*copies, ""):
                link(before.with_name(before.name + suffix), path.with_name(path.name + suffix))
            return False
        for suffix, encode in copies.items():
            place(path.with_name(path.name + suffix), encode(body, effort))
        place(path, body)  # last: what is there has its copies
        return True

    def copy(self, folder: Path, name: str) -> list[str]:
        """All files of another folder, which are compressed already; their names from the top."""
        shutil.copytree(folder, self.part / name, dirs_exist_ok=True)
        return [f"{name}/{path.relative_to(folder)}" for path in sorted(folder.rglob("*")) if path.is_file()]

    def swap(self, names: set[str]) -> None:
        """Put the new folder in the place of the old one, without what an earlier, interrupted export left in it."""
        kept = {SIGN} | {name + suffix for name in names for suffix in ("", *COPIES)}
        for path in self.part.rglob("*"):
            if path.is_file() and str(path.relative_to(self.part)) not in kept:
                path.unlink()
        if self.old.exists():
            shutil.rmtree(self.old)
        if self.target.exists():
            self.target.rename(self.old)
        self.part.rename(self.target)
        os.close(self.lock)
        shutil.rmtree(self.old, ignore_errors=True)


def is_replaceable(folder: Path) -> bool:
    """Whether nothing is lost with the folder."""
    return (folder / SIGN).exists() or not any(folder.iterdir())


def holds(path: Path, body: bytes) -> bool:
    """Whether a file says exactly this."""
    try:
        return path.stat().st_size == len(body) and path.read_bytes() == body
    except FileNotFoundError:
        return False


def place(path: Path, body: bytes) -> None:
    """Write a file so that it is either not there or whole."""
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.write_bytes(body)
    unfinished.replace(path)


def link(old: Path, new: Path) -> None:
    """The same file in the new folder."""
    new.unlink(missing_ok=True)
    os.link(old, new)
