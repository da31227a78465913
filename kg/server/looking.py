"""What the graph has under an address: IRIs and what they stand for, and what has to be read to tell of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from kg.graph import is_iri
from kg.network.questions import PREFIXES, ROLE_NAMES
from kg.network.walk import local
from kg.query import rows
from kg.rdf.vocabulary import TYPES
from kg.server.messages import RefusedError
from kg.store import Store

ENTITY, EVENT, ARTICLE, HAPPENING = "entity", "event", "article", "happening"
_TYPES = "SELECT ?node ?type WHERE { {values} GRAPH ?article { ?node a ?type . ?article a schema:NewsArticle } }"
_HAPPENING = "SELECT ?event ?node WHERE { {values} GRAPH ?article { ?event kg:happening ?node } }"
_EVENTS_OF = f"""
SELECT ?event ?when WHERE {{
  {{values}}
  GRAPH ?article {{
    ?event {ROLE_NAMES.replace(" ", "|")}|prov:wasAttributedTo ?who .
    OPTIONAL {{ ?event sem:hasTimeStamp|sem:hasBeginTimeStamp ?day }}
    OPTIONAL {{ ?article schema:datePublished ?published }}
  }}
  BIND(COALESCE(STR(?day), STR(?published), "9999") AS ?when)
}}"""
_EVENTS_IN = "SELECT ?event WHERE { {values} GRAPH ?article { ?event kg:polarity|prov:wasAttributedTo ?something } }"
_NAMED_IN = "SELECT ?node WHERE { {values} GRAPH ?article { ?node gaf:denotedBy ?mention } }"
_LABELS = "SELECT ?node ?label WHERE { {values} GRAPH ?article { ?node rdfs:label ?label } }"
_FACTS = """
SELECT ?who ?property ?value WHERE {
  {values}
  VALUES ?property { rdfs:label skos:altLabel schema:jobTitle owl:sameAs kg:affiliation schema:containedInPlace }
  GRAPH ?article { ?who ?property ?value . ?article a schema:NewsArticle }
}"""
_INSIDE = """
SELECT ?node ?property WHERE {
  {values} VALUES ?property { kg:affiliation schema:containedInPlace } GRAPH ?article { ?node ?property ?who }
}"""
_MENTIONS = "SELECT ?article ?mention WHERE { {values} GRAPH ?article { ?who gaf:denotedBy ?mention } }"
_TEXT = """
SELECT ?article ?text ?author WHERE {
  {values}
  GRAPH ?article {
    ?article a schema:NewsArticle . OPTIONAL { ?context nif:isString ?text } OPTIONAL { ?article schema:author ?author }
  }
}"""
_PLACES = """
SELECT ?thing ?begin ?end WHERE {
  {values} GRAPH ?article { ?thing gaf:denotedBy ?mention . ?mention nif:beginIndex ?begin ; nif:endIndex ?end }
}"""
SIGNS: Mapping[str, str] = {local(term.value): kind.value for kind, term in TYPES.items()}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NON_ASCII = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class MentionRow:
    """Where an article speaks of something."""

    thing: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What an article says, as far as the graph keeps it."""

    text: str
    author: str
    mentions: tuple[MentionRow, ...]


def page_path(kind: str, iri: str, base: str) -> str:
    """The path of something's page.

    >>> page_path("entity", "https://w3id.org/newskg/person/Ada_Berg", "https://w3id.org/newskg/")
    '/entity/person/Ada_Berg'
    >>> page_path("event", "https://example.org/a?b#event=12", "https://w3id.org/newskg/")
    '/event/https://example.org/a%3Fb%23event=12'
    """
    rest = iri.removeprefix(_before(kind, base))
    return f"/{kind}/{quote(rest, safe='/:,=;@!$()*+~')}"


def found_at(store: Store, kind: str, path: str, raw: str) -> tuple[str, str]:
    """The IRI that a path names, decoded or as it was sent, and what it stands for.

    Raises RefusedError (404) where the graph has neither.
    """
    candidates = []
    for rest in (path, _readable(raw)):
        iri = rest if _SCHEME.match(rest) else f"{_before(kind, store.base)}{rest}"
        if is_iri(iri) and iri not in candidates:
            candidates.append(iri)
    for iri in candidates:
        if known := kind_of(store, iri):
            return iri, known
    raise RefusedError(404, f"the graph has nothing under {candidates[0] if candidates else path}")


def _before(kind: str, base: str) -> str:
    return f"{base}article/" if kind == ARTICLE else base


