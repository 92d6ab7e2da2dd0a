"""Says in one line what is missing before anything is set up. Runs on any Python 3, so: no new syntax here."""

import importlib.util
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
OLDEST_NODE = 18


def fail(line):
    """Stop with one line that says what to do."""
    sys.exit("smtpref: " + line)


def install(package, why):
    """Install a package of Debian's where that is possible, else say how."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        fail("%s is missing (%s). As root: apt-get install %s" % (package, why, package))
    print("Installing %s (%s) …" % (package, why), flush=True)
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    subprocess.call(["apt-get", "update"], stdout=subprocess.DEVNULL)
    if subprocess.call(["apt-get", "install", "-y", "--no-install-recommends", package], stdout=subprocess.DEVNULL):
        fail("apt-get could not install %s (%s). Install it by hand and run make again." % (package, why))


def check_python():
    """A Python that is new enough and can make a virtual environment."""
    if sys.version_info < OLDEST:
        fail("Python %d.%d is too old, 3.11 is needed. Try: make PYTHON=python3.13 …" % sys.version_info[:2])
    if importlib.util.find_spec("ensurepip") is None:
        install("python3-venv", "makes the virtual environment")


def check_browser():
    """A Chromium for the browser tests."""
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        install("chromium", "runs the browser tests")


def check_node():
    """Node and its package manager, which may come in one package, for the checkers of pages."""
    for program, package in (("node", "nodejs"), ("npm", "npm")):
        if not shutil.which(program):
            install(package, "checks the pages")
    version = subprocess.check_output(["node", "--version"]).decode().strip()
    if int(version[1:].split(".")[0]) < OLDEST_NODE:
        fail("Node %s is too old, %d is needed." % (version, OLDEST_NODE))


if __name__ == "__main__":
    check_python()
    if "browser" in sys.argv:
        check_browser()
    if "node" in sys.argv:
        check_node()
