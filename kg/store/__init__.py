"""Where quads live: one named graph per article, with the ontology beside them as a graph of its own."""

from kg.store.memory import MemoryStore
from kg.store.protocol import Dataset, Solutions, Store, Term

__all__ = ["Dataset", "MemoryStore", "Solutions", "Store", "Term"]
