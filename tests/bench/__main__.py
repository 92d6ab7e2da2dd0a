"""All benchmarks; the results go to var/bench.txt as well."""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "smtpref.settings"
os.environ["DATABASE_URL"] = "sqlite://:memory:"
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from tests.bench import in_process, lighthouse, sockets  # noqa: E402
from tests.bench.measuring import Report  # noqa: E402


def main() -> None:
    """Sockets first: the last benchmark in this process spoils the content."""
    report = Report(settings.VAR_DIR / "bench.txt")
    sockets.main(report)
    lighthouse.main(report)
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    in_process.pages(report)
    in_process.searches(report)
    in_process.explaining(report)
    in_process.growth(report)


main()
