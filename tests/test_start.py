"""Starting: a wrong environment gets one line that says what to do."""

import os
import re
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HTTPS, KEY = "https://smtp.example.org", "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO"
ENDLESS = "1" * 5000  # more digits than Python reads as a number


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=kept | environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"DATABASE_URL": "mysql://u:p@h/d"}, "DATABASE_URL begins with 'mysql'; use sqlite:///"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL begins with ''; use sqlite:///"),
        ({"DATABASE_URL": "postgres://u:p@h:port/d"}, "DATABASE_URL cannot be read"),
        ({"PORT": "eighty"}, "PORT is 'eighty'; give a number from 1 to 65535."),
        ({"PORT": "70000"}, "PORT is '70000'; give a number from 1 to 65535."),
        ({"SITE_URL": "smtp.example.org"}, "SITE_URL is 'smtp.example.org'; give the public address"),
        ({"DEBUG": "perhaps"}, "DEBUG must be true or false."),
        ({"DEBUG": "true", "SITE_URL": HTTPS}, "DEBUG shows the inside of the site to everybody;"),
        ({"ALLOWED_HOSTS": "a.example,*"}, "ALLOWED_HOSTS has a wildcard;"),
        ({"ALLOWED_HOSTS": ".example.org"}, "ALLOWED_HOSTS has a wildcard;"),
        ({"SECRET_KEY": "a"}, "SECRET_KEY is too short or repeats itself;"),
        ({"SECRET_KEY": "abc" * 30}, "SECRET_KEY is too short or repeats itself;"),
        ({"SECRET_KEY": "django-insecure-" + KEY}, "SECRET_KEY is one of Django's examples;"),
        ({"SECRET_KEY_FALLBACKS": f"{KEY},short"}, "SECRET_KEY_FALLBACKS is too short or repeats itself;"),
        ({"ADMIN_PATH": "fr"}, "ADMIN_PATH is 'fr'; give four or more small letters"),
        ({"ADMIN_PATH": "zh-hans"}, "ADMIN_PATH is 'zh-hans'; give"),
        ({"ADMIN_PATH": "static"}, "ADMIN_PATH is 'static'; give"),
        ({"ADMIN_PATH": "a/b/../c"}, "ADMIN_PATH is 'a/b/../c'; give"),
        ({"PASTES_PER_MINUTE": "-1"}, "PASTES_PER_MINUTE is '-1'; give a whole number"),
        ({"WORKERS": "two"}, "WORKERS is 'two'; give a whole number"),
        ({"WORKERS": ENDLESS}, f"WORKERS is '{ENDLESS}'; give a whole number of one to nine digits."),
        ({"PORT": ENDLESS}, f"PORT is '{ENDLESS}'; give a number from 1 to 65535."),
        ({"WORKERS": "0"}, "WORKERS is 0; give how many"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_line(environment, told):
    done = run("manage.py", "check", **environment)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith(f"smtpref: {told}")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("site", "warned"),
    [(HTTPS, set()), ("http://192.0.2.1", {"security.W004", "security.W008", "security.W012", "security.W016"})],
)
def test_djangos_own_check_finds_nothing_but_missing_tls(site, warned):
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", SITE_URL=site)
    assert set(re.findall(r"security\.W\d+", done.stderr)) == warned
    assert "(0 silenced)" in done.stdout + done.stderr
    assert bool(done.returncode) == bool(warned)


@pytest.mark.parametrize("url", ["postgres://nobody@127.0.0.1:1/nothing", "sqlite:////proc/nowhere/smtpref.sqlite3"])
def test_a_database_that_is_not_there_is_one_line(url):
    done = run("-m", "smtpref.serve", DATABASE_URL=url, PORT=free_port())
    assert done.returncode == 1
    assert done.stderr.startswith("smtpref: the database cannot be used (")
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_taken_port_is_one_line():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run("-m", "smtpref.serve", PORT=str(port))
    assert done.returncode == 1
    assert (
        done.stderr == f"smtpref: port {port} cannot be used (Address already in use). Try: make run PORT={port + 1}\n"
    )


@pytest.mark.parametrize("host", ["nowhere.invalid", "192.0.2.1"])
def test_a_host_that_is_not_this_machine_is_one_line(host):
    done = run("-m", "smtpref.serve", HOST=host, PORT=free_port())
    assert done.returncode == 1
    assert re.fullmatch(
        rf"smtpref: HOST '{host}' cannot be used \(.+\). Give an address of this machine.\n", done.stderr
    )


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def preflight(patch: str) -> subprocess.CompletedProcess[str]:
    script = f"import sys; sys.path.insert(0, 'smtpref'); import preflight; {patch}; preflight.check_python()"
    return run("-c", script)


def test_an_old_python_is_one_line():
    done = preflight("sys.version_info = (3, 9, 2, 'final', 0)")
    assert (done.returncode, done.stderr) == (
        1,
        "smtpref: Python 3.9 is too old, 3.11 is needed. Try: make PYTHON=python3.13 …\n",
    )


def test_a_missing_venv_module_is_one_line():
    patch = "preflight.importlib.util.find_spec = lambda name: None; preflight.os.geteuid = lambda: 1000"
    done = preflight(patch)
    assert done.returncode == 1
    assert done.stderr == (
        "smtpref: python3-venv is missing (makes the virtual environment). As root: apt-get install python3-venv\n"
    )


def test_the_secret_is_made_once_and_is_its_owners_only(tmp_path):
    script = (
        "import pathlib, sys; from smtpref import environment; environment.VAR_DIR = pathlib.Path(sys.argv[1]);"
        "print(environment.kept_secret()); print(environment.kept_secret())"
    )
    done = run("-c", script, str(tmp_path / "var"))
    first, second = done.stdout.split()
    assert first == second
    assert len(first) > 50
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600


def test_help_names_every_target():
    done = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == [
        *("help", "run", "admin", "test", "fuzz", "lint", "format", "bench", "pictures", "messages", "lock"),
        *("sbom", "audit"),
    ]
