"""Quads on their way to a file: the N-Triples of each graph, which a store writes without a Python object for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox


@dataclass(frozen=True, slots=True)
class Dump:
    """Named graphs as N-Triples, each once, as is each of its triples; the default graph has the name ""."""

    graphs: Iterable[tuple[str, bytes]]


def graphs_of(quads: Iterable[ox.Quad] | Dump) -> Iterable[tuple[str, bytes]]:
    """The graphs of a dump, or those that quads are in."""
    return quads.graphs if isinstance(quads, Dump) else _grouped(quads)


def write_triples(quads: Iterable[ox.Quad]) -> bytes:
    """The triples of one graph's quads as N-Triples, in their order."""
    written = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    assert written is not None  # with no output given, the bytes come back
    return written


def _grouped(quads: Iterable[ox.Quad]) -> Iterator[tuple[str, bytes]]:
    graphs: dict[str, list[ox.Quad]] = {}
    for quad in quads:
        graph = quad.graph_name
        graphs.setdefault(graph.value if isinstance(graph, ox.NamedNode) else "", []).append(quad)
    for name, found in graphs.items():
        yield name, b"".join(dict.fromkeys(write_triples(found).splitlines(keepends=True)))
