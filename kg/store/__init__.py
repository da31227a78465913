"""Where quads live: one named graph per article, with the ontology beside them as a graph of its own."""

from kg.store.disk import DiskStore
from kg.store.memory import MemoryStore
from kg.store.opening import open_store
from kg.store.protocol import Dataset, Solutions, Store, Term
from kg.store.remote import RemoteStore

__all__ = ["Dataset", "DiskStore", "MemoryStore", "RemoteStore", "Solutions", "Store", "Term", "open_store"]
