"""A store in, the list of its entities out: type, names, how often each is mentioned, in how many events it has a part.

An event of several articles counts once by its happening; a mention counts once for each entity that it stands for.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError
from kg.escaping import spreadsheet
from kg.model import EntityKind, Role
from kg.query import Answer
from kg.rdf.vocabulary import KG, TYPES
from kg.store import Store

COLUMNS = ("entity", "type", "name", "mentions", "events", "aliases", "sameAs")
_KINDS = " ".join(term.value.join("<>") for term in TYPES.values())
_ROLES = "|".join(KG[role.value].value.join("<>") for role in Role if role is not Role.CONTENT)
_NODES = f"SELECT DISTINCT ?entity ?type WHERE {{ VALUES ?type {{ {_KINDS} }} GRAPH ?article {{ ?entity a ?type }} }}"
_TEXTS = """
SELECT DISTINCT ?entity ?value WHERE {{ VALUES ?type {{ {kinds} }} GRAPH ?a {{ ?entity a ?type ; {path} ?value }} }}"""
_MENTIONS = "SELECT ?entity (COUNT(DISTINCT ?mention) AS ?n) WHERE { ?entity gaf:denotedBy ?mention } GROUP BY ?entity"
_EVENTS = f"""
SELECT ?entity (COUNT(DISTINCT COALESCE(?happening, ?event)) AS ?n) WHERE {{
  ?event kg:polarity ?polarity ; {_ROLES}|prov:wasAttributedTo ?entity . OPTIONAL {{ ?event kg:happening ?happening }}
}} GROUP BY ?entity"""


@dataclass(frozen=True, slots=True)
class ListedEntity:
    """One entity of a graph."""

    iri: str
    kind: EntityKind
    name: str
    mentions: int  # words of articles that stand for it
    events: int  # in which it has a role or which it is the source of
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)


def entities(store: Store) -> tuple[ListedEntity, ...]:
    """Every entity of a store, the most mentioned first; what only lies around others has no mention."""
    kinds = _kinds(store)
    labels, aliases, same_as = (_texts(store, path) for path in ("rdfs:label", "skos:altLabel", "owl:sameAs"))
    mentions, events = _counts(store, _MENTIONS), _counts(store, _EVENTS)
    listed = []
    for iri, kind in kinds.items():
        names = labels.get(iri) or [iri.rstrip("/").rpartition("/")[2].replace("_", " ")]
        others = sorted({*names[1:], *aliases.get(iri, ())} - {names[0]})
        known = tuple(same_as.get(iri, ()))
        listed.append(ListedEntity(iri, kind, names[0], mentions.get(iri, 0), events.get(iri, 0), tuple(others), known))
    return tuple(sorted(listed, key=lambda e: (-e.mentions, -e.events, e.name, e.iri)))


def chosen(
    listed: Iterable[ListedEntity],
    *,
    kinds: Iterable[EntityKind] = (),
    name: str | None = None,
    is_unlinked: bool = False,
    min_mentions: int = 1,
) -> Iterator[ListedEntity]:
    """The entities of these kinds (of all, where none is given) that have a text in one of their names, in any case.

    `is_unlinked` asks for those without an identifier elsewhere (owl:sameAs).
    """
    wanted, part = frozenset(kinds), (name or "").casefold()
    for entity in listed:
        is_kind = not wanted or entity.kind in wanted
        is_called = any(part in called.casefold() for called in entity.names)
        if is_kind and is_called and entity.mentions >= min_mentions and not (is_unlinked and entity.same_as):
            yield entity


def kind_of(word: str) -> EntityKind:
    """The kind that a word names: "person", "org" or "organization".

    Raises QueryError.
    """
    kinds = {kind.value: kind for kind in EntityKind} | {kind.name.lower(): kind for kind in EntityKind}
    found = kinds.get(word.casefold())
    if found is None:
        raise QueryError(f"there is no type {word}; there are {', '.join(kind.value for kind in EntityKind)}")
    return found


def to_csv(listed: Iterable[ListedEntity]) -> str:
    """One row for each entity (RFC 4180); several aliases, or identifiers, stand in one cell with "; " between them."""
    rows = (
        (e.iri, e.kind.value, e.name, e.mentions, e.events, "; ".join(e.aliases), "; ".join(e.same_as)) for e in listed
    )
    return spreadsheet(COLUMNS, rows)


def to_json(listed: Iterable[ListedEntity]) -> str:
    """A list of objects with the columns' names as keys."""
    rows = ((e.iri, e.kind.value, e.name, e.mentions, e.events, list(e.aliases), list(e.same_as)) for e in listed)
    return json.dumps([dict(zip(COLUMNS, row, strict=True)) for row in rows], ensure_ascii=False, indent=1) + "\n"


def _kinds(store: Store) -> Mapping[str, EntityKind]:
    """Each entity's kind; where foreign files give it two, the first."""
    by_type = {term.value: kind for kind, term in TYPES.items()}
    order = list(EntityKind)
    found: dict[str, EntityKind] = {}
    for iri, name in _rows(store, _NODES):
        kind = by_type[name]
        found[iri] = min(found.get(iri, kind), kind, key=order.index)
    return found


def _texts(store: Store, path: str) -> Mapping[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for iri, value in _rows(store, _TEXTS.format(kinds=_KINDS, path=path)):
        found[iri].add(value)
    return {iri: sorted(values) for iri, values in found.items()}


def _counts(store: Store, question: str) -> Mapping[str, int]:
    return {iri: int(number) for iri, number in _rows(store, question)}


def _rows(store: Store, question: str) -> Iterator[tuple[str, str]]:
    answer = Answer.of(store.query(question, {}))
    for first, second in answer.terms:
        if isinstance(first, ox.NamedNode) and isinstance(second, ox.NamedNode | ox.Literal):
            yield first.value, second.value
