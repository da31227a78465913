"""A SPARQL query in, its answer in a format that the client takes out; what is not asked for reading is refused."""

from __future__ import annotations

from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.syntax import located
from kg.rdf import prefixes
from kg.rdf.vocabulary import RDF, Namespace
from kg.server.formats import GRAPHS, RESULTS, TSV, wanted, with_charset, written_graph
from kg.server.messages import Job, RefusedError, Reply
from kg.server.settings import MEGABYTE, Limits
from kg.store import Dataset, Solutions, Store
from kg.store.keywords import keyword_at

if TYPE_CHECKING:
    from typing_extensions import Buffer

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
_FORMATS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPH_FORMATS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")


class _Pot(BytesIO):
    """Where an answer is written: it counts rows, and is full when a limit is reached."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.lines = 0
        self.limits = limits

    def write(self, data: Buffer) -> int:
        """Take some of it.

        Raises RefusedError.
        """
        self.lines += bytes(data).count(b"\n")
        if self.lines > self.limits.rows + 1:  # the first names the columns
            raise too_many(self.limits.rows, "rows")
        if self.tell() > self.limits.answer_bytes:
            size = self.limits.answer_bytes // MEGABYTE
            raise RefusedError(422, f"the answer is larger than {size} MB; ask for less of it")
        return super().write(data)


def too_many(rows: int, what: str) -> RefusedError:
    """The answer to who asks for more than there may be."""
    return RefusedError(
        422, f"the answer has more than {rows:,} {what}; give the query a LIMIT, and an OFFSET to go on"
    )


def answer_query(store: Store, limits: Limits, job: Job) -> Reply:
    """The answer to `values["query"]` over the graphs that `lists` names, in the format that the client likes best.

    Raises RefusedError.
    """
    found = found_by(store, job)
    if isinstance(found, ox.QueryTriples):
        media_type = wanted(job.accept, GRAPHS)
        triples = tuple(islice(found, limits.rows + 1))
        if len(triples) > limits.rows:
            raise too_many(limits.rows, "triples")
        return Reply(written_graph(triples, media_type, store.base), with_charset(media_type))
    media_type = wanted(job.accept, RESULTS)
    return Reply(_written(found, media_type, limits), with_charset(media_type))


def found_by(store: Store, job: Job) -> Solutions:
    """What a query finds.

    Raises RefusedError: 400 where it does not parse, with line and column, 403 where it asks another server.
    """
    query = job.values["query"]
    if keyword_at(query, "SERVICE", prefixes(store.base)) is not None:
        raise RefusedError(403, "SERVICE is switched off: this server asks no other")
    try:
        return store.query(query, {}, _dataset(job))
    except SyntaxError as error:
        raise RefusedError(400, str(located(error, query))) from error
    except QueryError as error:
        raise RefusedError(400, str(error)) from error


def _dataset(job: Job) -> Dataset | None:
    """The dataset that the request names, or None."""
    default, named = job.lists.get("default-graph-uri", ()), job.lists.get("named-graph-uri", ())
    for iri in (*default, *named):
        try:
            ox.NamedNode(iri)
        except ValueError as error:
            raise RefusedError(400, f"{iri!r} is no IRI of a graph: {error}") from error
    return Dataset(default, named) if default or named else None


def _written(found: ox.QuerySolutions | ox.QueryBoolean, media_type: str, limits: Limits) -> bytes:
    """Rows are written as TSV first, where each is one line, whatever is in it: so they are counted as they come."""
    results_format = RESULTS[media_type]
    if isinstance(found, ox.QueryBoolean):
        return found.serialize(format=results_format) or b""
    pot = _Pot(limits)
    try:
        found.serialize(pot, format=TSV)
    except (OSError, RuntimeError, ValueError) as error:
        raise RefusedError(400, f"the query cannot be answered: {error}") from error
    lines = pot.getvalue()
    if results_format == TSV:
        return lines
    return ox.parse_query_results(lines, format=TSV).serialize(format=results_format) or b""


def describe_service(store: Store, job: Job) -> Reply:
    """What SPARQL 1.1 Service Description says of the endpoint at `values["endpoint"]`."""
    media_type = wanted(job.accept, GRAPHS)
    service, dataset, graph = (ox.BlankNode(name) for name in ("service", "dataset", "graph"))
    formats = [FORMATS[name] for name in (*_FORMATS, *_GRAPH_FORMATS)]
    triples = [
        ox.Triple(service, RDF.type, SD.Service),
        ox.Triple(service, SD.endpoint, ox.NamedNode(job.values["endpoint"])),
        ox.Triple(service, SD.supportedLanguage, SD.SPARQL11Query),
        ox.Triple(service, SD.feature, SD.UnionDefaultGraph),
        *(ox.Triple(service, SD.resultFormat, known) for known in formats),
        ox.Triple(service, SD.defaultDataset, dataset),
        ox.Triple(dataset, RDF.type, SD.Dataset),
        ox.Triple(dataset, SD.defaultGraph, graph),
        ox.Triple(graph, RDF.type, SD.Graph),
    ]
    return Reply(written_graph(triples, media_type, store.base), with_charset(media_type))
