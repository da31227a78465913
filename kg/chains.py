"""Two names in, the shortest chains of events that join them out: who is in an event with whom, step by step.

Entities are joined where they have a part in one event, or in what an event is about. A place is no way from one entity
to another, for whatever happens in a town has the town in common; nor is a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product, takewhile

import networkx as nx

from kg.errors import QueryError
from kg.events import EntityRecord, EventRecord, in_order, read_entities, read_events
from kg.model import Role
from kg.query import entities_called, rows
from kg.rdf.vocabulary import KG, SCHEMA
from kg.store import Store

CANDIDATES = 4  # chains that are looked at for each one that is told
READ = 20  # happenings between two entities whose sentences are read
SHOWN = 3  # of them in a step

_PARTICIPANTS = (Role.ACTOR, Role.TARGET, Role.RECIPIENT, Role.TOPIC, Role.INSTRUMENT)
_PLACES = (Role.PLACE, Role.ORIGIN, Role.DESTINATION)
_LINKS = """
SELECT DISTINCT ?event ?role ?filler WHERE {
  GRAPH ?article { ?event kg:polarity ?polarity ; ?role ?filler . ASSERTED }
  VALUES ?role { ROLES }
}"""
_ASSERTED = """FILTER(?polarity = kg:Positive) ?event kg:factuality kg:Actual .
    FILTER NOT EXISTS { ?event prov:wasAttributedTo|kg:isAttributed ?somebody }"""
_HAPPENINGS = "SELECT DISTINCT ?event ?happening WHERE { GRAPH ?article { ?event kg:happening ?happening } }"
_TOWNS = f"SELECT DISTINCT ?place WHERE {{ GRAPH ?article {{ ?place a <{SCHEMA.Place.value}> }} }}"

Joined = Mapping[str, str]  # the events that join two entities, each with what counts once over articles


@dataclass(frozen=True, slots=True)
class Step:
    """Two entities and what joins them."""

    begin: EntityRecord
    end: EntityRecord
    happenings: int  # how many, each once over all articles
    events: tuple[EventRecord, ...]  # some of them, what articles assert first


@dataclass(frozen=True, slots=True)
class Chain:
    """A way from one entity to another."""

    steps: tuple[Step, ...]

    @property
    def entities(self) -> tuple[EntityRecord, ...]:
        """Who is on the way, both ends included."""
        return (self.steps[0].begin, *(step.end for step in self.steps))


def chains(
    store: Store,
    begin: str,
    end: str,
    *,
    steps: int = 4,
    most: int = 3,
    through_places: bool = False,
    asserted: bool = False,
) -> tuple[Chain, ...]:
    """The shortest chains between two entities, the shortest first, of at most so many steps; none where there is none.

    `asserted` keeps to what articles themselves report as a fact. Raises QueryError for a name that is none, and where
    both are one entity.
    """
    ends = [entities_called(store, name) for name in (begin, end)]
    if set(ends[0]) & set(ends[1]):
        raise QueryError(f"{begin} and {end} are one entity")
    graph = entity_graph(store, through_places=through_places, asserted=asserted)
    if not through_places:
        towns = {place for (place,) in rows(store, _TOWNS)} - {*ends[0], *ends[1]}
        graph.remove_nodes_from(sorted(towns))
    ways = sorted(_ways(graph, ends, steps, most), key=lambda way: _rank(graph, way))[:most]
    return tuple(_told(store, graph, ways))


def entity_graph(store: Store, *, through_places: bool = False, asserted: bool = False) -> nx.Graph:
    """Who is in an event with whom: an undirected graph of IRIs, the events of an edge under "events" (`Joined`)."""
    roles = (*_PARTICIPANTS, *(_PLACES if through_places else ()), Role.CONTENT)
    values = " ".join(f"<{KG[role.value].value}>" for role in roles)
    asked = _LINKS.replace("ASSERTED", _ASSERTED if asserted else "").replace("ROLES", values)
    fillers: dict[str, list[str]] = defaultdict(list)
    contents: dict[str, list[str]] = defaultdict(list)
    for event, role, filler in rows(store, asked):
        (contents if role == KG.content.value else fillers)[event].append(filler)
    counted = {event: happening for event, happening in rows(store, _HAPPENINGS)}
    graph = nx.Graph()
    for event in sorted({*fillers, *contents}):
        people = sorted({filler for told in _closure(event, contents) for filler in fillers.get(told, ())})
        graph.add_nodes_from(people)
        for one, other in combinations(people, 2):
            if not graph.has_edge(one, other):
                graph.add_edge(one, other, events={})
            graph.edges[one, other]["events"][event] = counted.get(event, event)
    return graph


def joined(graph: nx.Graph, one: str, other: str) -> Joined:
    """The events that join two entities of an entity graph."""
    found: Joined = graph.edges[one, other]["events"]
    return found


def _closure(event: str, contents: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """An event, what it is about, and what that is about."""
    seen: set[str] = set()
    waiting = [event]
    while waiting:
        told = waiting.pop()
        if told not in seen:
            seen.add(told)
            yield told
            waiting.extend(contents.get(told, ()))


def _ways(graph: nx.Graph, ends: Sequence[Iterable[str]], steps: int, most: int) -> Iterator[tuple[str, ...]]:
    """Chains of entities, for each choice of the two ends."""
    for one, other in product(*ends):
        if one in graph and other in graph and nx.has_path(graph, one, other):
            found = islice(nx.shortest_simple_paths(graph, one, other), most * CANDIDATES)
            yield from (tuple(way) for way in takewhile(lambda way: len(way) <= steps + 1, found))


def _rank(graph: nx.Graph, way: Sequence[str]) -> tuple[int, int, Sequence[str]]:
    """The shortest first, then those whose weakest step has most happenings."""
    return len(way), -min(_happenings(graph, *pair) for pair in zip(way, way[1:], strict=False)), way


def _happenings(graph: nx.Graph, one: str, other: str) -> int:
    return len(set(joined(graph, one, other).values()))


def _told(store: Store, graph: nx.Graph, ways: Collection[Sequence[str]]) -> Iterator[Chain]:
    """The chains with their entities and events."""
    pairs = {pair for way in ways for pair in zip(way, way[1:], strict=False)}
    chosen = {pair: _first(joined(graph, *pair)) for pair in sorted(pairs)}
    events = {event.iri: event for event in read_events(store, (iri for some in chosen.values() for iri in some))}
    entities = read_entities(store, (iri for way in ways for iri in way))
    for way in ways:
        steps = []
        for one, other in zip(way, way[1:], strict=False):
            told = sorted((events[iri] for iri in chosen[one, other]), key=lambda e: (not e.is_asserted, in_order(e)))
            count = _happenings(graph, one, other)
            steps.append(Step(entities[one], entities[other], count, tuple(told[:SHOWN])))
        yield Chain(tuple(steps))


def _first(events: Joined) -> list[str]:
    """One report of each of the first happenings."""
    reports = {happening: event for event, happening in sorted(events.items(), reverse=True)}
    return sorted(reports.values())[:READ]
