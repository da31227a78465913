"""What a worker has at hand: the store and the limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.graph import KnowledgeGraph
from kg.ontology import load_ontology
from kg.server.settings import Limits, Settings
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Site:
    """A store that is asked within limits."""

    store: Store
    limits: Limits


def site_opener(settings: Settings) -> Callable[[], Site]:
    """What opens the site in each worker; a graph's file is read here, once for all of them.

    A database's threads do not outlive a fork, so each worker opens a store for itself. Raises StoreError.
    """
    place, limits = settings.place, settings.limits
    if place.store is None and place.endpoint is None:
        site = Site(KnowledgeGraph.open(place.graph).store, limits)
        return lambda: site
    ontology = load_ontology()

    def opened() -> Site:
        where = {"store": place.store, "endpoint": place.endpoint}
        return Site(KnowledgeGraph.open(**where, ontology=ontology, is_read_only=True).store, limits)

    return opened
