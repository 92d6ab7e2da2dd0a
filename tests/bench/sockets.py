"""Whole servers over sockets, each beside its reference in turn: on a shared machine single rates swing by a third."""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings

from smtpref.serve import ALLOCATORS
from tests.bench.measuring import Report
from tests.serving import ROOT, Server, free_port, workers_of

HERE = Path(__file__).parent
PAGE = "/fr/compare/251-vs-501/"
PAIRS, SECONDS, CONNECTIONS = 3, 2, 16
# Parts that depend on one code are rendered once, by each worker; files come from the disk once.
ROUNDS_TO_WARM = 6
NEEDED = "nginx", "wrk"
OURS = "smtpref.wsgi:application"


def rate(port: int, path: str, *, paths: Path | None = None, **headers: str) -> float:
    """Answers a second; an answer that is no success spoils the measurement and stops it."""
    words = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", f"http://127.0.0.1:{port}{path}"]
    words += [word for name, value in headers.items() for word in ("-H", f"{name.replace('_', '-')}: {value}")]
    words += ["-s", str(HERE / "random.lua")] if paths else []
    environment = os.environ | {"PATHS": str(paths)}
    told = subprocess.run(words, capture_output=True, text=True, check=True, env=environment).stdout
    if "Non-2xx" in told and "If_None_Match" not in headers:
        raise ValueError(f"{words}: {told}")
    found = re.search(r"Requests/sec:\s*([\d.]+)", told)
    assert found, told
    return float(found[1])


def in_turn(report: Report, what: str, wanted: str, ours: list, opponents: dict[str, list]) -> None:
    """The median and the extremes of our rate in per cent of each opponent's, pair by pair."""
    for name, theirs in opponents.items():
        found = []
        for _pair in range(PAIRS):
            their = rate(theirs[0], theirs[1], **theirs[2])
            found.append(100 * rate(ours[0], ours[1], **ours[2]) / their)
        against = f"{name} ({min(found):.0f} to {max(found):.0f} %; {their:,.0f}/s)"
        report.ratio(what, f"{statistics.median(found):.0f} %", wanted, against)


@contextmanager
def nginx(root: Path, folder: Path) -> Iterator[tuple[int, int]]:
    """nginx over a folder: the port where it opens each file anew, and the one where it keeps them open."""
    ports = free_port(), free_port()
    configuration = (HERE / "nginx.conf").read_text()
    for name, value in {"folder": folder, "root": root, "plain": ports[0], "kept": ports[1]}.items():
        configuration = configuration.replace(f"@{name}@", str(value))
    (folder / "nginx.conf").write_text(configuration)
    process = subprocess.Popen(["nginx", "-c", folder / "nginx.conf"])
    try:
        first_byte(ports[1], "/")
        yield ports
    finally:
        process.terminate()
        process.wait()


@contextmanager
def application(name: str, **environment: str) -> Iterator[tuple[int, int, float]]:
    """A WSGI application in our server: its port, its process, and the seconds to its first byte."""
    port = free_port()
    words = ["-m", "smtpref.workers"] if name == OURS else ["-m", "tests.bench.serving", name]
    surroundings = os.environ | ALLOCATORS | environment | {"PORT": str(port)}
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *words], cwd=ROOT, env=surroundings)
    try:
        first_byte(port, PAGE)
        yield port, process.pid, time.perf_counter() - start
    finally:
        process.terminate()
        process.wait()


def first_byte(port: int, path: str) -> None:
    """Ask every few milliseconds until somebody answers."""
    for _try in range(10_000):
        try:
            ask(port, path)
        except URLError as error:
            if hasattr(error, "code"):
                return
            time.sleep(0.003)
        else:
            return
    raise TimeoutError(f"nobody answers at port {port}")


