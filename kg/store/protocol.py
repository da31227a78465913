"""What every store can do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

import pyoxigraph as ox

from kg.ontology import Ontology
from kg.rdf import Dump, write_triples
from kg.rdf.vocabulary import KG

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Solutions = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

# What a graph was made from, in the graph itself: only there are the two written, replaced and forgotten in one step.
DIGEST = KG.digest
BASE_IRI = KG.base  # of the ontology's graph: what the instances beside it begin with


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query asks, where they are not all: those that it sees as one, and those by name."""

    default: tuple[str, ...] = ()  # IRIs, as `named`
    named: tuple[str, ...] = ()


class Store(Protocol):
    """A place for quads that can be asked."""

    base: str  # what the IRIs of its instances begin with
    ontology: Ontology

    def replace(self, article: str, quads: Iterable[ox.Quad] | bytes, digest: str | None = None) -> None:
        """Put an article's quads in the place of those that it had, all of them or none; `digest` is kept beside them.

        The quads may come as the N-Triples of their graph. Raises StoreError.
        """

    def remove(self, article: str) -> bool:
        """Take an article's graph out; whether there was one."""

    def flush(self) -> None:
        """Put what was written where the next one to open the store finds it without going through its log."""

    def quads(self) -> Iterator[ox.Quad]:
        """Every quad of the articles, in no order."""

    def dump(self) -> Dump:
        """The same, each article's graph as N-Triples: what the writers of files take."""

    def articles(self) -> Iterator[str]:
        """The IRIs of the articles, in no order."""

    def digests(self, articles: Iterable[str]) -> Mapping[str, str]:
        """Those of these articles that are here and were put with a digest, each with it."""

    def query(self, sparql: str, substitutions: Mapping[str, Term], dataset: Dataset | None = None) -> Solutions:
        """What a query finds in a dataset, with the standard prefixes known.

        Without a dataset that is the query's own (FROM, FROM NAMED), else the union of all graphs.
        A substitution gives a variable of the SELECT clause a value. Raises SyntaxError where the query does not
        parse, RuntimeError for a substitution of another variable.
        """


def written(article: str, quads: Iterable[ox.Quad] | bytes, digest: str | None) -> bytes:
    """An article's graph as N-Triples, with the one that keeps its digest."""
    triples = quads if isinstance(quads, bytes) else write_triples(quads)
    if digest is None:
        return triples
    return triples + f"{ox.NamedNode(article)} {DIGEST} {ox.Literal(digest)} .\n".encode()
