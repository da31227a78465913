"""Builds that are killed at random moments: the finished graph has to be the undisturbed one.

usage: python benchmarks/kills.py [KILLS [ARTICLES]]

Starts `kg.build` over short articles into a store and kills it (SIGKILL) after a drawn time, from its start or from its
first article, again and again; when all articles are done the store begins anew. Prints how many builds were at work
when they were killed, and whether every finished store was, byte for byte as N-Quads, what an undisturbed build gives.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.made_kills import finished, kill_builds, short_articles

ROUND = 10  # kills before a store is finished and compared


def main(kills: int = 100, articles: int = 200) -> None:
    """Print what became of the builds."""
    killed, same, rounds = 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        source = short_articles(Path(folder) / "news", articles)
        while killed < kills:
            store = Path(folder) / f"store{rounds}"
            killed += kill_builds(source, store, kills=min(ROUND, kills - killed), longest=1.0, seed=rounds)
            stored, undisturbed = finished(source, store)
            same += stored == undisturbed
            rounds += 1
    sys.stdout.write(f"{killed} builds killed at work, {same} of {rounds} finished graphs as if undisturbed\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