def _readable(raw: str) -> str:
    """A path as an IRI has it: what is not ASCII decoded, all other escapes kept.

    >>> _readable("place/S%C3%A3o%20Paulo")
    'place/São%20Paulo'
    """
    return _NON_ASCII.sub(lambda match: bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "replace"), raw)


def kind_of(store: Store, iri: str) -> str | None:
    """Whether an IRI is an entity's, an event's (or a quotation's), an article's or a happening's; None: of nothing."""
    names = {local(kind) for _, kind in _asked(store, _TYPES, "node", [iri])}
    if "NewsArticle" in names:
        return ARTICLE
    if names & SIGNS.keys():
        return ENTITY
    if names - {"Phrase", "Context", "Sentence"}:
        return EVENT
    return HAPPENING if reports_of(store, [iri]) else None


def sign_of(store: Store, entity: str) -> str:
    """What kind an entity is of: "person", "org", ..."""
    return next(
        (SIGNS[local(kind)] for _, kind in _asked(store, _TYPES, "node", [entity]) if local(kind) in SIGNS), "thing"
    )


def reports_of(store: Store, happenings: Iterable[str]) -> tuple[str, ...]:
    """The events that report some happenings, in the order of their IRIs."""
    return tuple(in_text_order(event for event, _ in _asked(store, _HAPPENING, "node", happenings)))


def events_of(store: Store, entity: str) -> tuple[str, ...]:
    """The events and quotations that an entity has a part in, in time order."""
    found: dict[str, str] = {}
    for event, when in _asked(store, _EVENTS_OF, "who", [entity]):
        found[event] = min(when, found.get(event, when))
    return tuple(sorted(found, key=lambda event: (found[event], _place(event))))


def things_in(store: Store, article: str) -> set[str]:
    """All that an article tells of: its events, its quotations, and whom it names."""
    events = {event for (event,) in _asked(store, _EVENTS_IN, "article", [article])}
    return events | {node for (node,) in _asked(store, _NAMED_IN, "article", [article])}


def labels_of(store: Store, nodes: Iterable[str]) -> Mapping[str, str]:
    """The names of some nodes, of several the first."""
    found: dict[str, str] = {}
    for node, label in _asked(store, _LABELS, "node", nodes):
        found.setdefault(node, label)
    return found


def facts_of(store: Store, entity: str) -> Mapping[str, tuple[str, ...]]:
    """What articles say of an entity by the local name of the property: "label", "jobTitle", ..."""
    found: dict[str, list[str]] = {}
    for _, name, value in _asked(store, _FACTS, "who", [entity]):
        found.setdefault(local(name), []).append(value)
    return {name: tuple(values) for name, values in found.items()}


def inside(store: Store, entity: str) -> Iterator[tuple[str, str]]:
    """Who belongs to an entity, or lies in it: IRIs with "affiliation" or "containedInPlace"."""
    for node, name in _asked(store, _INSIDE, "who", [entity]):
        yield node, local(name)


def mentions_of(store: Store, entity: str) -> tuple[int, int]:
    """How often an entity is mentioned, and in how many articles."""
    found = _asked(store, _MENTIONS, "who", [entity])
    return len(found), len({article for article, _ in found})


def article_of(store: Store, article: str) -> ArticleText:
    """The text of an article, empty where the graph was built without, and every mention in it."""
    found = _asked(store, _TEXT, "article", [article])
    texts = [text for _, text, _ in found if text]
    authors = dict.fromkeys(author for _, _, author in found if author)
    places = _asked(store, _PLACES, "article", [article])
    mentions = sorted(
        (MentionRow(thing, int(begin), int(end)) for thing, begin, end in places), key=lambda row: row.begin
    )
    return ArticleText(texts[0] if texts else "", ", ".join(authors), tuple(mentions))


def is_part(iri: str, article: str) -> bool:
    """Whether an IRI is one of an article's own events or quotations."""
    return iri.startswith(article) and iri[len(article) :].lstrip("#&").startswith(("event=", "quotation="))


def in_text_order(iris: Iterable[str]) -> list[str]:
    """By article, then by where in it each begins."""
    return sorted(set(iris), key=_place)


def _place(iri: str) -> tuple[str, list[int], str]:
    article, _, part = iri.partition("#")
    return article, [int(number) for number in _NUMBER.findall(part)], iri


def _asked(store: Store, question: str, variable: str, part: Iterable[str]) -> list[tuple[str, ...]]:
    return rows(store, PREFIXES + question, variable, tuple(part))
