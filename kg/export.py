"""A graph in, the same in another format out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.errors import StoreError
from kg.graph import KnowledgeGraph
from kg.rdf import prefixes, write_nquads, write_trig, write_turtle


def _jsonld(graph: KnowledgeGraph) -> bytes:
    """JSON-LD with a context of the standard prefixes, its keys sorted."""
    written = graph.to_rdflib().serialize(format="json-ld", context=prefixes(graph.base), sort_keys=True)
    return f"{written}\n".encode()


WRITERS: Mapping[str, Callable[[KnowledgeGraph], bytes]] = {
    "nquads": lambda graph: write_nquads(graph.store.quads()),
    "trig": lambda graph: write_trig(graph.store.quads(), graph.base),
    "jsonld": _jsonld,
    "turtle": lambda graph: write_turtle(graph.store.quads(), graph.base),
}


def export(graph: KnowledgeGraph, format: str) -> bytes:
    """The graph in one of the formats of `WRITERS`; all but N-Quads and TriG unite the articles' graphs.

    Raises StoreError for another format.
    """
    if format not in WRITERS:
        raise StoreError(f"there is no such format; there are {', '.join(WRITERS)}", format)
    return WRITERS[format](graph)
