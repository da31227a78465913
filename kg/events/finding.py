"""What somebody asks for in words, in: types, names, periods; the events that are so out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.errors import QueryError
from kg.events.reading import read_events
from kg.events.records import EventRecord, in_order
from kg.identity import article_iri_of
from kg.model import Role
from kg.query import entities_called, iri_of, offer, rows
from kg.query.periods import check_period, falls_into
from kg.rdf import prefixes
from kg.rdf.vocabulary import KG, PROV, SEM
from kg.store import Store

EVERY = """
SELECT DISTINCT ?event ?day ?begin ?end WHERE {
  GRAPH ?article {
    ?event kg:polarity ?polarity .
    OPTIONAL { ?event sem:hasTimeStamp ?day }
    OPTIONAL { ?event sem:hasBeginTimeStamp ?begin ; sem:hasEndTimeStamp ?end }
  }
} ORDER BY ?event"""
OF_CLASS = """
SELECT DISTINCT ?event WHERE {
  {values} ?class rdfs:subClassOf* ?wanted . GRAPH ?article { ?event a ?class ; kg:polarity ?polarity }
}"""
WITH = """
SELECT DISTINCT ?event WHERE {
  {values} GRAPH ?article { ?event PATH ?wanted ; kg:polarity ?polarity }
}"""
IN = """
SELECT DISTINCT ?event WHERE {
  {values} GRAPH ?article { ?event PATH ?place . ?place schema:containedInPlace* ?wanted }
}"""
FROM = """
SELECT DISTINCT ?event WHERE { {values} GRAPH ?wanted { ?event kg:polarity ?polarity } }"""

_PLACES = (Role.PLACE, Role.ORIGIN, Role.DESTINATION)
_ANY = tuple(role for role in Role if role is not Role.CONTENT)


def find_events(
    store: Store,
    *,
    type: str | None = None,
    actor: str | None = None,
    target: str | None = None,
    about: str | None = None,
    place: str | None = None,
    source: str | None = None,
    article: str | None = None,
    since: str | None = None,
    until: str | None = None,
    asserted: bool = False,
) -> tuple[EventRecord, ...]:
    """The events that are all of this, in time order, those without a date last.

    `type` is an event class with those below it (`"Violence"` finds attacks), by its name, label or IRI. Entities go by
    any name, alias or IRI: `about` has any role, `place` is where it happens or what lies around that. `article` is an
    IRI or an id. `since` and `until` are days, months or years, and leave out what has no date. `asserted` leaves what
    articles themselves report as a fact. Raises QueryError.
    """
    for name, bound in (("since", since), ("until", until)):
        if bound is not None:
            check_period(name, bound)
    parts = ((Role.ACTOR,), actor), ((Role.TARGET,), target), (_ANY, about)
    limits = [_having(store, WITH, _path(*roles), name) for roles, name in parts if name is not None]
    if source is not None:
        limits.append(_having(store, WITH, f"<{PROV.wasAttributedTo.value}>", source))
    if place is not None:
        limits.append(_having(store, IN, _path(*_PLACES), place))
    if type is not None:
        limits.append(_found(store, OF_CLASS, [class_iri(store, type)]))
    if article is not None:
        limits.append(_found(store, FROM, _articles(store, article)))
    found = read_events(store, _dated(store, since, until, limits))
    return tuple(sorted((event for event in found if event.is_asserted or not asserted), key=in_order))


def class_iri(store: Store, name: str) -> str:
    """The IRI of an event class by its name, label or IRI in any case; `event` is the class of all.

    Raises QueryError, with the nearest names.
    """
    iri = iri_of(name, prefixes(store.base))
    if iri is not None:
        return iri.value
    spelt = {c.name.casefold(): c.name for c in store.ontology.classes.values()}
    by_label = {c.label.casefold(): c.name for c in store.ontology.classes.values()}
    wanted = name.strip().casefold()
    if wanted == "event":
        return SEM.Event.value
    found = spelt.get(wanted) or by_label.get(wanted)
    if found is None:
        raise QueryError(f"there is no event class {name}{offer(wanted, by_label | spelt)}")
    return KG[found].value


def _dated(store: Store, since: str | None, until: str | None, limits: list[set[str]]) -> Iterator[str]:
    """The events that all limits have, within the bounds of time."""
    if since is None and until is None and limits:
        yield from set.intersection(*limits)
        return
    for event, day, begin, end in rows(store, EVERY):
        if all(event in limit for limit in limits) and falls_into(day or begin or None, day or end, since, until):
            yield event


def _having(store: Store, question: str, path: str, name: str) -> set[str]:
    """The events that a path joins to whoever is called so."""
    return _found(store, question.replace("PATH", path), entities_called(store, name))


def _found(store: Store, question: str, iris: Iterable[str]) -> set[str]:
    return {event for (event,) in rows(store, question, "wanted", set(iris))}


def _articles(store: Store, article: str) -> list[str]:
    iri = iri_of(article, prefixes(store.base))
    return [iri.value if iri is not None else article_iri_of(article, store.base)]


def _path(*roles: Role) -> str:
    """A property path of roles.

    >>> _path(Role.ACTOR)
    '<https://w3id.org/newskg#actor>'
    """
    return "|".join(f"<{KG[role.value].value}>" for role in roles)
