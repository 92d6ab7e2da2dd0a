"""The production server: it loads what answers requests once, then splits into workers that share it."""

import gc
import multiprocessing
import os
import signal
from collections import Counter
from importlib import import_module
from typing import Any

import django
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.common import AbstractServer


def load() -> None:
    """Load what is the same in every worker; no thread and no connection, which would not survive the split."""
    from django.conf import settings  # noqa: PLC0415 -- Django has to be set up first

    django.setup(set_prefix=False)
    import_module("smtpref.requests").handler()
    import_module(settings.ROOT_URLCONF)
    holder, compose = import_module("codes.catalogue").holder, import_module("codes.composing").compose
    holder.load(settings.SNAPSHOT)
    if holder.loaded:
        with holder.showing(holder.loaded):  # templates, messages and names of languages come with the first page
            codes = list(holder.loaded.editions[settings.LANGUAGE_CODE].codes)
            compose(f"/{settings.LANGUAGE_CODE}/compare/{'-vs-'.join(codes[:2])}/")


def server(application: str, host: str, port: int, workers: int, threads: int) -> AbstractServer[Any]:
    """The server of an application, named like `smtpref.wsgi:application`; serve() splits it."""
    keep_to_processors(workers)
    return Granian(
        application,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        http=HTTPModes.http1,
        websockets=False,
        # What a request line with all headers may be, and how many milliseconds a client may take to send them.
        http1_settings=HTTP1Settings(max_buffer_size=16384, header_read_timeout=10_000),
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        respawn_interval=0.2,
        workers_kill_timeout=10,  # seconds for requests in flight at a stop
    )


def leave_signals() -> None:
    """Let only the server stop this worker, and at once while it still loads.

    Ctrl-C in a terminal reaches every process, and a second signal at the same moment locks a worker up; the handlers
    that it has from the server do nothing for it.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def keep_to_processors(workers: int) -> None:
    """Let each worker stay on a processor of its own, where there are as many of both.

    Its threads wait for one another anyway, since only one at a time has Python's lock, and to wake each other across
    processors costs them a quarter of the pages. What is split off begins where the splitting process is: so that one
    goes ahead to the least taken processor, and back. Linux only; elsewhere the system cannot be told.
    """
    if not hasattr(os, "sched_setaffinity") or workers != len(everywhere := os.sched_getaffinity(0)):
        return

    def go_ahead() -> None:
        pids = [worker.pid for worker in multiprocessing.active_children() if worker.pid]
        taken = Counter(processor for pid in pids for processor in os.sched_getaffinity(pid))
        os.sched_setaffinity(0, {min(everywhere, key=taken.__getitem__)})

    def go_back() -> None:
        os.sched_setaffinity(0, everywhere)

    os.register_at_fork(before=go_ahead, after_in_parent=go_back)


def main() -> None:
    """Load and serve."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smtpref.settings")
    gc.disable()  # what is frozen without gaps from garbage is not written to, and so stays shared
    load()
    gc.freeze()
    gc.enable()
    os.register_at_fork(after_in_child=leave_signals)
    from django.conf import settings  # noqa: PLC0415 -- Django has to be set up first

    server("smtpref.wsgi:application", settings.HOST, int(settings.PORT), settings.WORKERS, settings.THREADS).serve()


if __name__ == "__main__":
    main()
