"""The query editor: a query, or a question that ships with its values, and the rows under it; all without a script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query import Answer, Question, ask, questions
from kg.rdf import prefixes
from kg.server.formats import suffix, wanted, with_charset
from kg.server.looking import ARTICLE, ENTITY, EVENT, HAPPENING, page_path
from kg.server.messages import Job, RefusedError, Reply
from kg.server.pages import HTML, html
from kg.server.site import Site
from kg.server.sparql import found_by
from kg.store import Term

SHOWN = 500  # rows under the query; a download has all of them
EXAMPLE = """\
SELECT DISTINCT ?who ?name ?event ?what WHERE {
  GRAPH ?article {
    ?event kg:actor ?who ; rdfs:label ?what .
    ?who rdfs:label ?name .
  }
}
ORDER BY ?name ?event
LIMIT 50"""
_TABLES = ("csv", "tsv", "json", "xml")
_GRAPHS = ("turtle", "jsonld", "ntriples", "rdfxml")


Links = tuple[tuple[str, str, str], ...]  # format, address, name of the file
_WRITERS: Mapping[str, Callable[[Answer], str]] = {
    "text/csv": Answer.to_csv,
    "text/tab-separated-values": Answer.to_tsv,
    "application/sparql-results+json": Answer.to_json,
    "application/sparql-results+xml": Answer.to_xml,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a row, with the address of its page where it has one."""

    text: str
    href: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What was found."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_cut: bool
    downloads: Links


def editor(site: Site, job: Job) -> Reply:
    """The editor, with what its query or its question finds; a question's answer alone where no page is asked for.

    Raises RefusedError.
    """
    shipped = {question.name: question for question in questions()}
    chosen = shipped.get(job.values.get("question", ""))
    query = job.values.get("query", "")
    values = {p.name: job.values.get(p.name, "").strip() for p in chosen.parameters} if chosen else {}
    media_type = wanted(job.accept, (HTML, *_WRITERS))
    table, error, status = None, "", 200
    try:
        if chosen and media_type != HTML:
            answer = ask(site.store, chosen.name, {name: value for name, value in values.items() if value})
            return Reply(_WRITERS[media_type](answer).encode(), with_charset(media_type))
        if chosen and ("run" in job.values or not any(p.is_needed for p in chosen.parameters)):
            table = _asked(site, chosen, {name: value for name, value in values.items() if value})
        elif query.strip():
            table = _found(site, job, query)
    except (RefusedError, QueryError) as mistake:
        if media_type != HTML:
            raise
        error, status = str(mistake), getattr(mistake, "status", 400)
    reply = html(
        "editor.html",
        query=query or (chosen.text if chosen else EXAMPLE),
        chosen=chosen,
        values=values,
        questions=tuple(shipped.values()),
        table=table,
        error=error,
        place=_place(error),
        prefixes=sorted(prefixes(site.store.base).items()),
    )
    return replace(reply, status=status)


def _asked(site: Site, question: Question, values: dict[str, str]) -> Table:
    """The answer to a question that ships."""
    answer = ask(site.store, question.name, values)
    address = f"/query?{urlencode({'question': question.name, **values})}"
    links = tuple((name, f"{address}&format={name}", f"{question.name}.{suffix(name)}") for name in _TABLES)
    return _table(site, answer.columns, answer.terms, links)


def _found(site: Site, job: Job, query: str) -> Table:
    """The answer to a query: its first rows."""
    found = found_by(site.store, job)
    if isinstance(found, ox.QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        rows = tuple(tuple(row[name] for name in columns) for row in islice(found, SHOWN + 1))
        return _table(site, columns, rows, _links(query, _TABLES))
    if isinstance(found, ox.QueryTriples):
        triples = dict.fromkeys(islice(found, SHOWN + 1))
        rows = tuple((t.subject, t.predicate, t.object) for t in triples)
        return _table(site, ("subject", "predicate", "object"), rows, _links(query, _GRAPHS))
    return Table(("answer",), ((Cell("yes" if found else "no"),),), False, ())


def _links(query: str, formats: tuple[str, ...]) -> Links:
    return tuple(
        (name, f"/sparql?{urlencode({'query': query, 'format': name})}", f"answer.{suffix(name)}") for name in formats
    )


def _table(site: Site, columns: tuple[str, ...], rows: tuple[tuple[Term | None, ...], ...], links: Links) -> Table:
    known = prefixes(site.store.base)
    cells = tuple(tuple(_cell(term, site.store.base, known) for term in row) for row in rows[:SHOWN])
    return Table(columns, cells, len(rows) > SHOWN, links)


def _cell(term: Term | None, base: str, known: dict[str, str]) -> Cell:
    if term is None:
        return Cell("")
    if isinstance(term, ox.NamedNode):
        return Cell(_short(term.value, known).removeprefix(base), _page_of(term.value, base), term.value)
    return Cell(term.value) if isinstance(term, ox.Literal) else Cell(str(term))


def _short(iri: str, known: dict[str, str]) -> str:
    """An IRI with its prefix.

    >>> _short("https://schema.org/Person", {"schema": "https://schema.org/"})
    'schema:Person'
    """
    for prefix, namespace in known.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _page_of(iri: str, base: str) -> str:
    """The page of an IRI of the graph's own; a part of an article is on the article's page."""
    kind = iri.removeprefix(base).partition("/")[0] if iri.startswith(base) else ""
    if "#event=" in iri or "#quotation=" in iri:
        return page_path(EVENT, iri, base)
    if "#char=" in iri:
        return page_path(ARTICLE, iri.partition("#")[0], base)
    if kind == ARTICLE:
        return page_path(ARTICLE, iri, base)
    if kind == HAPPENING:
        return page_path(EVENT, iri, base)
    return page_path(ENTITY, iri, base) if kind else ""


def _place(error: str) -> tuple[int, int] | None:
    """The line and the column that a message names."""
    words = error.split()
    if words[:1] != ["line"]:
        return None
    return int(words[1].rstrip(",:")), int(words[3].rstrip(":"))
