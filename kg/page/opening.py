"""A network in, the pictures that the page opens with: which nodes, and where each has its centre.

Two views, the events between their participants and the actors alone. Reports of one happening are one node, the first
of them. Of a network larger than the eye can read, a view opens with its best-connected entities and what joins them;
only they are laid out here, so that the cost hardly grows with the network: the page lays out the rest when asked to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from kg.model import Role
from kg.network import Edge, EdgeKind, EntityNode, EventNode, Node
from kg.page.figures import COUNT_WIDTH, Figure
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


def folded(edges: Iterable[tuple[int, int, Edge]], stands: Sequence[int]) -> list[Ends]:
    """Each two nodes that are joined, once, with reports folded."""
    return sorted({(stands[u], stands[v]) for u, v, _ in edges})


def openings(
    nodes: Sequence[Node],
    figures: Sequence[Figure],
    edges: Sequence[tuple[int, int, Edge]],
    stands: Sequence[int],
    links: Sequence[Ends],
) -> list[Opening]:
    """How the view of events and the view of actors open. `links` are the folded edges."""
    counts = Counter(stands)
    actors = _actor_links(edges, stands)
    views = ((links, EVENTS), (actors, ACTORS))
    return [_opening(nodes, figures, joined, counts, view) for joined, view in views]


def degrees(links: Iterable[Ends]) -> Counter[int]:
    """How many links each node has."""
    return Counter(chain.from_iterable(links))


def _box(figure: Figure, reports: int) -> Box:
    """What a node takes up, with the number of its reports."""
    return Box(figure.box.width + (COUNT_WIDTH if reports > 1 else 0), figure.box.height)


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
    figures: Sequence[Figure],
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
    centres = place([_box(figures[number], counts[number]) for number in chosen], joined, link=view.link)
    labels = [round(figures[number].label_height / 2) for number in chosen]  # a name hangs below its disc's centre
    placed = zip(chosen, labels, centres, strict=True)
    return Opening({number: (x, y - label) for number, label, (x, y) in placed}, is_part)


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
