"""What a worker has at hand: the store and the limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.graph import KnowledgeGraph
from kg.server.settings import Limits, Settings
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Site:
    """A store that is asked within limits."""

    store: Store
    limits: Limits


def site_opener(settings: Settings) -> Callable[[], Site]:
    """What opens the site in each worker; a graph's file is read here, once for all of them.

    Raises StoreError.
    """
    site = Site(KnowledgeGraph.open(settings.place.graph or "").store, settings.limits)
    return lambda: site
