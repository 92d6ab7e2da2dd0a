"""What a worker loads: the workshop for editors only, and nothing that a split of the server would break."""

import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.core import checks
from django.core.checks.urls import check_resolver
from django.urls import get_resolver

from tests.serving import ROOT, Server

WORKSHOP = "codes.admin.site", "codes.admin.saving", "allauth.account.views", "codes.admin.exchanging"
READ = """
import json, sys
from django.test import Client
visitor = Client(headers={"Host": "127.0.0.1"})
found = []
for path in PATHS:
    status = visitor.get(path).status_code
    found.append((path, status, [name for name in WORKSHOP if name in sys.modules]))
print(json.dumps(found))
"""
SPLIT = """
import json, sys, threading
from smtpref import workers
workers.load()
from django.db import connections
from codes import catalogue
is_open = any(connection.connection for connection in connections.all())
made = [key[0].__name__ for key in catalogue.holder.loaded.editions["en"].made]
loaded = [name for name in ("smtpref.wsgi", "codes.admin.site", "PIL") if name in sys.modules]
print(json.dumps([threading.active_count(), is_open, loaded, "frame" in made, made.count("side")]))
"""
PUBLIC = {
    "/": 302,
    "/fr/": 200,
    "/550": 302,
    "/fr/codes/550/": 200,
    "/en/compare/251-vs-501/": 200,
    "/en/codes/550.json": 200,
    "/en/codes/550.png": 200,
    "/fr/search/?q=mailbox": 200,
    "/fr/explain/": 200,
    "/en/nothing/": 404,
    "/FR/": 301,
    "/.well-known/change-password": 302,
    "/healthz": 200,
}


def test_who_only_reads_loads_nothing_of_the_workshop(tmp_path):
    with Server(tmp_path) as server:
        script = f"PATHS, WORKSHOP = {[*PUBLIC, '/admin/']!r}, {WORKSHOP!r}{READ}"
        found = json.loads(server.manage("shell", "-v", "0", "-c", script).splitlines()[-1])
    expected = [(path, status, []) for path, status in PUBLIC.items()] + [("/admin/", 302, list(WORKSHOP))]
    assert [tuple(each) for each in found] == expected


@pytest.mark.django_db
def test_djangos_checks_find_nothing_in_it():
    resolver = get_resolver(settings.WORKSHOP_URLCONF)
    assert "admin" in resolver.namespace_dict
    assert (check_resolver(resolver), checks.run_checks(tags=[checks.Tags.admin, checks.Tags.models])) == ([], [])


def test_what_is_split_has_no_thread_and_no_connection_and_a_first_page(tmp_path):
    with Server(tmp_path) as server:
        environment = server.environment | {"DJANGO_SETTINGS_MODULE": "smtpref.settings"}
        command = [sys.executable, "-c", SPLIT]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    assert json.loads(done.stdout) == [1, False, [], True, 2]
