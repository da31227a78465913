"""Quads in an Oxigraph database of this process, in memory or in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.ontology import Ontology
from kg.rdf import Dump, prefixes, write_triples
from kg.rdf.vocabulary import ONTOLOGY
from kg.store.keywords import keyword_at
from kg.store.protocol import BASE_IRI, DIGEST, Dataset, Solutions, Term, written


class EmbeddedStore:
    """A store over an Oxigraph database; `path` is for its errors."""

    def __init__(self, database: ox.Store, ontology: Ontology, base: str, path: str | Path = "memory") -> None:
        self.base = base
        self.ontology = ontology
        self.path = path
        self._store = database

    def replace(self, article: str, quads: Iterable[ox.Quad] | bytes, digest: str | None = None) -> None:
        """Put an article's quads in the place of those that it had, in one transaction."""
        self._put(ox.NamedNode(article), written(article, quads, digest))

    def remove(self, article: str) -> bool:
        """Take an article's graph out; whether there was one."""
        graph = ox.NamedNode(article)
        if graph == ONTOLOGY:
            return False
        with told(self.path):
            if not self._store.contains_named_graph(graph):
                return False
            self._store.remove_graph(graph)
        return True

    def flush(self) -> None:
        """Write the database's log into its tables: reading it again takes longer than all else in a second build."""
        with told(self.path):
            self._store.flush()

    def quads(self) -> Iterator[ox.Quad]:
        """Every quad of the articles, in no order."""
        with told(self.path):
            for quad in self._store:
                if quad.graph_name != ONTOLOGY and quad.predicate != DIGEST:
                    yield quad

    def dump(self) -> Dump:
        """The same, each article's graph as N-Triples."""
        return Dump(self._dumped())

    def articles(self) -> Iterator[str]:
        """The IRIs of the articles, in no order."""
        with told(self.path):
            for graph in self._store.named_graphs():
                if isinstance(graph, ox.NamedNode) and graph != ONTOLOGY:
                    yield graph.value

    def digests(self, articles: Iterable[str]) -> Mapping[str, str]:
        """Those of these articles that are here and were put with a digest, each with it."""
        found = {article: self._value(ox.NamedNode(article), DIGEST, article) for article in articles}
        return {article: digest for article, digest in found.items() if digest is not None}

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

    def _dumped(self) -> Iterator[tuple[str, bytes]]:
        with told(self.path):
            if loose := self._triples(ox.DefaultGraph()):
                yield "", loose
            for graph in self._store.named_graphs():
                if graph != ONTOLOGY:
                    found = self._triples(graph)
                    start = f"{graph} {DIGEST} ".encode()
                    if start in found:
                        found = b"".join(line for line in found.splitlines(True) if not line.startswith(start))
                    yield graph.value, found

    def _triples(self, graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> bytes:
        found = self._store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
        assert found is not None  # with no output given, the bytes come back
        return found

    def put_ontology(self) -> None:
        """Put the ontology beside the articles, where it is not there as it is."""
        if self._value(ONTOLOGY, DIGEST, ONTOLOGY.value) != self.ontology.version:
            self._put(ONTOLOGY, ontology_triples(self.ontology, self.base))

    def _put(self, graph: ox.NamedNode, triples: bytes) -> None:
        with told(self.path):
            if self._store.contains_named_graph(graph):
                new = triples.decode()
                self._store.update(f"DROP SILENT GRAPH {graph}; INSERT DATA {{ GRAPH {graph} {{ {new} }} }}")
            else:
                self._store.load(triples, format=ox.RdfFormat.N_TRIPLES, to_graph=graph, lenient=True)  # all its own

    def _value(self, subject: ox.NamedNode, predicate: ox.NamedNode, graph: str) -> str | None:
        with told(self.path):
            found = next(self._store.quads_for_pattern(subject, predicate, None, ox.NamedNode(graph)), None)
        return found.object.value if found and isinstance(found.object, ox.NamedNode | ox.Literal) else None


def ontology_triples(ontology: Ontology, base: str) -> bytes:
    """The ontology as N-Triples, with its version and the base of the instances beside it."""
    triples = [triple for file in ontology.turtle for triple in ox.parse(file, format=ox.RdfFormat.TURTLE)]
    triples.append(ox.Quad(ONTOLOGY, DIGEST, ox.Literal(ontology.version)))
    triples.append(ox.Quad(ONTOLOGY, BASE_IRI, ox.Literal(base)))
    return write_triples(triples)


@contextmanager
def told(path: str | Path) -> Iterator[None]:
    """The database's errors as StoreErrors that say what to do."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise StoreError(_advice(str(error)), path) from error


def _advice(said: str) -> str:
    """What the database said, in words.

    >>> _advice("IO error: No space left on device: While appending to file: db/000012.sst")
    'the disk is full; make room and run it again: all that is stored is whole'
    """
    for mark, advice in _ADVICE.items():
        if mark in said:
            return advice
    return " ".join(said.split())


_ADVICE = {
    "lock hold": "another kg has it open for writing; run it again when that is done",
    "While lock file": "another kg has it open for writing; run it again when that is done",
    "File too large": "a limit on the size of files is reached; raise it and run it again: all that is stored is whole",
    "No space left": "the disk is full; make room and run it again: all that is stored is whole",
    "Corruption": "is damaged; build it anew in another folder, or put a copy of it in its place",
    "Permission denied": "the folder's permissions forbid it",
    "Read-only file system": "the file system is read-only",
    "read-write instances": "is open for reading only",
    "a directory": "is a file; name a folder",  # "exists but is not", or "Not"
}
