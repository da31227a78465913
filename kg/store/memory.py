"""Quads in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.identity import BASE
from kg.ontology import Ontology, load_ontology
from kg.rdf import prefixes
from kg.rdf.regraph import regraph
from kg.rdf.vocabulary import ONTOLOGY, base_of
from kg.store.keywords import keyword_at
from kg.store.protocol import Dataset, Solutions, Term

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
}


class MemoryStore:
    """A store in memory."""

    def __init__(self, ontology: Ontology | None = None, *, base: str = BASE) -> None:
        self.base = base
        self.ontology = ontology or load_ontology()
        self._store = ox.Store()
        for file in self.ontology.turtle:
            self._store.load(file, format=ox.RdfFormat.TURTLE, to_graph=ONTOLOGY)

    def replace(self, article: str, quads: Iterable[ox.Quad]) -> None:
        """Put an article's quads in the place of those that it had."""
        new = list(quads)  # a stream that breaks leaves the old ones in place
        self._store.remove_graph(ox.NamedNode(article))
        self._store.extend(new)

    def remove(self, article: str) -> bool:
        """Take an article's graph out; whether there was one."""
        graph = ox.NamedNode(article)
        if graph == ONTOLOGY or not self._store.contains_named_graph(graph):
            return False
        self._store.remove_graph(graph)
        return True

    def quads(self) -> Iterator[ox.Quad]:
        """Every quad of the articles, in no order."""
        return (quad for quad in self._store if quad.graph_name != ONTOLOGY)

    def articles(self) -> Iterator[str]:
        """The IRIs of the articles, in no order."""
        return (graph.value for graph in self._graphs())

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

    def query(self, sparql: str, substitutions: Mapping[str, Term], dataset: Dataset | None = None) -> Solutions:
        """What a query finds in a dataset, else in its own, else in the union of all graphs."""
        known = prefixes(self.base)
        is_union = dataset is None and keyword_at(sparql, "FROM", known) is None
        return self._store.query(
            sparql,
            prefixes=known,
            use_default_graph_as_union=is_union,
            default_graph=[ox.NamedNode(iri) for iri in dataset.default] if dataset else None,
            named_graphs=[ox.NamedNode(iri) for iri in dataset.named] if dataset else None,
            substitutions={ox.Variable(name): term for name, term in substitutions.items()},
        )

    def _graphs(self) -> Iterator[ox.NamedNode]:
        graphs = (graph for graph in self._store.named_graphs() if isinstance(graph, ox.NamedNode))
        return (graph for graph in graphs if graph != ONTOLOGY)
