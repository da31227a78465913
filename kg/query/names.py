"""What a user calls something in, its IRIs out: an IRI, a prefixed name, or any name that the graph has for it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.answers import Answer, Iri
from kg.rdf import prefixes
from kg.store import Store

_IRI = re.compile(r"(?:https?|ftp|file|urn|tag):[^\s<>\"{}|\\^`]+")
_LOCAL = re.compile(r"[^\s<>\"{}|\\^`/#?]+")
_EXACT = """
SELECT DISTINCT ?entity WHERE {
  VALUES ?kind { schema:Person schema:Organization schema:Country schema:Place schema:Product kg:Group kg:Thing }
  VALUES ?name { NAMES } GRAPH ?article { ?entity rdfs:label|skos:altLabel ?name ; a ?kind }
}"""
_NAMES = """
SELECT DISTINCT ?entity ?name WHERE {
  VALUES ?kind { schema:Person schema:Organization schema:Country schema:Place schema:Product kg:Group kg:Thing }
  GRAPH ?article { ?entity a ?kind ; rdfs:label|skos:altLabel ?name }
}"""


def check_text(words: str) -> None:
    """Raises QueryError where words hold what no text can: bytes of a command line that are not UTF-8."""
    try:
        words.encode()
    except UnicodeEncodeError as error:
        raise QueryError(f"{words!r} is not UTF-8") from error


def iri_of(value: str, known: Mapping[str, str]) -> ox.NamedNode | None:
    """The IRI that a value is, or that it shortens with a known prefix; None where it is neither.

    Raises QueryError for an IRI with characters that none may have.

    >>> iri_of("country:Peru", {"country": "https://example.org/country/"})
    <NamedNode value=https://example.org/country/Peru>
    """
    prefix, _, name = value.partition(":")
    iri = f"{known[prefix]}{name}" if prefix in known and _LOCAL.fullmatch(name) else value
    if iri == value and not isinstance(value, Iri) and not _IRI.fullmatch(value):
        return None
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"{value} is no IRI: {error}") from error


def entities_called(store: Store, name: str) -> tuple[str, ...]:
    """The entities with this label or alias, those that articles share first; an IRI stands for itself.

    Where nothing is called just so, any case will do. Raises QueryError, with the nearest names, where there is none.
    """
    check_text(name)
    iri = iri_of(name, prefixes(store.base))
    if iri is not None:
        return (iri.value,)
    return _in_order(_exactly(store, name.strip()) or _in_any_case(store, name))


def _exactly(store: Store, name: str) -> set[str]:
    """The entities that are called just so: an index finds them, however many there are."""
    spelt = " ".join(str(literal) for literal in (ox.Literal(name, language="en"), ox.Literal(name)))
    return {str(entity) for (entity,) in Answer.of(store.query(_EXACT.replace("NAMES", spelt), {})).rows}


def _in_any_case(store: Store, name: str) -> set[str]:
    wanted = name.strip().casefold()
    names: dict[str, set[str]] = {}
    spelt: dict[str, str] = {}
    for entity, called in Answer.of(store.query(_NAMES, {})).rows:
        key = str(called).casefold()
        names.setdefault(key, set()).add(str(entity))
        spelt[key] = min(str(called), spelt.get(key, str(called)))
    if wanted not in names:
        raise QueryError(f"nothing is called {name}{offer(wanted, spelt)}")
    return names[wanted]


def _in_order(iris: set[str]) -> tuple[str, ...]:
    return tuple(sorted(iris, key=lambda iri: ("=" in iri, iri)))


def offer(wanted: str, spelt: Mapping[str, str] | Iterable[str]) -> str:
    """The words that offer what is spelt almost so: at most three names.

    >>> offer("timelin", ["timeline", "promises"])
    '; did you mean timeline?'
    >>> offer("xyz", ["timeline"])
    ''
    """
    known = spelt if isinstance(spelt, Mapping) else {name: name for name in spelt}
    near = [known[name] for name in difflib.get_close_matches(wanted, sorted(known), n=3)]
    return f"; did you mean {' or '.join(near)}?" if near else ""
