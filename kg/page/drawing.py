"""A network in, what the page draws and tells out: boxes, positions, labels and details as plain JSON values.

Two views, the events between their participants and the actors alone, each laid out here; where a view is larger
than the eye can read, the page starts with its best-connected entities and what joins them.
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
from pyvis.network import Network

from kg.network import (
    Edge,
    EntityNode,
    EventNode,
    Evidence,
    Node,
    QuotationNode,
    actor_network,
    articles,
    edges,
    node_data,
)
from kg.page.layout import LINK, Box, place

READABLE = 300  # nodes that the eye can read at once
VERB_LINK = 50.0  # a link that carries a verb is as long as the verb
START = 110  # nodes to start with where there are more

Json = dict[str, Any]

OPTIONS: Mapping[str, Json] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "hideEdgesOnDrag": False, "multiselect": False, "tooltipDelay": 100_000},
    "nodes": {"physics": False},
    "edges": {"smooth": False, "selectionWidth": 0, "hoverWidth": 0, "chosen": False},
}


@dataclass(frozen=True, slots=True)
class Figure:
    """How large a node is drawn and which lines it carries. A disc has its label below it, outside `size`."""

    lines: tuple[str, ...]
    width: float
    height: float
    label_height: float = 0

    @property
    def box(self) -> Box:
        """All that the node takes up."""
        label = max(map(text_width, self.lines), default=0) if self.label_height else 0
        return Box(max(self.width, label), self.height + self.label_height)


def drawing(network: nx.MultiDiGraph) -> Json:
    """Everything that the page embeds."""
    ids = {iri: number for number, iri in enumerate(sorted(network))}
    places = {iri: number for number, iri in enumerate(articles(network))}
    figures = {iri: figure(node_data(network, iri), network.degree(iri)) for iri in ids}
    actors = actor_network(network)
    return {
        "views": {"events": _view(network, ids, figures, LINK), "actors": _view(actors, ids, figures, VERB_LINK)},
        "nodes": [
            {
                "id": ids[iri],
                "iri": iri,
                **_shape(figures[iri]),
                **_about(node_data(network, iri), network, ids, places),
            }
            for iri in ids
        ],
        "articles": [
            {"iri": a.iri, "title": a.title, "published": a.published, "publisher": a.publisher, "url": a.url}
            for a in articles(network).values()
        ],
        "options": OPTIONS,
    }


def figure(node: Node, degree: int) -> Figure:
    """The size of a node: a disc grows with its number of links, a pill and a card with their words."""
    if isinstance(node, EntityNode):
        lines = wrap(node.label, 20, 2)
        diameter = round(28 + min(36.0, 5 * math.sqrt(degree)))
        return Figure(lines, diameter, diameter, label_height=6 + 16 * len(lines))
    lines = wrap(node.verb, 26, 1) if isinstance(node, EventNode) else wrap(node.label, 27, 3)
    if isinstance(node, EventNode):
        return Figure(lines, 42 + text_width(lines[0]), 28)
    return Figure(lines, 24 + max(map(text_width, lines)), 14 + 17 * len(lines))


def wrap(text: str, width: int, count: int) -> tuple[str, ...]:
    """Words in lines of some width, cut with an ellipsis after some lines.

    >>> wrap("Ministry of Foreign Affairs of Norland", 16, 2)
    ('Ministry of', 'Foreign Affairs…')
    """
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = [line if len(line) <= width else line[: width - 1] + "…" for line in lines[:count]]
    if len(lines) > count:
        kept[-1] = kept[-1][: width - 1].rstrip("…") + "…"
    return tuple(kept)


def text_width(text: str) -> float:
    """About how wide a line is in the page's font at 13 pixels.

    >>> text_width("accuses") < text_width("訴える訴える訴")
    True
    """
    return sum(13.0 if unicodedata.east_asian_width(sign) in "WF" else 7.3 for sign in text)


def start_nodes(network: nx.MultiDiGraph) -> list[str] | None:
    """The best-connected entities and the events between them, where the network is more than the eye can read."""
    if len(network) <= READABLE:
        return None
    ranked = sorted((n for n in network if _is_entity(network, n)), key=lambda n: (-network.degree(n), n))
    chosen: set[str] = set()
    waiting: dict[str, int] = {}
    for entity in ranked:
        chosen.add(entity)
        for event in sorted({*network.predecessors(entity), *network.successors(entity)}):
            if not _is_entity(network, event):
                waiting[event] = waiting.get(event, 0) + 1
                if waiting[event] > 1 and len(chosen) < START:
                    chosen.add(event)
        if len(chosen) >= START:
            break
    return sorted(chosen)


def _is_entity(network: nx.MultiDiGraph, iri: str) -> bool:
    return isinstance(node_data(network, iri), EntityNode)


def _view(network: nx.MultiDiGraph, ids: Mapping[str, int], figures: Mapping[str, Figure], link: float) -> Json:
    """One way to look at the network, as pyvis collects it, with where everything stands."""
    shown = [iri for iri in sorted(network) if network.degree(iri)]
    lone = [iri for iri in sorted(network) if not network.degree(iri)]
    view = Network(directed=True)
    positions = _positions(network, shown, figures, link)
    positions |= _rows(lone, figures, positions)
    for iri in (*shown, *lone):
        x, y = positions[iri]
        view.add_node(ids[iri], label=figures[iri].lines[0], shape="custom", color=None, x=x, y=y)
    for number, (begin, end, edge) in enumerate(edges(network)):
        view.add_edge(ids[begin], ids[end], id=number, **_edge(edge, ids))
    view.set_options(json.dumps(OPTIONS))
    found, joined, *_ = view.get_network_data()
    start = start_nodes(network)
    places = _positions(network, start, figures, link) if start else {}
    return {"nodes": found, "edges": joined, "start": [[ids[iri], *places[iri]] for iri in places] or None}


def _positions(
    network: nx.MultiDiGraph, shown: Sequence[str], figures: Mapping[str, Figure], link: float
) -> dict[str, tuple[int, int]]:
    """Where each node's disc, pill or card has its centre; the layout knows whole boxes, labels included."""
    index = {iri: number for number, iri in enumerate(shown)}
    links = [(index[u], index[v]) for u, v in network.edges() if u in index and v in index]
    centres = place([figures[iri].box for iri in shown], links, link=link)
    return {iri: (x, y - round(figures[iri].label_height / 2)) for iri, (x, y) in zip(shown, centres, strict=True)}


