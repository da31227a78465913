"""Quads in a SPARQL server: written by the SPARQL 1.1 Graph Store Protocol, asked by the SPARQL 1.1 Protocol."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import pyoxigraph as ox

from kg.errors import QueryError
from kg.ontology import Ontology, load_ontology
from kg.rdf import Dump, prefixes
from kg.rdf.dump import graphs_of
from kg.rdf.vocabulary import ONTOLOGY, SCHEMA
from kg.store.disk import agreed_base
from kg.store.embedded import ontology_triples
from kg.store.http import UNION, Patience, Server
from kg.store.keywords import keyword_at
from kg.store.protocol import BASE_IRI, DIGEST, Dataset, Solutions, Term, written
from kg.store.values import with_values

_AT_ONCE = 100  # graphs that one question reads
_STATE = f"SELECT ?digest ?base {{ GRAPH {ONTOLOGY} {{ {ONTOLOGY} {DIGEST} ?digest ; {BASE_IRI} ?base }} }}"
_ARTICLES = f"SELECT DISTINCT ?article {{ GRAPH ?article {{ ?article a {SCHEMA.NewsArticle} }} }}"
_DIGESTS = "SELECT ?article ?digest {{ VALUES ?article {{ {graphs} }} GRAPH ?article {{ ?article {digest} ?digest }} }}"
_QUADS = "SELECT ?s ?p ?o ?article {{ VALUES ?article {{ {graphs} }} GRAPH ?article {{ ?s ?p ?o }} }}"


class RemoteStore:
    """A store behind an address; what others keep there beside newskg's articles is left alone."""

    def __init__(
        self,
        endpoint: str,
        ontology: Ontology | None = None,
        *,
        base: str | None = None,
        is_read_only: bool = False,
        patience: Patience | None = None,
    ) -> None:
        """Ask the server what it holds; a base is for one that is empty, and has to be the old one's elsewhere.

        The ontology is put beside the articles unless the store is for reading only, or has one and none is given.
        Raises StoreError.
        """
        self.ontology = ontology or load_ontology()
        self._server = Server(endpoint, patience or Patience())
        version, stored = self._state()
        self.base = agreed_base(stored, base, self._server.name)
        if not is_read_only and (version is None or (ontology is not None and version != ontology.version)):
            self._server.put(ONTOLOGY.value, ontology_triples(self.ontology, self.base))

    def replace(self, article: str, quads: Iterable[ox.Quad] | bytes, digest: str | None = None) -> None:
        """Put an article's quads in the place of those that it had: one PUT."""
        self._server.put(article, written(article, quads, digest))

    def remove(self, article: str) -> bool:
        """Take an article's graph out; whether there was one."""
        return article != ONTOLOGY.value and self._server.delete(article)

    def flush(self) -> None:
        """Nothing: the server has its own ways."""

    def quads(self) -> Iterator[ox.Quad]:
        """Every quad of the articles, in no order."""
        for row in self._rows_of(self.articles(), _QUADS):
            if row["p"] != DIGEST:
                yield ox.Quad(row["s"], row["p"], row["o"], row["article"])

    def dump(self) -> Dump:
        """The same, each article's graph as N-Triples."""
        return Dump(graphs_of(self.quads()))

    def articles(self) -> Iterator[str]:
        """The IRIs of the articles, in no order."""
        return (row["article"].value for row in self._rows(_ARTICLES))

    def digests(self, articles: Iterable[str]) -> Mapping[str, str]:
        """Those of these articles that are here and were put with a digest, each with it."""
        return {row["article"].value: row["digest"].value for row in self._rows_of(articles, _DIGESTS)}

    def query(self, sparql: str, substitutions: Mapping[str, Term], dataset: Dataset | None = None) -> Solutions:
        """What a query finds in a dataset, else in its own, else in the union of all graphs.

        It is parsed here before it is sent, so that a mistake is told as by every other store.
        """
        known = prefixes(self.base)
        values = {ox.Variable(name): term for name, term in substitutions.items()}
        ox.Store().query(sparql, prefixes=known, substitutions=values)
        head = " ".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in known.items())
        if dataset is None and keyword_at(sparql, "FROM", known) is None:
            dataset = UNION
        found = self._server.query(f"{head} {with_values(sparql, substitutions)}", dataset)
        return _triples(found.content) if found.is_graph else ox.parse_query_results(found.content, format=_JSON)

    def _state(self) -> tuple[str | None, str | None]:
        """The version of the ontology that is there, and the base."""
        for row in self._rows(_STATE):
            return row["digest"].value, row["base"].value
        return None, None

    def _rows_of(self, articles: Iterable[str], question: str) -> Iterator[ox.QuerySolution]:
        """The answers to a question about some articles, many of them at a time."""
        waiting = iter(articles)
        while some := [str(ox.NamedNode(article)) for article in islice(waiting, _AT_ONCE)]:
            yield from self._rows(question.format(graphs=" ".join(some), digest=DIGEST))

    def _rows(self, question: str) -> Iterator[ox.QuerySolution]:
        found = ox.parse_query_results(self._server.query(question).content, format=_JSON)
        assert isinstance(found, ox.QuerySolutions)
        return iter(found)


_JSON = ox.QueryResultsFormat.JSON


def _triples(content: bytes) -> Solutions:
    """The triples of a server's graph, as a store of this process would give them."""
    here = ox.Store()
    try:
        here.load(content, format=ox.RdfFormat.N_TRIPLES)
    except SyntaxError as error:
        raise QueryError(f"the server's answer is no N-Triples: {error.msg}") from error
    return here.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
