"""How the benchmarks measure, and how they tell."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = 5
SECONDS = 0.4


class Report:
    """Lines that are printed as they come and kept in a file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(exist_ok=True)
        self.file = path.open("w")

    def line(self, text: str) -> None:
        """One line."""
        print(text, flush=True)
        self.file.write(text + "\n")
        self.file.flush()

    def ratio(self, what: str, ratio: str, wanted: str, against: str) -> None:
        """One result beside what is wanted of it and what it was measured against."""
        self.line(f"{what:52} {ratio:>12}   wanted {wanted:10} {against}")


def cost(work: Callable[[], object], seconds: float = SECONDS) -> float:
    """Seconds of this thread's processor that one call takes: the median of a few rounds."""
    work()
    rounds = []
    for _round in range(ROUNDS):
        count, start, begun = 0, time.perf_counter(), time.thread_time()
        while time.perf_counter() - start < seconds:
            work()
            count += 1
        rounds.append((time.thread_time() - begun) / count)
    return statistics.median(rounds)


def milliseconds(seconds: float) -> str:
    """For people."""
    return f"{seconds * 1000:.3f} ms"
