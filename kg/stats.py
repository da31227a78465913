"""A store in, what it holds in figures out: of all articles, or of those published since a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from kg.chains import entity_graph
from kg.events import read_entities
from kg.ontology import Ontology
from kg.query import rows
from kg.query.periods import check_period, first_day
from kg.rdf.vocabulary import TYPES
from kg.store import Store

CENTRAL = 10  # entities that are told
WORK = 2_000_000  # edges looked at for centrality: seconds; of a larger graph a sample of nodes is taken

_ARTICLES = """
SELECT DISTINCT ?article ?published ?publisher WHERE { GRAPH ?article {
  ?article a schema:NewsArticle . OPTIONAL { ?article schema:datePublished ?published }
  OPTIONAL { ?article schema:publisher/rdfs:label ?publisher } } }"""
_EVENTS = """
SELECT DISTINCT ?article ?event ?class ?polarity ?factuality ?happening ?dated ?attributed WHERE { GRAPH ?article {
  ?event a ?class ; kg:polarity ?polarity ; kg:factuality ?factuality .
  OPTIONAL { ?event kg:happening ?happening }
  BIND(EXISTS { ?event sem:hasTimeStamp|sem:hasBeginTimeStamp ?day } AS ?dated)
  BIND(EXISTS { ?event prov:wasAttributedTo|kg:isAttributed ?somebody } AS ?attributed) } }"""
_ENTITIES = """
SELECT DISTINCT ?article ?entity ?kind WHERE {
  VALUES ?kind { schema:Person schema:Organization schema:Country schema:Place schema:Product kg:Group kg:Thing }
  GRAPH ?article { ?entity a ?kind ; gaf:denotedBy ?mention } }"""

_KINDS = {term.value: kind.value for kind, term in TYPES.items()}


@dataclass(frozen=True, slots=True)
class Count:
    """A name with how many there are."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Central:
    """An entity that many ways between others go through."""

    iri: str
    name: str
    betweenness: float  # the share of the shortest ways between other entities that go through it
    neighbours: int  # entities that it is in an event with
    happenings: int  # in which it has a part beside somebody


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a graph holds, each happening counted once in the classes and families."""

    since: str | None
    articles: int
    events: int  # reports
    happenings: int  # what they report, each once over all articles
    told_by_several: int  # happenings that two articles or more report
    entities: int
    new_entities: int  # that no article before `since` mentions
    families: tuple[Count, ...]  # happenings, most first; "" for events outside the classes
    classes: tuple[Count, ...]
    kinds: tuple[Count, ...]  # entities
    factualities: tuple[Count, ...]  # events
    publishers: tuple[Count, ...]  # articles; "" for those that name none
    attributed: int  # events that a source says
    negative: int  # events that did not happen
    dated: int  # events whose day, month or year a text tells
    central: tuple[Central, ...]
    sampled: int | None = None  # nodes that centrality was measured from; None: all

    def share(self, count: int) -> float:
        """A number of events as a share of all, from 0 to 1."""
        return round(count / self.events, 4) if self.events else 0.0


def statistics(store: Store, since: str | None = None) -> Statistics:
    """The figures of all articles, or of those published on or after a day, month or year, and what is new in them.

    Raises QueryError for a period that is none.
    """
    if since is not None:
        check_period("since", since)
    found = rows(store, _ARTICLES)
    day = first_day(since) if since else ""
    new = {article for article, published, _ in found if since is None or published >= day}
    events = {row[1]: row for row in rows(store, _EVENTS) if row[0] in new}
    mentioned = rows(store, _ENTITIES)
    entities = {entity: kind for article, entity, kind in mentioned if article in new}
    before = {entity for article, entity, _ in mentioned if article not in new}
    told = {event: happening or event for event, (*_, happening, _, _) in events.items()}
    classes = {happening: events[event][2] for event, happening in told.items()}
    central, sampled = _central(store, events)
    return Statistics(
        since=since,
        articles=len(new),
        events=len(events),
        happenings=len(classes),
        told_by_several=_by_several(events),
        entities=len(entities),
        new_entities=len(entities.keys() - before),
        families=_counts(_family(store.ontology, name) for name in classes.values()),
        classes=_counts(_label(store.ontology, name) for name in classes.values()),
        kinds=_counts(_KINDS[kind] for kind in entities.values()),
        factualities=_counts(_local(row[4]) for row in events.values()),
        publishers=_counts({article: publisher for article, _, publisher in found if article in new}.values()),
        attributed=sum(row[7] == "true" for row in events.values()),
        negative=sum(_local(row[3]) == "Negative" for row in events.values()),
        dated=sum(row[6] == "true" for row in events.values()),
        central=central,
        sampled=sampled,
    )


def _central(store: Store, events: Mapping[str, object]) -> tuple[tuple[Central, ...], int | None]:
    """The entities that most ways between others go through, by the events that are counted."""
    graph = nx.Graph()
    for one, other, joined in entity_graph(store).edges(data="events"):
        if kept := {happening for event, happening in joined.items() if event in events}:
            graph.add_edge(one, other, happenings=kept)
    size = graph.number_of_nodes()
    pivots = min(size, max(10, WORK // max(1, graph.number_of_edges())))
    scores = nx.betweenness_centrality(graph, k=pivots, seed=0) if size else {}
    best = sorted(scores, key=lambda iri: (-round(scores[iri], 6), -graph.degree(iri), iri))[:CENTRAL]
    names = read_entities(store, best)
    central = (
        Central(
            iri,
            names[iri].name,
            round(scores[iri], 4),
            graph.degree(iri),
            len({happening for _, _, kept in graph.edges(iri, data="happenings") for happening in kept}),
        )
        for iri in best
    )
    return tuple(central), pivots if pivots < size else None


def _by_several(events: Mapping[str, tuple[str, ...]]) -> int:
    pairs = {(row[5], row[0]) for row in events.values() if row[5]}
    return sum(number > 1 for number in Counter(happening for happening, _ in pairs).values())


def _counts(names: Iterable[str]) -> tuple[Count, ...]:
    """How many of each, most first."""
    return tuple(Count(name, n) for name, n in sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


def _family(ontology: Ontology, iri: str) -> str:
    lineage = list(ontology.ancestors(_local(iri)))
    return lineage[-1].label if lineage else ""


def _label(ontology: Ontology, iri: str) -> str:
    known = ontology.classes.get(_local(iri))
    return known.label if known else "event" if _local(iri) == "Event" else _local(iri)


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]
