"""The store that a folder or an address names."""

from __future__ import annotations

from pathlib import Path

from kg.errors import StoreError
from kg.identity import BASE
from kg.ontology import Ontology
from kg.store.disk import DiskStore
from kg.store.memory import MemoryStore
from kg.store.protocol import Store
from kg.store.remote import RemoteStore


def open_store(
    store: str | Path | None = None,
    endpoint: str | None = None,
    *,
    ontology: Ontology | None = None,
    base: str | None = None,
    is_read_only: bool = False,
    is_there: bool = False,
) -> Store:
    """The store in a folder or behind an address; without either an empty one in memory.

    A folder is made where it is missing, unless the store is to be there. Raises StoreError, for both too.
    """
    if store is not None and endpoint is not None:
        raise StoreError(f"a graph is in one place; leave this or {endpoint} out", store)
    if store is not None:
        return DiskStore(store, ontology, base=base, is_read_only=is_read_only, is_there=is_there)
    if endpoint is not None:
        return RemoteStore(endpoint, ontology, base=base, is_read_only=is_read_only)
    return MemoryStore(ontology, base=base or BASE)
