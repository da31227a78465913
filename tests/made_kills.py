"""Builds that are killed at random moments, and what is left of them."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import kg
from kg.rdf import write_nquads
from tests.made_readers import SlowReader

ROOT = Path(__file__).parents[1]
SCRIPT = """
import sys
import kg
from tests.made_readers import SlowReader
if __name__ == "__main__":
    print("begun", flush=True)
    source, store = sys.argv[1:]
    kg.build(source, store=store, extractor=SlowReader(), on_article=lambda article: print("read", flush=True))
"""


def short_articles(folder: Path, count: int) -> Path:
    """A folder of articles of one sentence each."""
    folder.mkdir()
    for i in range(count):
        (folder / f"{i:04}.txt").write_text(f"Country{i % 7} accused Country{i % 5}. Nothing else on day {i}.")
    return folder


def kill_builds(source: Path, store: Path, kills: int, longest: float, seed: int = 1) -> int:
    """Start so many builds of a source into a store and kill each within some seconds; how many were killed at work."""
    draw, killed = random.Random(seed), 0
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for _ in range(kills):
        command = [sys.executable, "-c", SCRIPT, str(source), str(store)]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
        assert process.stdout is not None
        for _ in range(draw.randint(1, 2)):  # from its begin, or from its first article
            process.stdout.readline()
        time.sleep(draw.uniform(0, longest))
        killed += process.poll() is None
        process.kill()
        process.wait()
        process.stdout.close()
    return killed


def finished(source: Path, store: Path) -> tuple[bytes, bytes]:
    """A store as the last build leaves it, and the graph that was never disturbed, as N-Quads."""
    graph = kg.build(source, store=store, extractor=SlowReader())
    return write_nquads(graph.store.quads()), write_nquads(kg.build(source, extractor=SlowReader()).store.quads())
