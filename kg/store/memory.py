"""Quads in memory, and in the files that they are loaded from."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.identity import BASE
from kg.ontology import Ontology, load_ontology
from kg.rdf.regraph import regraph
from kg.rdf.vocabulary import ONTOLOGY, base_of
from kg.store.embedded import EmbeddedStore

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
}


class MemoryStore(EmbeddedStore):
    """A store in memory."""

    def __init__(self, ontology: Ontology | None = None, *, base: str = BASE) -> None:
        super().__init__(ox.Store(), ontology or load_ontology(), base)
        for file in self.ontology.turtle:
            self._store.load(file, format=ox.RdfFormat.TURTLE, to_graph=ONTOLOGY)

    def load(self, path: str | Path) -> None:
        """Read a Turtle, N-Triples, TriG or N-Quads file; Turtle's triples go back to the graphs of their articles.

        The base becomes that of the file, where its prefixes tell it. Raises StoreError.
        """
        path = Path(path)
        if path.suffix not in FORMATS:
            raise StoreError(f"is no graph; known are {', '.join(FORMATS)}", path)
        try:
            parser = ox.parse(path=str(path), format=FORMATS[path.suffix])
            self._store.extend(regraph(parser))
        except SyntaxError as error:
            raise StoreError(f"does not parse: {error.msg}", path) from error
        except OSError as error:
            raise StoreError(error.strerror or str(error), path) from error
        self.base = base_of(parser.prefixes) or self.base
