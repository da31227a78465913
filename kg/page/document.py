"""A network in, the JSON document out that the page draws: embedded in a file, or sent by a server.

docs/page.md describes it. Nodes are numbered by their IRIs' order; everything that refers to a node does so by number.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx
from pyvis.network import Network

from kg.network import (
    EntityNode,
    EventNode,
    Evidence,
    NewsArticle,
    Node,
    QuotationNode,
    articles,
    edges,
    local,
    nodes,
)
from kg.page.figures import Figure, figure
from kg.page.opening import Opening, degrees, fold, folded, openings

FORMAT = "newskg-network/1"

Json = dict[str, Any]

OPTIONS: Mapping[str, Json] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "hideEdgesOnDrag": False, "multiselect": False, "tooltipDelay": 100_000},
    "nodes": {"physics": False},
    "edges": {"smooth": False, "selectionWidth": 0, "hoverWidth": 0, "chosen": False},
}


def document(network: nx.MultiDiGraph, *, title: str = "newskg", places: bool = True) -> Json:
    """Everything that the page knows of a network; `places=False` leaves out where its first picture has its nodes."""
    known = list(nodes(network))
    number = {iri: at for at, (iri, _) in enumerate(known)}
    records = [node for _, node in known]
    joined = [(number[u], number[v], edge) for u, v, edge in edges(network)]
    stands = fold(records)
    links = folded(joined, stands)
    degree = degrees(links)
    figures = [figure(node, degree[at]) for at, node in enumerate(records)]
    told = {iri: at for at, iri in enumerate(articles(network))}
    about = [_node(iri, node, drawn, told) for (iri, node), drawn in zip(known, figures, strict=True)]
    opened = openings(records, figures, joined, stands, links) if places else ()
    views = dict(zip(("events", "actors"), opened, strict=False))
    return {
        "format": FORMAT,
        "title": title,
        "articles": [_article(article) for article in articles(network).values()],
        "nodes": about,
        "edges": [{"from": u, "to": v, "kind": edge.kind.value, "label": edge.label} for u, v, edge in joined],
        "names": _names(records, number),
        "views": {name: _view(opening, about) for name, opening in views.items()},
        "options": OPTIONS,
        "size": network.graph.get("size", len(known)),
        "focus": list(network.graph.get("focus", ())),
    }


def _view(opening: Opening, about: Sequence[Json]) -> Json:
    """The first picture of a view, as pyvis collects it."""
    view = Network(directed=True)
    for number, (x, y) in opening.places.items():
        view.add_node(number, label=about[number]["label"], shape="custom", color=None, x=x, y=y)
    view.set_options(json.dumps(OPTIONS))
    found, *_ = view.get_network_data()
    return {"nodes": [{"id": node["id"], "x": node["x"], "y": node["y"]} for node in found], "part": opening.is_part}


def _names(records: Sequence[Node], number: Mapping[str, int]) -> dict[str, str]:
    """What to call those whom an event is attributed to and who are no nodes themselves."""
    sources = {iri for node in records if isinstance(node, EventNode) for iri in node.attribution}
    sources |= {node.speaker for node in records if isinstance(node, QuotationNode) and node.speaker}
    return {iri: local(iri).replace("_", " ") for iri in sorted(sources) if iri not in number}


def _article(article: NewsArticle) -> Json:
    names = ("iri", "title", "published", "publisher", "url")
    return {name: getattr(article, name) for name in names}


def _node(iri: str, node: Node, drawn: Figure, told: Mapping[str, int]) -> Json:
    shape = {"lines": drawn.lines, "width": round(drawn.width), "height": round(drawn.height)}
    if isinstance(node, EntityNode):
        return {"iri": iri, **shape, **_entity(node, told)}
    evidence = [_evidence(item, told) for item in node.evidence]
    article = told.get(node.article)
    if isinstance(node, QuotationNode):
        by = [node.speaker] if node.speaker else []
        about = {"type": "quotation", "label": node.label, "text": node.text, "by": by}
    else:
        about = _event(node)
    return {"iri": iri, **shape, **about, "article": article, "evidence": evidence}


def _entity(node: EntityNode, told: Mapping[str, int]) -> Json:
    return {
        "type": "entity",
        "label": node.label,
        "kind": node.kind.value,
        "aliases": node.aliases,
        "titles": node.titles,
        "links": node.links,
        "quantity": node.quantity,
        "mentions": node.mentions,
        "articles": [told[iri] for iri in node.articles if iri in told],
    }


def _event(node: EventNode) -> Json:
    return {
        "type": "event",
        "label": node.label,
        "verb": node.verb,
        "class": node.class_label,
        "family": node.family or "Other",
        "familyLabel": node.family_label,
        "polarity": node.polarity.value,
        "factuality": node.factuality.value,
        "claimed": node.is_attributed,
        "by": node.attribution,
        "begin": node.begin,
        "end": node.end,
        "confidence": node.confidence,
        "happening": node.happening,
        "classIri": node.class_iri,
    }


def _evidence(evidence: Evidence, told: Mapping[str, int]) -> Json:
    """The sentence in parts, each with its mark: "trigger", a role, or nothing; `at` is the trigger in the article."""
    marks = [(evidence.begin, evidence.end, "trigger"), *((s.begin, s.end, s.role.value) for s in evidence.roles)]
    text = evidence.text
    parts = []
    at = 0
    for begin, end, mark in sorted(marks):
        parts += [(text[at:begin], ""), (text[begin:end], mark)]
        at = end
    parts.append((text[at:], ""))
    trigger = [evidence.offset + evidence.begin, evidence.offset + evidence.end]
    return {"article": told.get(evidence.article), "at": trigger, "parts": [part for part in parts if part[0]]}
