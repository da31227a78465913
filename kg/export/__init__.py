"""A graph in, the same in another format out: RDF, networks for Gephi, tables, maps, files for Neo4j's importer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from kg.errors import StoreError
from kg.export.neo4j import neo4j_files
from kg.export.networks import write_gexf, write_graphml
from kg.export.places import write_geojson
from kg.export.tables import write_event_csv, write_event_parquet
from kg.graph import KnowledgeGraph, write_whole
from kg.rdf import write_jsonld, write_nquads, write_trig, write_turtle

WRITERS: Mapping[str, Callable[[KnowledgeGraph], bytes]] = {
    "nquads": lambda graph: write_nquads(graph.store.dump()),
    "trig": lambda graph: write_trig(graph.store.dump(), graph.base),
    "turtle": lambda graph: write_turtle(graph.store.dump(), graph.base),
    "jsonld": lambda graph: write_jsonld(graph.store.quads(), graph.base),
    "jsonld-flat": lambda graph: write_jsonld(graph.store.quads(), graph.base, keep_graphs=False),
    "graphml": lambda graph: write_graphml(graph.to_networkx()),
    "gexf": lambda graph: write_gexf(graph.to_networkx()),
    "geojson": lambda graph: write_geojson(graph.events()),
    "events-csv": lambda graph: write_event_csv(graph.events(), graph.ontology),
    "events-parquet": lambda graph: write_event_parquet(graph.events(), graph.ontology),
}
FOLDERS: Mapping[str, Callable[[KnowledgeGraph], Mapping[str, bytes]]] = {"neo4j": neo4j_files}


def export(graph: KnowledgeGraph, format: str) -> bytes:
    """The graph in one of the formats of `WRITERS`; N-Quads, TriG and `jsonld` keep the articles' graphs apart.

    Raises StoreError for another format, KgError where a format's library is missing.
    """
    if format not in WRITERS:
        raise StoreError(f"there is no such format; there are {', '.join(WRITERS)}", format)
    return WRITERS[format](graph)


def export_folder(graph: KnowledgeGraph, format: str, folder: Path) -> tuple[Path, ...]:
    """Write the files of one of the formats of `FOLDERS`; their paths.

    Raises StoreError.
    """
    if format not in FOLDERS:
        raise StoreError(f"there is no such format; there are {', '.join(FOLDERS)}", format)
    written = []
    for name, data in FOLDERS[format](graph).items():
        write_whole(folder / name, data)
        written.append(folder / name)
    return tuple(written)
