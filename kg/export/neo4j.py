"""A graph in, nodes.csv and relationships.csv out, with the typed headers of `neo4j-admin database import`.

Articles, events, quotations, entities and happenings are nodes; roles, contents and attributions relationships. Days
are whole ones, as the type asks: a month begins on its first and ends on its last; "time" has what the text tells.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

import networkx as nx

from kg.escaping import one_line
from kg.events import read_entities, telling_of
from kg.events.records import EntityRecord
from kg.graph import KnowledgeGraph
from kg.network import (
    EdgeKind,
    EntityNode,
    EventNode,
    NewsArticle,
    Node,
    QuotationNode,
    articles,
    edges,
    nodes,
)
from kg.query.periods import first_day, last_day

NODES = (
    *("id:ID", ":LABEL", "name", "aliases:string[]", "titles:string[]", "same_as:string[]", "number", "mentions:int"),
    *("latitude:double", "longitude:double", "country", "class", "family", "polarity", "factuality"),
    *("told", "asserted:boolean", "begin:date", "end:date", "time", "confidence:double", "sentence"),
    *("published:date", "publisher", "url"),
)
RELATIONSHIPS = (":START_ID", ":END_ID", ":TYPE", "rank:int")
KINDS = {EdgeKind.AFFILIATION: "AFFILIATED_WITH", EdgeKind.CONTAINMENT: "CONTAINED_IN"}
BETWEEN = ";"  # the values of an array

Cells = dict[str, object]  # by the name of a column without its type


def neo4j_files(graph: KnowledgeGraph) -> Mapping[str, bytes]:
    """The two files by name."""
    network = graph.to_networkx()
    placed = read_entities(graph.store, (iri for iri, node in nodes(network) if isinstance(node, EntityNode)))
    return {
        "nodes.csv": _csv(NODES, _nodes(network, placed)),
        "relationships.csv": _csv(RELATIONSHIPS, _relationships(network)),
    }


def _nodes(network: nx.MultiDiGraph, placed: Mapping[str, EntityRecord]) -> Iterator[Cells]:
    for iri, article in sorted(articles(network).items()):
        yield _published(article) | {"id": iri, "": "Article", "name": article.title}
    happenings = {node.happening for _, node in nodes(network) if isinstance(node, EventNode) and node.happening}
    for iri in sorted(happenings):
        yield {"id": iri, "": "Happening"}
    for iri, node in nodes(network):
        yield _node(node, placed.get(iri)) | {"id": iri}


def _node(node: Node, placed: EntityRecord | None) -> Cells:
    if isinstance(node, EntityNode):
        latitude, longitude = (placed.coordinates if placed else None) or (None, None)
        return {
            "": ("Entity", node.kind.value.capitalize()),
            "name": node.label,
            "aliases": node.aliases,
            "titles": node.titles,
            "same_as": node.links,
            "number": node.quantity,
            "mentions": node.mentions,
            "latitude": latitude,
            "longitude": longitude,
            "country": placed.country if placed else None,
        }
    sentence = node.evidence[0].text if node.evidence else None
    if isinstance(node, QuotationNode):
        return {"": "Quotation", "name": node.text, "sentence": sentence}
    return {
        "": tuple(dict.fromkeys(filter(None, ("Event", node.family, node.event_class)))),
        "name": node.label,
        "class": node.event_class,
        "family": node.family,
        "polarity": node.polarity.value,
        "factuality": node.factuality.value,
        "told": telling_of(node.polarity, node.factuality, is_attributed=node.is_attributed).value,
        "asserted": node.is_asserted,
        "begin": first_day(node.begin) if node.begin else None,
        "end": last_day(node.end or node.begin) if node.begin else None,
        "time": node.begin if node.begin == node.end else f"{node.begin} to {node.end}",
        "confidence": node.confidence,
        "sentence": sentence,
    }


def _published(article: NewsArticle) -> Cells:
    return {"published": article.published, "publisher": article.publisher, "url": article.url}


def _relationships(network: nx.MultiDiGraph) -> Iterator[Cells]:
    for begin, end, edge in edges(network):
        yield _joined(begin, end, KINDS.get(edge.kind, edge.label.upper()))
    for iri, node in nodes(network):
        if isinstance(node, EntityNode):
            continue
        if node.article in articles(network):
            yield _joined(iri, node.article, "REPORTED_IN")
        sources = node.attribution if isinstance(node, EventNode) else filter(None, (node.speaker,))
        for rank, source in enumerate(sources):
            if source in network:
                yield _joined(iri, source, "ATTRIBUTED_TO") | {"rank": rank}
        if isinstance(node, EventNode) and node.happening:
            yield _joined(iri, node.happening, "HAPPENING")


def _joined(begin: str, end: str, kind: str) -> Cells:
    return {"START_ID": begin, "END_ID": end, "TYPE": kind}


def _csv(header: tuple[str, ...], rows: Iterable[Cells]) -> bytes:
    """A file as the importer reads it: commas, quotes doubled, no line end within a cell, nothing for what is not."""
    names = [_name(column) for column in header]
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return written.getvalue().encode()


def _name(column: str) -> str:
    """The key of a column: "id" for "id:ID", "TYPE" for ":TYPE", "" for the labels."""
    name, _, kind = column.partition(":")
    return name or ("" if kind == "LABEL" else kind)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return BETWEEN.join(one_line(str(item)).replace(BETWEEN, ",") for item in value)
    return one_line(str(value))
