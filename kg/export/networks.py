"""A network in, GraphML and GEXF out, for Gephi and whatever else reads them: attributes typed, events in time."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from kg.escaping import one_line, xml_text
from kg.events import telling_of
from kg.network import Edge, EntityNode, EventNode, NewsArticle, Node, QuotationNode, articles, edges, node_data, nodes
from kg.query.periods import first_day, last_day

Value = str | int | float | bool

_TOLD_WHEN = re.compile(r' lastmodifieddate="[^"]*"')


def write_graphml(network: nx.MultiDiGraph) -> bytes:
    """GraphML; "time" is what an article tells, "begin" and "end" are the whole days of it."""
    written = io.BytesIO()
    nx.write_graphml_xml(_plain(network), written, prettyprint=True)
    return written.getvalue()


def write_gexf(network: nx.MultiDiGraph) -> bytes:
    """GEXF 1.2, dynamic: a dated event has "start" and "end" as whole days, which Gephi's timeline reads."""
    plain = _plain(network)
    for _, values in plain.nodes(data=True):
        if "begin" in values:
            values["start"] = values.pop("begin")
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(plain)
    written = io.BytesIO()
    writer.write(written)
    return _TOLD_WHEN.sub("", written.getvalue().decode(), count=1).encode()  # the same bytes every day


def _plain(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The network with plain values in the place of records, every edge under a key of its own."""
    plain = nx.MultiDiGraph()
    known = articles(network)
    for iri, node in nodes(network):
        plain.add_node(iri, **_clean(_attributes(network, node, known)))
    for number, (begin, end, edge) in enumerate(edges(network)):
        plain.add_edge(begin, end, key=f"e{number}", **_clean(_edge(edge)))
    return plain


def _attributes(network: nx.MultiDiGraph, node: Node, known: Mapping[str, NewsArticle]) -> dict[str, Value | None]:
    if isinstance(node, EntityNode):
        return {
            "label": node.label,
            "kind": "entity",
            "class": node.kind.value,
            "aliases": "; ".join(node.aliases),
            "titles": "; ".join(node.titles),
            "same_as": "; ".join(node.links),
            "number": node.quantity,
            "mentions": node.mentions,
            "articles": len(node.articles),
        }
    article = known.get(node.article, NewsArticle(node.article))
    told: dict[str, Value | None] = {
        "sentence": next((evidence.text for evidence in node.evidence), None),
        "article": article.title or article.iri,
        "published": article.published,
        "publisher": article.publisher,
        "url": article.url,
    }
    if isinstance(node, QuotationNode):
        return {"label": node.label, "kind": "quotation", "class": "quotation", "source": _names(network, node)} | told
    return {
        "label": node.label,
        "kind": "event",
        "class": node.class_label,
        "family": node.family_label,
        "polarity": node.polarity.value,
        "factuality": node.factuality.value,
        "told": telling_of(node.polarity, node.factuality, is_attributed=node.is_attributed).value,
        "source": _names(network, node),
        "time": node.begin if node.begin == node.end else f"{node.begin} to {node.end}",
        "begin": first_day(node.begin) if node.begin else None,
        "end": last_day(node.end or node.begin) if node.begin else None,
        "confidence": node.confidence,
        "happening": node.happening,
    } | told


def _names(network: nx.MultiDiGraph, node: EventNode | QuotationNode) -> str:
    """Who says so, innermost first."""
    iris = node.attribution if isinstance(node, EventNode) else filter(None, (node.speaker,))
    return "; ".join(node_data(network, iri).label if iri in network else iri for iri in iris)


def _edge(edge: Edge) -> dict[str, Value | None]:
    return {"label": edge.label, "kind": edge.kind.value}


def _clean(values: Mapping[str, Value | None]) -> dict[str, Value]:
    """The values that there are, their texts as XML holds them."""
    there = {name: value for name, value in values.items() if value is not None and value != ""}
    return {name: xml_text(one_line(value)) if isinstance(value, str) else value for name, value in there.items()}
