"""A network in, the pictures that the page opens with: which nodes, and where each has its centre.

Two views, the events between their participants and the actors alone. Reports of one happening are one node, the first
of them. Of a network larger than the eye can read, a view opens with its best-connected entities and what joins them;
only they are laid out here, so that the cost hardly grows with the network: the page lays out the rest when asked to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Role
from kg.network import Edge, EdgeKind, EntityNode, EventNode, Node
from kg.page.figures import COUNT_WIDTH, figure
from kg.page.layout import LINK, Box, place

EVENTS_OF_A_PAIR = 2  # in the first picture, between the same participants

Ends = tuple[int, int]


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at a network, and with how much it starts where there is more than the eye can read."""

    link: float  # how long a link is: one that carries a verb is as long as the verb
    readable: int  # nodes at once
    entities: int  # to begin with
    nodes: int


EVENTS = View(LINK, readable=300, entities=24, nodes=76)
ACTORS = View(56.0, readable=90, entities=20, nodes=32)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a view opens with."""

    places: Mapping[int, tuple[int, int]]
    is_part: bool  # of more than the eye can read


def fold(nodes: Sequence[Node]) -> list[int]:
    """For each node the one that stands for it: for a report, the first report of the same happening."""
    first: dict[str, int] = {}
    return [
        first.setdefault(node.happening, number) if isinstance(node, EventNode) and node.happening else number
        for number, node in enumerate(nodes)
    ]


def openings(nodes: Sequence[Node], edges: Sequence[tuple[int, int, Edge]], stands: Sequence[int]) -> list[Opening]:
    """How the view of events and the view of actors open."""
    told = sorted({(stands[u], stands[v]) for u, v, _ in edges})
    counts = _counts(stands)
    boxes = _boxes(nodes, told, counts)
    actors = _actor_links(edges, stands)
    return [_opening(nodes, boxes, told, counts, EVENTS), _opening(nodes, boxes, actors, counts, ACTORS)]


def _counts(stands: Iterable[int]) -> Mapping[int, int]:
    counts: dict[int, int] = {}
    for number in stands:
        counts[number] = counts.get(number, 0) + 1
    return counts


def degrees(links: Iterable[Ends]) -> Mapping[int, int]:
    """How many links each node has."""
    return _counts(end for ends in links for end in ends)


def _boxes(nodes: Sequence[Node], links: Sequence[Ends], counts: Mapping[int, int]) -> Mapping[int, tuple[Box, float]]:
    """What each node with links takes up, and how far its label moves its centre."""
    found = {}
    for number, degree in degrees(links).items():
        drawn = figure(nodes[number], degree)
        wider = COUNT_WIDTH if counts[number] > 1 else 0
        found[number] = (Box(drawn.box.width + wider, drawn.box.height), drawn.label_height / 2)
    return found


def _actor_links(edges: Sequence[tuple[int, int, Edge]], stands: Sequence[int]) -> list[Ends]:
    """Each actor with each target of an event; affiliation and containment between these."""
    fillers: dict[tuple[int, str], set[int]] = {}
    for u, v, edge in edges:
        if edge.kind is EdgeKind.ROLE:
            fillers.setdefault((stands[u], edge.label), set()).add(v)
    links = {
        (actor, target)
        for (event, role), actors in fillers.items()
        if role == Role.ACTOR.value
        for actor in actors
        for target in fillers.get((event, Role.TARGET.value), ())
    }
    ends = {end for link in links for end in link}
    facts = (EdgeKind.AFFILIATION, EdgeKind.CONTAINMENT)
    links |= {(u, v) for u, v, edge in edges if edge.kind in facts and u in ends and v in ends}
    return sorted(links)


def _opening(
    nodes: Sequence[Node],
    boxes: Mapping[int, tuple[Box, float]],
    links: Sequence[Ends],
    counts: Mapping[int, int],
    view: View,
) -> Opening:
    degree = degrees(links)
    chosen = sorted(degree)
    is_part = len(chosen) > view.readable
    if is_part:
        chosen = sorted(_best_connected(nodes, links, degree, counts, view))
    index = {number: at for at, number in enumerate(chosen)}
    joined = [(index[u], index[v]) for u, v in links if u in index and v in index]
    centres = place([boxes[number][0] for number in chosen], joined, link=view.link)
    return Opening({n: (x, y - round(boxes[n][1])) for n, (x, y) in zip(chosen, centres, strict=True)}, is_part)


def _best_connected(
    nodes: Sequence[Node], links: Sequence[Ends], degree: Mapping[int, int], counts: Mapping[int, int], view: View
) -> set[int]:
    """The entities with most links and the events that join them; where these are few, their other events too.

    Events that most articles tell of come first, and only some between the same participants.
    """
    around: dict[int, set[int]] = {}
    for u, v in links:
        around.setdefault(u, set()).add(v)
        around.setdefault(v, set()).add(u)
    ranked = sorted((n for n in degree if isinstance(nodes[n], EntityNode)), key=lambda n: (-degree[n], n))
    entities = set(ranked[: view.entities])
    told = {other for entity in entities for other in around[entity] if isinstance(nodes[other], EventNode)}
    near = {other for entity in entities for other in around[entity]} - told
    by_count = sorted(told, key=lambda n: (-counts[n], n))
    joining = [(event, around[event] & entities) for event in by_count if len(around[event] & entities) > 1]
    chosen = _added(entities, joining, view.nodes)
    if len(chosen) < view.nodes / 2:
        others = [(event, {n for n in around[event] if isinstance(nodes[n], EntityNode)}) for event in by_count]
        chosen = _added(chosen, others, view.nodes)
    if not told:
        chosen |= set([number for number in ranked if number in near - chosen][: view.nodes - len(chosen)])
    return {number for number in chosen if around[number] & chosen}


def _added(chosen: set[int], events: Sequence[tuple[int, set[int]]], most: int) -> set[int]:
    """With events, and those in them, as long as there is room; only some events between the same participants."""
    pairs: dict[frozenset[int], int] = {}
    found = set(chosen)
    for event, fillers in events:
        key = frozenset(fillers)
        pairs[key] = pairs.get(key, 0) + 1
        if pairs[key] <= EVENTS_OF_A_PAIR and len(found | {event, *fillers}) <= most:
            found |= {event, *fillers}
    return found