def ask(port: int, path: str, **headers: str) -> tuple[bytes, dict[str, str]]:
    """The body as it was sent, and the headers with their names in lower case."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with urlopen(Request(f"http://127.0.0.1:{port}{path}", headers=named), timeout=10) as answer:
        return answer.read(), {name.lower(): value for name, value in answer.headers.items()}


def memory(server: int) -> float:
    """MiB that a worker takes, what it shares with others divided among them."""
    found = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in workers_of(server)]
    sizes = [int(size[1]) / 1024 for text in found if (size := re.search(r"^Pss:\s+(\d+)", text, re.M))]
    return statistics.mean(sizes)


def pages(report: Report, port: int, files: tuple[int, int], paths: Path) -> None:
    """One page again and again, pages at random, and answers that nothing has changed; against files."""
    names = {"nginx": files[0], "nginx, files kept open": files[1]}
    for encoding in ("identity", "gzip", "br"):
        headers = {"Accept_Encoding": encoding}
        for _again in range(3):
            ask(port, PAGE, **headers)
        opponents = {name: [its, PAGE, headers] for name, its in names.items()}
        in_turn(report, f"a page asked for again, {encoding}", "≥ 50 %", [port, PAGE, headers], opponents)
    tag = ask(port, PAGE, Accept_Encoding="br")[1]["etag"]
    full = {name: [its, PAGE, {"Accept_Encoding": "br"}] for name, its in names.items()}
    in_turn(
        report,
        "not modified",
        "≥ 50 %",
        [port, PAGE, {"Accept_Encoding": "br", "If_None_Match": tag}],
        {f"full answers of {name}": opponent for name, opponent in full.items()},
    )
    for encoding in ("identity", "br"):
        chosen = {"Accept_Encoding": encoding, "paths": paths}
        opponents = {name: [its, PAGE, chosen] for name, its in names.items()}
        for its in (port, *files) * ROUNDS_TO_WARM:
            rate(its, PAGE, **chosen)
        in_turn(report, f"any two codes at random, {encoding}", "≥ 25 %", [port, PAGE, chosen], opponents)


def against_orm(report: Report, site: Server) -> None:
    """The same site with its rows read on each request: rate, and memory, ours also of workers with nothing kept."""
    with application(OURS, **site.environment) as (port, process, _seconds):
        rate(port, PAGE)
        least = memory(process)
    with application("tests.bench.reference:application", **site.environment) as (port, process, _seconds):
        rate(port, PAGE)  # each thread opens its connection once
        rates = [(rate(site.port, PAGE), rate(port, PAGE)) for _pair in range(PAIRS)]
        ratio = statistics.median(ours / theirs for ours, theirs in rates)
        theirs = statistics.median(theirs for _ours, theirs in rates)
        report.ratio("requests a second", f"{ratio:,.0f} ×", "≥ 200 ×", f"rows read on request ({theirs:.0f}/s)")
        most, its = memory(site.process.pid), memory(process)
    for what, mine in {"one page": least, "all pairs, the page store full": most}.items():
        against = f"rows read on request: {mine:.0f} MiB, {its:.0f} MiB"
        report.ratio(f"memory of a worker, {what}", f"{mine / its:.2f} ×", "≤ 0.5 ×", against)


def starts(report: Report, site: Server) -> None:
    """The first byte of a page after a start, beside that of two words."""
    ours, theirs = [], []
    for _pair in range(PAIRS):
        with application(OURS, **site.environment) as (_port, _process, seconds):
            ours.append(seconds)
        with application("tests.bench.hello:application") as (_port, _process, seconds):
            theirs.append(seconds)
    ratio = statistics.median(ours) / statistics.median(theirs)
    against = f"hello, world: {statistics.median(ours):.2f} s, {statistics.median(theirs):.2f} s"
    report.ratio("the first byte after a start", f"{ratio:.1f} ×", "≤ 5 ×", against)


def weights(report: Report, port: int) -> None:
    """What a comparison page weighs, compressed in haste for who comes first, and then well."""
    for code, _name in settings.LANGUAGES:
        sizes = [len(ask(port, f"/{code}/compare/421-vs-450/", Accept_Encoding="br")[0]) / 1024 for _again in range(9)]
        found = f"{max(sizes):.1f}, {min(sizes):.1f} KiB"
        report.ratio(f"421 vs 450 in {code}, br", found, "≤ 10 KiB", "first and later; and one style sheet")


def export(report: Report, site: Server, folder: Path) -> Path:
    """The whole site as files, beside copying them."""
    target, copy = folder / "site", folder / "copy"
    start = time.perf_counter()
    site.manage("export_site", str(target), "--all-pairs")
    ours = time.perf_counter() - start
    start = time.perf_counter()
    subprocess.run(["cp", "-r", target, copy], check=True)
    theirs = time.perf_counter() - start
    shutil.rmtree(copy)
    against = f"cp -r of it: {ours:.0f} s, {theirs:.0f} s"
    report.ratio("all pairs exported, three encodings", f"{ours / theirs:.1f} ×", "", against)
    return target


def main(report: Report) -> None:
    """Everything that needs a server; what is not installed is said, not guessed."""
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        report.line(f"Sockets were not measured: {' and '.join(missing)} missing.")
        report.line("On Debian: apt-get install nginx wrk libnginx-mod-http-brotli-static")
        return
    with tempfile.TemporaryDirectory() as name, Server(Path(name)) as site:
        folder = Path(name)
        folder.chmod(0o755)  # nginx reads as another user
        exported = export(report, site, folder)
        paths = folder / "paths.txt"
        found = exported.glob("*/compare/*-vs-*/index.html")
        paths.write_text("".join(f"/{file.parent.relative_to(exported)}/\n" for file in found))
        with nginx(exported, folder) as files:
            pages(report, site.port, files, paths)
        against_orm(report, site)
        starts(report, site)
        weights(report, site.port)
