"""The export, as its user meets it: run as a program, in a folder of its own, with a database of its own."""

import os
import re
import subprocess
import sys
import time
import zlib
from pathlib import Path
from xml.etree import ElementTree as ET

import brotli
import pytest
from django.conf import settings
from django.test import Client

from codes import catalogue
from codes.exporting import disk, pages
from codes.listing import listed, picture_of

ROOT = Path(__file__).resolve().parent.parent
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


class Machine:
    """A database and a place to export to."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.target = folder, folder / "site"
        self.environment = os.environ | {"DATABASE_URL": f"sqlite:///{folder / 'content.sqlite3'}"}
        for command in ("migrate", "load_content"):
            assert self.run(command, "--verbosity", "0").returncode == 0

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def export(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.run("export_site", str(self.target), *words)

    def files(self) -> dict[str, tuple[int, float]]:
        found = {path: path.stat() for path in sorted(self.target.rglob("*")) if path.is_file()}
        return {str(path.relative_to(self.target)): (state.st_ino, state.st_mtime) for path, state in found.items()}


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    return Machine(tmp_path_factory.mktemp("machine"))


@pytest.fixture(scope="module")
def exported(machine):
    done = machine.export()
    assert done.returncode == 0, done.stderr
    return machine


def test_every_listed_page_is_a_file_with_its_compressed_copies(exported):
    pairs = [path for path in exported.files() if path.startswith("en/compare/") and path.endswith("/index.html")]
    assert len(pairs) > 60
    texts = [
        path
        for path in exported.target.rglob("*")
        if path.suffix in {".html", ".xml", ".json"} and "static" not in path.parts
    ]
    for path in texts:
        body = path.read_bytes()
        assert brotli.decompress(path.with_name(path.name + ".br").read_bytes()) == body
        assert zlib.decompress(path.with_name(path.name + ".gz").read_bytes(), wbits=31) == body
    assert len(texts) > 650
    assert not list(exported.target.rglob("*.unfinished"))


@pytest.mark.django_db
def test_exported_pages_are_the_pages_of_the_site(exported):
    for address in (
        "/en/",
        "/fr/codes/550/",
        "/fr/compare/251-vs-501/",
        "/en/classes/x.7.x/",
        "/en/compare/450-vs-550/",
        "/fr/compare/450-vs-550.json",
        "/en/codes/5.1.1.json",
        "/fr/codes.json",
        "/fr/changes/",
        "/en/api/",
        "/fr/manifest.webmanifest",
        "/openapi.json",
        "/llms.txt",
        "/.well-known/security.txt",
    ):
        page = (exported.target / pages.file_name(address)).read_text()
        served = Client().get(address).content.decode()
        assert without_file_names(page) == without_file_names(served)


def without_file_names(page: str) -> list[str]:
    """The lines that name no static file, whose names carry a checksum in production only; and no moment, since the
    export has a database of its own, loaded at another one.
    """
    timeless = re.sub(r"\d{4}-\d\d-\d\dT[0-9:.]+", "…", page)
    return [line for line in timeless.splitlines() if settings.STATIC_URL not in line]


@pytest.mark.django_db
def test_pictures_of_the_listed_pages_and_icons_are_files_as_they_are(exported):
    found = {path for path in exported.files() if path.endswith((".png", ".ico")) and not path.startswith("static/")}
    icons = {"favicon.ico", "apple-touch-icon.png", "icon-192.png", "icon-512.png", "icon-maskable-512.png"}
    wanted = {f"{code}/{picture_of(page.path)}" for code in ("en", "fr") for page in listed(catalogue.current(code))}
    assert found == icons | wanted
    for path in ("fr/codes/550.png", "en/compare/450-vs-550.png", "fr/card.png", "icon-192.png"):
        assert (exported.target / path).read_bytes() == Client().get(f"/{path}").content
    assert [path for path in exported.files() if path.endswith((".png.br", ".png.gz", ".ico.br"))] == []


def test_the_sitemaps_name_exactly_the_listed_pages(exported):
    index = ET.parse(exported.target / "sitemap.xml")  # noqa: S314 -- our own file
    parts = [each.text.split("/", 3)[3] for each in index.findall(".//s:loc", NAMESPACE)]
    assert parts == ["en/sitemap.xml", "fr/sitemap.xml"]
    for part in parts:
        tree = ET.parse(exported.target / part)  # noqa: S314
        addresses = [each.text.split("/", 3)[3] for each in tree.findall(".//s:loc", NAMESPACE)]
        assert len(addresses) == len(set(addresses)) > 300
        assert all((exported.target / address / "index.html").exists() for address in addresses)
        assert len(tree.findall(".//s:lastmod", NAMESPACE)) == len(addresses)
    assert "noindex" not in (exported.target / "en/compare/450-vs-550/index.html").read_text()


def test_headers_and_redirects_stand_in_their_files(exported):
    headers = (exported.target / "_headers").read_text()
    assert "  Content-Security-Policy: default-src 'none'" in headers
    assert "/fr/*\n  Cache-Control: public, max-age=300, stale-while-revalidate" in headers
    redirects = (exported.target / "_redirects").read_text().splitlines()
    for line in ("/ /en/ 302", "/550 /en/codes/550/ 302", "/fr/compare/550-vs-450/ /fr/compare/450-vs-550/ 301"):
        assert line in redirects
    for line in redirects:
        assert (exported.target / line.split()[1].strip("/") / "index.html").exists(), line


def test_what_needs_a_server_says_where_it_is(exported):
    assert 'href="http://127.0.0.1:8000/fr/explain/"' in (exported.target / "fr/explain/index.html").read_text()
    index = (exported.target / "fr/search/index.json").read_bytes()
    assert b'["550",' in index
    assert len(zlib.compress(index)) < 40_000


def test_a_second_export_writes_only_what_has_changed(exported):
    before = exported.files()
    script = "from codes.models import Code; row = Code.objects.get(value='451'); row.name_fr = 'Autre nom'; row.save()"
    assert exported.run("shell", "-c", script).returncode == 0
    done = exported.export()
    assert done.returncode == 0
    after = exported.files()
    changed = {name for name in after if after[name] != before.get(name) and not name.startswith(("static/", "."))}
    assert "fr/codes/451/index.html" in changed
    assert "en/codes/451/index.html" not in changed
    assert "fr/codes/221/index.html" not in changed
    assert "Autre nom" in (exported.target / "fr/codes/451/index.html").read_text()
    assert "fr/codes/451.json" in changed
    assert "fr/codes/221.json" not in changed
    assert 0 < len(changed) < 250


def test_an_interrupted_export_leaves_the_old_one_and_goes_on(exported):
    before = exported.files()
    started = subprocess.Popen(
        [sys.executable, "manage.py", "export_site", str(exported.target), "--all-pairs"],
        cwd=ROOT, env=exported.environment, stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    part = exported.target.with_name("site.part")
    while not (part / "en" / "compare").exists():
        assert started.poll() is None
        time.sleep(0.05)
    os.killpg(started.pid, 9)
    started.wait()
    assert exported.files() == before
    assert part.exists()
    assert exported.export().returncode == 0
    assert set(exported.files()) == set(before)  # nothing that only the interrupted one wanted
    assert not part.exists()


def test_a_folder_of_somebody_else_is_never_replaced(machine, tmp_path):
    (tmp_path / "precious.txt").write_text("mine")
    done = machine.run("export_site", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.strip() == (
        f"CommandError: {tmp_path} exists and was not made by export_site; name a new or an empty folder."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["precious.txt"]


def test_a_full_disk_is_one_line_and_the_old_export_stays(exported):
    """A limit on the size of files is what a full disk is to the program that writes."""
    before = exported.files()
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)); sys.argv = sys.argv[1:];"
        "from codes.exporting import disk; disk.holds = lambda path, body: False;"
        "import runpy; runpy.run_path('manage.py', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "manage.py", "export_site", str(exported.target)],
        cwd=ROOT, env=exported.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "run the command again" in done.stderr
    assert "Traceback" not in done.stderr
    assert exported.files() == before


def test_two_exports_at_once_do_not_meet(tmp_path):
    first, second = disk.Folder(tmp_path / "site"), disk.Folder(tmp_path / "site")
    first.open()
    with pytest.raises(disk.Refused, match="Another export"):
        second.open()


def test_a_stop_between_the_two_halves_of_the_swap_is_made_good(tmp_path):
    folder = disk.Folder(tmp_path / "site")
    folder.open()
    folder.write("index.html", b"whole", effort=5)
    folder.swap({"index.html"})
    folder.target.rename(folder.old)
    again = disk.Folder(tmp_path / "site")
    again.open()
    assert (again.target / "index.html").read_bytes() == b"whole"
