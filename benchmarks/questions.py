"""The questions that ship, asked of the store in memory and of rdflib's own engine, side by side on the same quads.

usage: python -m benchmarks.questions [quads] [seconds]

By default a million quads (`made_quads` makes them) and 60 seconds for each question that rdflib is asked: one that
takes longer counts as 60, so that the factor is at least what is printed. Both get the values as IRIs, both are asked
after a first question that warms them, both give all their rows. Prints Markdown.
"""

from __future__ import annotations

import math
import os
import signal
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import rdflib

from benchmarks.made_quads import BASE, Maker
from kg.graph import KnowledgeGraph
from kg.query import Question, questions
from kg.rdf import prefixes
from kg.rdf.vocabulary import ONTOLOGY

ROUNDS = 3  # of the store's, the median counts


def main() -> None:
    """Print a table of the questions and the geometric mean of the factors."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    limit = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    maker = Maker()
    quads = list(maker.quads(count))
    graph, store_load = _timed(lambda: _graph(quads))
    dataset, rdflib_load = _timed(lambda: _dataset(graph))
    out = sys.stdout
    out.write(f"{len(quads):,} quads; loading {store_load:.1f} s and {rdflib_load:.1f} s\n\n")
    out.write("| question | rows | store, s | rdflib, s | factor |\n|---|---|---|---|---|\n")
    factors = []
    for question in questions():
        values = _values(question, maker)
        row, factor = _compared(graph, dataset, question, values, limit)
        factors.append(factor)
        out.write(row)
        out.flush()
    mean = math.exp(statistics.fmean(map(math.log, factors)))
    out.write(f"\ngeometric mean of {len(factors)} factors: {mean:.0f}; the smallest {min(factors):.1f}\n")


def _compared(
    graph: KnowledgeGraph, dataset: rdflib.Dataset, question: Question, values: dict[str, str], limit: int
) -> tuple[str, float]:
    """A line of the table, and how many times faster the store is."""
    own = statistics.median(_timed(lambda: graph.query(question.name, **values))[1] for _ in range(ROUNDS))
    rows = {tuple(map(str, row)) for row in graph.query(question.name, **values).terms}
    seconds, other = _in_child(lambda: len(_asked(dataset, question, values)), limit)
    more, note = ("", f"{seconds:.2f}") if other is not None else ("> ", f"> {limit}")
    if other is not None and other != len(rows):
        note += f" ({other} rows)"
    return f"| {question.name} | {len(rows)} | {own:.4f} | {note} | {more}{seconds / own:.0f} |\n", seconds / own


def _graph(quads: list[ox.Quad]) -> KnowledgeGraph:
    graph = KnowledgeGraph()
    articles: dict[str, list[ox.Quad]] = {}
    for quad in quads:
        articles.setdefault(quad.graph_name.value, []).append(quad)
    for article, own in articles.items():
        graph.store.replace(article, own)
    return graph


def _dataset(graph: KnowledgeGraph) -> rdflib.Dataset:
    dataset = rdflib.Dataset(default_union=True)
    written = ox.serialize(graph.store.quads(), format=ox.RdfFormat.N_QUADS)
    dataset.parse(data=written, format="nquads")
    for turtle in graph.ontology.turtle:
        dataset.graph(rdflib.URIRef(ONTOLOGY.value)).parse(data=turtle, format="turtle")
    return dataset


def _values(question: Question, maker: Maker) -> dict[str, str]:
    """Values as many articles have them: the best-known names, and a year."""
    kinds = {"where": maker.countries, "one": maker.people, "other": maker.orgs}
    values = {}
    for parameter in question.parameters:
        if parameter.is_entity:
            values[parameter.name] = kinds.get(parameter.name, maker.people)[0][0].value
        elif parameter.is_needed or parameter.name == "since":
            values[parameter.name] = "2024-06"
    return values


def _asked(dataset: rdflib.Dataset, question: Question, values: dict[str, str]) -> set[tuple[str, ...]]:
    terms = {name: rdflib.URIRef(v) if "://" in v else rdflib.Literal(v) for name, v in values.items()}
    found = dataset.query(question.text, initNs=prefixes(BASE), initBindings=terms)
    return {tuple(map(str, row)) for row in found}


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def _in_child(work: Callable[[], int], limit: int) -> tuple[float, int | None]:
    """The seconds that some work takes in a child of this process, and what it gives; None where it is stopped."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        signal.alarm(limit)
        found, seconds = _timed(work)
        os.write(writing, f"{seconds} {found}".encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        said = stream.read().split()
    os.waitpid(pid, 0)
    return (float(said[0]), int(said[1])) if said else (float(limit), None)


if __name__ == "__main__":
    main()
