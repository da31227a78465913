"""What many articles take: building again, two workers, memory, the size of a store.

usage: python benchmarks/scale.py again|workers|memory COUNT

again    builds a corpus into a store, then builds the same again: seconds and their ratio, articles/s, store size
workers  builds it with one process and with two: seconds of the clock and of the processors
memory   builds a tenth of it and all of it into a store, in processes of their own: peak memory and its ratio

Each step is `kg build` in a process of its own, loading included. Prints Markdown.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import write

import kg

ROOT = Path(__file__).parents[1]


class Run:
    """A `kg build` that is over: seconds of the clock and of the processors, peak memory in MB."""

    def __init__(self, source: Path, store: Path, *options: str) -> None:
        command = [sys.executable, "-m", "kg", "build", str(source), "--store", str(store), *options]
        before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT)})
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, command
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.seconds = time.monotonic() - begin
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self.peak = used.ru_maxrss / 1024


def again(count: int, folder: Path) -> None:
    """A build and the same again."""
    source, store = write(count, folder / "news.jsonl"), folder / "store"
    first, second = Run(source, store, "--jobs", "1"), Run(source, store, "--jobs", "1")
    graph = kg.open(store=store, is_read_only=True)
    triples = sum(text.count(b"\n") for _, text in graph.store.dump().graphs)
    size = sum(file.stat().st_size for file in store.rglob("*") if file.is_file())
    show("articles", "build, s CPU", "again, s CPU", "ratio", "articles/s CPU", "triples/article", "KB/article")
    show(
        count,
        f"{first.cpu:.1f}",
        f"{second.cpu:.2f}",
        f"{first.cpu / second.cpu:.0f}",
        f"{count / first.cpu:.1f}",
        f"{triples / count:.0f}",
        f"{size / count / 1000:.0f}",
    )


def workers(count: int, folder: Path) -> None:
    """One process, and two."""
    source = write(count, folder / "news.jsonl")
    one, two = (Run(source, folder / jobs, "--jobs", jobs) for jobs in ("1", "2"))
    show("articles", "one, s", "two, s", "ratio", "one, s CPU", "two, s CPU")
    ratio = f"{one.seconds / two.seconds:.2f}"
    show(count, f"{one.seconds:.1f}", f"{two.seconds:.1f}", ratio, f"{one.cpu:.1f}", f"{two.cpu:.1f}")


def memory(count: int, folder: Path) -> None:
    """A tenth, and all."""
    few = Run(write(count // 10, folder / "few.jsonl"), folder / "few", "--jobs", "1")
    many = Run(write(count, folder / "many.jsonl"), folder / "many", "--jobs", "1")
    show("articles", "peak, MB", f"peak at {count // 10}, MB", "ratio")
    show(count, f"{many.peak:.0f}", f"{few.peak:.0f}", f"{many.peak / few.peak:.2f}")


def show(*cells: object) -> None:
    """A row of a table."""
    sys.stdout.write(f"| {' | '.join(map(str, cells))} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        {"again": again, "workers": workers, "memory": memory}[sys.argv[1]](int(sys.argv[2]), Path(name))