def _rows(
    lone: Sequence[str], figures: Mapping[str, Figure], above: Mapping[str, tuple[int, int]]
) -> dict[str, tuple[int, int]]:
    """What nothing joins to anything, in rows below the rest."""
    left = min((x for x, _ in above.values()), default=0)
    limit = max((x for x, _ in above.values()), default=0) + 400
    x, y = left, max((y for _, y in above.values()), default=0) + 160
    found = {}
    for iri in lone:
        width = round(figures[iri].box.width) + 24
        if x + width > limit:
            x, y = left, y + 110
        found[iri] = (x + width // 2, y)
        x += width
    return found


def _edge(edge: Edge, ids: Mapping[str, int]) -> Json:
    return {"label": edge.label, "kind": edge.kind.value, "events": [ids[iri] for iri in edge.events if iri in ids]}


def _shape(shape: Figure) -> Json:
    return {"lines": shape.lines, "width": round(shape.width), "height": round(shape.height)}


def _about(node: Node, network: nx.MultiDiGraph, ids: Mapping[str, int], places: Mapping[str, int]) -> Json:
    if isinstance(node, EntityNode):
        return {
            "type": "entity",
            "label": node.label,
            "kind": node.kind.value,
            "aliases": node.aliases,
            "titles": node.titles,
            "links": node.links,
            "quantity": node.quantity,
            "mentions": node.mentions,
            "articles": [places[iri] for iri in node.articles if iri in places],
        }
    evidence = [_evidence(item, places) for item in node.evidence]
    if isinstance(node, QuotationNode):
        by = [_person(node.speaker, network, ids)] if node.speaker else []
        return {
            "type": "quotation",
            "label": node.label,
            "by": by,
            "article": places[node.article],
            "evidence": evidence,
        }
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
        "by": [_person(iri, network, ids) for iri in node.attribution],
        "begin": node.begin,
        "end": node.end,
        "confidence": node.confidence,
        "article": places[node.article],
        "evidence": evidence,
    }


def _person(iri: str, network: nx.MultiDiGraph, ids: Mapping[str, int]) -> Json:
    """Somebody to name and, where they are in the network, to click."""
    if iri in network:
        return {"id": ids[iri], "label": node_data(network, iri).label}
    return {"id": None, "label": iri.rpartition("/")[2].replace("_", " ")}


def _evidence(evidence: Evidence, places: Mapping[str, int]) -> Json:
    """The sentence in parts, each with its mark: "trigger", a role, or nothing."""
    marks = [(evidence.begin, evidence.end, "trigger"), *((s.begin, s.end, s.role.value) for s in evidence.roles)]
    parts = []
    at = 0
    for begin, end, mark in sorted(marks):
        parts += [[evidence.text[at:begin], ""], [evidence.text[begin:end], mark]]
        at = end
    parts.append([evidence.text[at:], ""])
    return {"article": places[evidence.article], "parts": [part for part in parts if part[0]]}
