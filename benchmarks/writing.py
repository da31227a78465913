"""How fast files are written beside rdflib: N-Quads and Turtle of the same graphs, the same run.

usage: python benchmarks/writing.py [TRIPLES]

The graphs are those of one article of the tests, repeated under other addresses until there are as many triples. CPU
seconds; both sides write from their own store in memory. rdflib needs minutes for a million.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import rdflib

from kg.rdf import triples, write_nquads, write_turtle
from kg.store import MemoryStore

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.identity import identify
from tests.made_extractions import border, renamed, small_ontology


def cpu(work: Callable[[], object]) -> float:
    """The seconds that the processor spends on some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def graphs(count: int) -> MemoryStore:
    """A store with about so many triples."""
    store, ontology, done = MemoryStore(small_ontology()), small_ontology(), 0
    while done < count:
        article = renamed(border(), url=f"https://example.org/{done}")
        resolved = identify(article, ontology=ontology)
        found = triples(resolved, ontology)
        store.replace(resolved.article, found)
        done += found.count(b"\n")
    return store


def main(count: int = 100_000) -> None:
    """Print the seconds of both and their ratios."""
    store = graphs(count)
    quads = write_nquads(store.dump())
    dataset, union = rdflib.Dataset(), rdflib.Graph()
    dataset.parse(data=quads.decode(), format="nquads")
    union.parse(data=b"".join({text for _, text in store.dump().graphs}).decode(), format="nt")
    rows = (
        ("N-Quads", lambda: write_nquads(store.dump()), lambda: dataset.serialize(format="nquads", encoding="utf-8")),
        ("Turtle", lambda: write_turtle(store.dump()), lambda: union.serialize(format="turtle", encoding="utf-8")),
    )
    lines = quads.count(b"\n")
    sys.stdout.write(f"| {lines:,} quads | kg, s CPU | rdflib, s CPU | ratio |\n|---|---|---|---|\n")
    for name, ours, theirs in rows:
        mine, other = cpu(ours), cpu(theirs)
        sys.stdout.write(f"| {name} | {mine:.2f} | {other:.2f} | {other / mine:.1f} |\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
