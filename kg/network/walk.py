"""Ways through a network: nodes and edges in a fixed order, names to nodes, the actors' view."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import networkx as nx

from kg.errors import QueryError
from kg.model import Factuality, Polarity, Role
from kg.network.records import Edge, EdgeKind, EntityNode, EventNode, NewsArticle, Node

NEAR = 0.7  # the likeness of a name that is offered for another: "Hamas" for "Hamass", but not "maps"


def new_network(known: Mapping[str, NewsArticle]) -> nx.MultiDiGraph:
    """An empty network over these articles."""
    network = nx.MultiDiGraph()
    network.graph["articles"] = dict(sorted(known.items()))
    return network


def add_edge(network: nx.MultiDiGraph, begin: str, end: str, edge: Edge) -> None:
    """One more edge between two nodes."""
    network.add_edge(begin, end, data=edge)


def local(iri: str) -> str:
    """The last part of an IRI.

    >>> local("https://w3id.org/newskg#Attack"), local("https://w3id.org/newskg/person/Ada_Berg")
    ('Attack', 'Ada_Berg')
    """
    return iri.rstrip("/").rpartition("#")[2].rpartition("/")[2]


def node_data(network: nx.MultiDiGraph, iri: str) -> Node:
    """What is known of a node."""
    data: Node = network.nodes[iri]["data"]
    return data


def nodes(network: nx.MultiDiGraph) -> Iterator[tuple[str, Node]]:
    """Every node with what is known of it, by IRI."""
    return ((iri, node_data(network, iri)) for iri in sorted(network.nodes))


def edges(network: nx.MultiDiGraph) -> Iterator[tuple[str, str, Edge]]:
    """Every edge as (from, to, what it says), in a fixed order."""
    found: list[tuple[str, str, Edge]] = list(network.edges(data="data"))
    return iter(sorted(found, key=lambda e: (e[0], e[1], e[2].kind.value, e[2].label, e[2].events)))


def articles(network: nx.MultiDiGraph) -> Mapping[str, NewsArticle]:
    """The articles that the network's nodes come from, by IRI."""
    found: Mapping[str, NewsArticle] = network.graph["articles"]
    return found


def find_nodes(network: nx.MultiDiGraph, name: str) -> list[str]:
    """The nodes that a name stands for: an IRI, its last part, or a label or alias in any case.

    Raises QueryError that offers the nearest names.
    """
    known = (
        (iri, called)
        for iri, node in nodes(network)
        for called in {node.label, *(node.aliases if isinstance(node, EntityNode) else ())}
    )
    return find_names(known, name)


def find_names(known: Iterable[tuple[str, str]], name: str) -> list[str]:
    """The IRIs, of pairs of IRI and name, that a name stands for; as `find_nodes`.

    >>> find_names([("https://w3id.org/newskg/org/Hamas", "Hamas")], "org:Hamas")
    ['https://w3id.org/newskg/org/Hamas']
    """
    wanted = name.strip().casefold()
    ending = "/" + name.replace(":", "/", 1).replace(" ", "_")
    names: dict[str, set[str]] = defaultdict(set)
    spelt: dict[str, str] = {}
    for iri, called in sorted(known):
        if iri == name or iri.endswith(ending):
            return [iri]
        names[called.casefold()].add(iri)
        spelt.setdefault(called.casefold(), called)
    if wanted not in names:
        near = difflib.get_close_matches(wanted, sorted(names), n=3, cutoff=NEAR)
        offer = f"; did you mean {', '.join(repr(spelt[n]) for n in near)}?" if near else ""
        raise QueryError(f"nothing in the graph is called {name!r}{offer}")
    return sorted(names[wanted])


def actor_network(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Entities only: each actor joined to each target by the event's verb, with affiliation and containment.

    Events of one verb and one perspective between the same two are one edge, which names them.
    """
    folded: dict[tuple[str, str, str, bool, Polarity, Factuality], list[str]] = defaultdict(list)
    for iri, event in nodes(network):
        if isinstance(event, EventNode):
            for actor in _fillers(network, iri, Role.ACTOR):
                for target in _fillers(network, iri, Role.TARGET):
                    perspective = (event.is_attributed, event.polarity, event.factuality)
                    folded[actor, target, event.verb, *perspective].append(iri)
    actors = new_network(articles(network))
    for (actor, target, verb, *_), events in folded.items():
        add_edge(actors, actor, target, Edge(EdgeKind.SHORT, verb, tuple(events)))
    for u, v, edge in edges(network):
        if edge.kind in (EdgeKind.AFFILIATION, EdgeKind.CONTAINMENT) and u in actors and v in actors:
            add_edge(actors, u, v, edge)
    for iri in actors:
        actors.nodes[iri]["data"] = node_data(network, iri)
    return actors


def _fillers(network: nx.MultiDiGraph, event: str, role: Role) -> list[str]:
    return sorted(
        {v for _, v, e in network.out_edges(event, data="data") if e.kind is EdgeKind.ROLE and e.label == role.value}
    )
