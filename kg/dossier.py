"""A network in, one entity's dossier out: who it is, and every event that it has a part in, with the sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx

from kg.errors import QueryError
from kg.model import Role
from kg.network import (
    EdgeKind,
    EntityNode,
    EventNode,
    NewsArticle,
    QuotationNode,
    articles,
    find_nodes,
    node_data,
    nodes,
)

SOURCE = "source"  # the part of whom an event is attributed to, beside the roles
SPEAKER = "speaker"  # the part of whose words a quotation is
PARTS = (*(role.value for role in Role), SOURCE, SPEAKER)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event, or one quotation, that the entity has a part in."""

    part: str  # one of PARTS
    iri: str
    report: EventNode | QuotationNode
    sources: tuple[str, ...]  # names of those who say so, innermost first; empty: the article itself
    article: NewsArticle

    @property
    def time(self) -> str | None:
        """The day, month or year of the event, of a range its first day; where it is not known, of the article."""
        begin = self.report.begin if isinstance(self.report, EventNode) else None
        return begin or self.article.published


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a graph says of one entity."""

    iri: str
    entity: EntityNode
    affiliations: tuple[str, ...]  # names
    places: tuple[str, ...]  # names of the places around it
    entries: tuple[Entry, ...]  # in time order, those whose article has no date last

    def by_part(self) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """The parts that the entity has, each with its events."""
        for part in PARTS:
            entries = tuple(entry for entry in self.entries if entry.part == part)
            if entries:
                yield part, entries


def dossiers(network: nx.MultiDiGraph, name: str) -> tuple[Dossier, ...]:
    """The dossier of each entity that a name, alias or IRI stands for.

    Raises QueryError, with the nearest names, where it stands for none.
    """
    found = ((iri, node_data(network, iri)) for iri in find_nodes(network, name))
    entities = [_dossier(network, iri, node) for iri, node in found if isinstance(node, EntityNode)]
    if not entities:
        raise QueryError(f"{name!r} is no entity but an event; name who took part in it")
    return tuple(entities)


def _dossier(network: nx.MultiDiGraph, iri: str, entity: EntityNode) -> Dossier:
    return Dossier(
        iri=iri,
        entity=entity,
        affiliations=_joined(network, iri, EdgeKind.AFFILIATION),
        places=_joined(network, iri, EdgeKind.CONTAINMENT),
        entries=tuple(sorted(_entries(network, iri), key=_order)),
    )


def _order(entry: Entry) -> tuple[bool, str, str, list[int], str]:
    """By time, then as the articles tell it: the numbers in an event's IRI are where it begins."""
    article, _, place = entry.iri.partition("#")
    return (
        entry.time is None,
        entry.time or "",
        article,
        [int(number) for number in re.findall(r"\d+", place)],
        entry.part,
    )


def _entries(network: nx.MultiDiGraph, iri: str) -> Iterator[Entry]:
    """The events of an entity: those that it has a role in, that it is the source of, and its own words."""
    roles = {(event, edge.label) for event, _, edge in network.in_edges(iri, data="data") if edge.kind is EdgeKind.ROLE}
    for event, role in sorted(roles):
        yield from _entry(network, event, role)
    for other, node in nodes(network):
        if isinstance(node, EventNode) and iri in node.attribution:
            yield from _entry(network, other, SOURCE)
        elif isinstance(node, QuotationNode) and node.speaker == iri:
            yield from _entry(network, other, SPEAKER)


def _entry(network: nx.MultiDiGraph, iri: str, part: str) -> Iterator[Entry]:
    report = node_data(network, iri)
    if not isinstance(report, EntityNode):
        sources = report.attribution if isinstance(report, EventNode) else ()
        article = articles(network).get(report.article, NewsArticle(report.article))
        yield Entry(part, iri, report, tuple(_name(network, source) for source in sources), article)


def _joined(network: nx.MultiDiGraph, iri: str, kind: EdgeKind) -> tuple[str, ...]:
    """The names of what edges of one kind lead to."""
    ends = {end for _, end, edge in network.out_edges(iri, data="data") if edge.kind is kind}
    return tuple(sorted(_name(network, end) for end in ends))


def _name(network: nx.MultiDiGraph, iri: str) -> str:
    """The label of a node, else the last part of its IRI."""
    return node_data(network, iri).label if iri in network else iri.rpartition("/")[2].replace("_", " ")
