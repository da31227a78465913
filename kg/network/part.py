"""Which nodes of a store a network is of: those near a focus, or those in most events. Nothing else is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import zip_longest

from kg.model import Role
from kg.network.questions import ATTRIBUTED, BUSIEST, LINKS, NAMES, PREFIXES, SIZE
from kg.network.walk import find_names, local
from kg.query import rows
from kg.store import Store

EVENTS_EACH = 8  # that an entity of the busiest part has, about
_CONTENT = Role.CONTENT.value
_ROLES = frozenset(role.value for role in Role) - {_CONTENT}

Link = tuple[str, str, str]  # from, property's local name, to


def near(store: Store, focus: Iterable[str], steps: int) -> set[str]:
    """What is within some steps: from an entity to its events, what they report, and everybody in them.

    A focus is an IRI, its last part ("org/Hamas"), a name or an alias in any case. Raises QueryError where nothing is
    called so.
    """
    return _around(store, {iri for name in focus for iri in _called(store, name)}, steps)


def told_of(store: Store, name: str) -> set[str]:
    """What a dossier tells: what is within a step of an entity and of what it is the source of, with all its sources.

    Raises QueryError where nothing is called so.
    """
    called = set(_called(store, name))
    claims = {report for report, _ in rows(store, PREFIXES + ATTRIBUTED, "source", called)}
    part = _around(store, called | claims, 1)
    return part | {source for _, source in rows(store, PREFIXES + ATTRIBUTED, "report", part)}


def _around(store: Store, kept: set[str], steps: int) -> set[str]:
    frontier = set(kept)
    for _ in range(steps):
        links = _links(store, frontier)
        facts = {iri for begin, name, end in links if name not in _ROLES and name != _CONTENT for iri in (begin, end)}
        reports, joined = _reports(store, links, frontier)
        people = {end for begin, name, end in joined if name in _ROLES and begin in reports}
        frontier = (reports | people | facts) - kept
        kept |= frontier
    return kept


def busiest(store: Store, most: int) -> tuple[set[str], int] | None:
    """About so many nodes: the entities in most events, with events of each in turn and everybody in them.

    With them the size of the whole in nodes; None where the whole is no larger.
    """
    ((events, entities),) = rows(store, PREFIXES + SIZE)
    size = int(events) + int(entities)
    if size <= most:
        return None
    limit = str(max(1, most // EVENTS_EACH))
    ranked = sorted(rows(store, PREFIXES + BUSIEST.replace("{limit}", limit)), key=lambda r: (-int(r[1]), r[0]))
    chosen = [entity for entity, _ in ranked]
    found = _events(_links(store, chosen))
    turns = [event for turn in zip_longest(*(found.get(entity, ()) for entity in chosen)) for event in turn if event]
    wanted = list(dict.fromkeys(turns))[:most]
    fillers = _fillers(_links(store, wanted))
    kept: set[str] = set()
    for event in wanted:
        if len(kept) >= most:
            break
        kept |= {event, *fillers.get(event, ())}
    return kept, size


def _called(store: Store, name: str) -> Sequence[str]:
    if "#event=" in name or "#quotation=" in name:
        return [name]
    return find_names(((iri, called) for iri, called in rows(store, PREFIXES + NAMES)), name)


def _links(store: Store, around: Collection[str]) -> list[Link]:
    found = rows(store, PREFIXES + LINKS, part=around)
    return [(begin, local(name), end) for begin, name, end in found]


def _reports(store: Store, links: list[Link], frontier: set[str]) -> tuple[set[str], list[Link]]:
    """The events of a frontier with all that they report and that reports them, and the links of these."""
    reports = {begin for begin, name, end in links if name in _ROLES and (end in frontier or begin in frontier)}
    reports |= set(_told(links)) | {iri for iri in frontier if "#quotation=" in iri}
    joined: list[Link] = []
    new = set(reports)
    while new:
        found = _links(store, new)
        joined += found
        new = set(_told(found)) - reports
        reports |= new
    return reports, joined


def _told(links: Iterable[Link]) -> Iterator[str]:
    return (iri for begin, name, end in links if name == _CONTENT for iri in (begin, end))


def _events(links: Iterable[Link]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for begin, name, end in links:
        if name in _ROLES:
            found.setdefault(end, []).append(begin)
    return found


def _fillers(links: Iterable[Link]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for begin, name, end in links:
        if name in _ROLES:
            found.setdefault(begin, []).append(end)
    return found
