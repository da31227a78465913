"""A store in, a `networkx.MultiDiGraph` out: entities, events and quotations as nodes, roles as edges.

Nodes are IRIs; what is known of one is a frozen record, `network.nodes[iri]["data"]` (`node_data` has the type), and
every edge carries an `Edge`, `network.edges[u, v, key]["data"]`. Events and quotations are n-ary nodes between their
participants; `actor_network` folds them into entity-verb-entity edges.
"""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

from kg.network.reading import whole_network
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
from kg.network.walk import actor_network, articles, edges, find_nodes, neighbourhood, node_data, nodes
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
    "event_network",
    "find_nodes",
    "node_data",
    "nodes",
]


def event_network(store: Store, *, focus: Sequence[str] = (), steps: int = 1) -> nx.MultiDiGraph:
    """The network of a store: everything, or what is within some steps of the entities in focus.

    A focus is an IRI, its last part ("org/Hamas"), a name or an alias in any case. A step goes from an entity to its
    events, with what they report, and to everybody in them. Raises QueryError where nothing is called so.
    """
    network = whole_network(store)
    if not focus:
        return network
    kept = neighbourhood(network, [iri for name in focus for iri in find_nodes(network, name)], steps)
    part = network.subgraph(kept).copy()
    part.graph["focus"] = tuple(focus)
    return part
