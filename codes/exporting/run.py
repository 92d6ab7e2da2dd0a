"""One export: every address asked in several processes, the links checked, the folder swapped in."""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from django.conf import settings
from django.db import connections

from codes import catalogue
from codes.exporting import pages
from codes.exporting.disk import Folder

# How hard to compress: well where many will read it, fast where it is one of very many.
LOOKED_FOR, ONE_OF_MANY = 11, 5
AT_ONCE = 50
Batch = list[tuple[str, bool]]


@dataclass
class Report:
    """What an export did: files by name, how many of them had to be written, links that lead nowhere."""

    names: set[str] = field(default_factory=set)
    written: int = 0
    targets: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def add(self, other: "Report") -> None:
        """Count another report in."""
        self.names |= other.names
        self.written += other.written
        self.targets |= other.targets
        self.broken += other.broken


def export(folder: Folder, *, all_pairs: bool, jobs: int, progress: Callable[[int, int], None]) -> Report:
    """The whole site into an opened folder; broken links leave the folder that was there in its place."""
    work = list(pages.addresses(all_pairs))
    report = write_rest(folder)
    done = 0
    connections.close_all()  # a connection must not be shared with the processes that fork from here
    with ProcessPoolExecutor(jobs, get_context("fork")) as pool:
        tasks = [pool.submit(write_batch, folder, batch) for batch in batches(work)]
        try:
            for task in as_completed(tasks):
                batch = task.result()
                report.add(batch)
                done += len(batch.names)
                progress(done, len(work))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    report.broken += [f"{page}: {target}" for target, page in report.targets.items() if not leads(target, report.names)]
    if not report.broken:
        folder.swap(report.names)
    return report


def batches(work: Batch) -> Iterator[Batch]:
    """The addresses in portions."""
    rest = iter(work)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch


def write_batch(folder: Folder, batch: Batch) -> Report:
    """Some addresses, in a process of their own."""
    report = Report()
    for address, is_looked_for in batch:
        name, body = pages.file_name(address), pages.answer(address)
        report.written += folder.write(name, body, effort=LOOKED_FOR if is_looked_for else ONE_OF_MANY)
        report.names.add(name)
        if name.endswith(".html"):
            targets, missing = pages.links(body)
            report.targets |= dict.fromkeys(targets, address)
            report.broken += [f"{address}: #{place}" for place in sorted(missing)]
    return report


def write_rest(folder: Folder) -> Report:
    """What is no address of its own: static files, the page for unknown addresses, headers and redirects."""
    catalogue.holder.current()
    report = Report(names=set(folder.copy(Path(settings.STATIC_ROOT), "static")))
    for name, body in {
        "404.html": pages.ask("/nothing-is-here").content,
        "index.html": pages.front().encode(),
        "_headers": pages.headers().encode(),
        "_redirects": pages.redirects().encode(),
    }.items():
        report.written += folder.write(name, body, effort=LOOKED_FOR)
        report.names.add(name)
    return report


def leads(target: str, names: set[str]) -> bool:
    """Whether a link on this site leads to a file of the export."""
    return pages.file_name(target) in names
