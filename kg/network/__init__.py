"""A store in, a `networkx.MultiDiGraph` out: entities, events and quotations as nodes, roles as edges.

Nodes are IRIs; what is known of one is a frozen record, `network.nodes[iri]["data"]` (`node_data` has the type), and
every edge carries an `Edge`, `network.edges[u, v, key]["data"]`. Events and quotations are n-ary nodes between their
participants; `actor_network` folds them into entity-verb-entity edges.
"""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

from kg.network.part import busiest, near, told_of
from kg.network.reading import read_network
from kg.network.records import (
    Edge,
    EdgeKind,
    EntityNode,
    EventNode,
    Evidence,
    NewsArticle,
    Node,
    QuotationNode,
    RoleSpan,
)
from kg.network.walk import actor_network, articles, edges, find_nodes, local, node_data, nodes
from kg.store import Store

__all__ = [
    "Edge",
    "EdgeKind",
    "EntityNode",
    "EventNode",
    "Evidence",
    "NewsArticle",
    "Node",
    "QuotationNode",
    "RoleSpan",
    "actor_network",
    "articles",
    "edges",
    "entity_network",
    "event_network",
    "find_nodes",
    "local",
    "node_data",
    "nodes",
]


def entity_network(store: Store, name: str) -> nx.MultiDiGraph:
    """The part of a network that the dossier of a name needs; nothing else is read.

    Raises QueryError where nothing is called so.
    """
    return read_network(store, told_of(store, name))


def event_network(
    store: Store, *, focus: Sequence[str] = (), steps: int = 1, most: int | None = None
) -> nx.MultiDiGraph:
    """The network of a store: everything, what is within some steps of the entities in focus, or the busiest part.

    A focus is an IRI, its last part ("org/Hamas"), a name or an alias in any case. A step goes from an entity to its
    events, with what they report, and to everybody in them. Of a store with more than `most` nodes, only about so many
    are read: the entities in most events with these events; `network.graph["size"]` is how many there are in all.
    Raises QueryError where nothing is called so.
    """
    if focus:
        network = read_network(store, near(store, focus, steps))
        network.graph["focus"] = tuple(focus)
        return network
    part = busiest(store, most) if most is not None else None
    network = read_network(store, part[0] if part else None)
    if part:
        network.graph["size"] = part[1]
    return network
