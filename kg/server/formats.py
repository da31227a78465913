"""Media types and what writes them: results of SELECT and ASK, triples of CONSTRUCT and DESCRIBE."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from kg.rdf import prefixes, write_turtle
from kg.server.messages import RefusedError
from kg.server.negotiation import chosen

JSON, XML, CSV, TSV = (
    ox.QueryResultsFormat.JSON,
    ox.QueryResultsFormat.XML,
    ox.QueryResultsFormat.CSV,
    ox.QueryResultsFormat.TSV,
)
RESULTS: Mapping[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": JSON,
    "application/sparql-results+xml": XML,
    "text/csv": CSV,
    "text/tab-separated-values": TSV,
    "application/json": JSON,
    "application/xml": XML,
    "text/xml": XML,
}
GRAPHS: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/xml": ox.RdfFormat.RDF_XML,
    "text/plain": ox.RdfFormat.N_TRIPLES,
}
SHORT: Mapping[str, str] = {  # for ?format=, where a link cannot send a header
    "json": "application/sparql-results+json, application/json;q=0.9",
    "xml": "application/sparql-results+xml, application/xml;q=0.9",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
    "html": "text/html",
}
_SUFFIXES = {"turtle": "ttl", "ntriples": "nt", "rdfxml": "rdf"}


def suffix(short: str) -> str:
    """The end of a file's name for a short name of a format.

    >>> suffix("turtle"), suffix("csv")
    ('ttl', 'csv')
    """
    return _SUFFIXES.get(short, short)


def wanted(accept: str, offered: Iterable[str]) -> str:
    """The media type to answer in.

    Raises RefusedError (406) where the client takes none of them.
    """
    kinds = tuple(offered)
    found = chosen(accept, kinds)
    if found is None:
        raise RefusedError(406, f"nothing that is accepted ({accept}) can be given; there is {', '.join(kinds)}")
    return found


def with_charset(media_type: str) -> str:
    """The media type as a header says it: text is UTF-8."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def written_graph(triples: Iterable[ox.Triple], media_type: str, base: str) -> bytes:
    """Triples in a format, each once and in order; Turtle, RDF/XML and JSON-LD with the standard prefixes."""
    graph_format = GRAPHS[media_type]
    found = sorted(set(triples), key=str)
    known = prefixes(base)
    if graph_format == ox.RdfFormat.TURTLE:
        return write_turtle((ox.Quad(*triple) for triple in found), base)
    if graph_format == ox.RdfFormat.RDF_XML:
        return ox.serialize(found, format=graph_format, prefixes=known) or b""
    written = ox.serialize(found, format=graph_format) or b""
    return _compacted(written, known) if graph_format == ox.RdfFormat.JSON_LD else written


def _compacted(expanded: bytes, known: Mapping[str, str]) -> bytes:
    """JSON-LD with a context of prefixes."""
    nodes = _shortened(json.loads(expanded), sorted(known.items(), key=lambda pair: -len(pair[1])))
    return json.dumps({"@context": dict(known), "@graph": nodes}, ensure_ascii=False, indent=1).encode()


def _shortened(value: object, known: Sequence[tuple[str, str]], is_iri: bool = False) -> object:
    """Expanded JSON-LD with its IRIs shortened: its keys, and the values of @id and @type."""
    if isinstance(value, dict):
        return {
            _short(key, known): _shortened(inner, known, is_iri=key in ("@id", "@type")) for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_shortened(inner, known, is_iri) for inner in value]
    return _short(value, known) if is_iri and isinstance(value, str) else value


def _short(iri: str, known: Sequence[tuple[str, str]]) -> str:
    """An IRI with its prefix, where what is left of it cannot be taken for something else."""
    for prefix, namespace in known:
        if iri.startswith(namespace) and not iri.startswith(f"{namespace}//"):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
