"""Boxes and links in, coordinates out: drawn once, the same each time, with no two boxes on each other.

Distances on the screen follow distances in the graph: Kamada and Kawai's springs ("An algorithm for drawing general
undirected graphs", 1989) as igraph has them, from a radial tree instead of a random start. Links between communities
are longer than links inside one, so that communities stand apart. Then boxes that overlap push each other away.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import igraph as ig
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

GAP = 12.0  # between any two boxes
SPACE = 3 * GAP  # between parts that nothing joins
LINK = 26.0  # from border to border of two linked boxes
BRIDGE = 1.7  # how much longer a link between two communities is
MAX_STRESS = 250  # beyond it communities are laid out one by one: the distance matrix is quadratic
ROUNDS = 20  # moves a node; 50 made no drawing of the seed or of 40 articles better to see
MAX_OVERLAP = 0.6  # of a pixel: coordinates are rounded
FILLED = 0.75  # of a drawing's area, by boxes
SCREEN = 1.0  # of width to height, before boxes that are wider than high push each other away
ASPECT = 1.1  # of a screen


@dataclass(frozen=True, slots=True)
class Box:
    """What a node takes up, label included, in pixels at scale 1."""

    width: float
    height: float


def place(boxes: Sequence[Box], links: Sequence[tuple[int, int]], *, link: float = LINK) -> list[tuple[int, int]]:
    """A centre for each box. Links are pairs of indexes; their direction and order do not matter.

    `link` is how long a link is from border to border where there is room.

    >>> place([Box(40, 20), Box(40, 20)], [(0, 1)])
    [(26, 0), (-26, 0)]
    """
    if not boxes:
        return []
    graph = ig.Graph(len(boxes), sorted({(min(u, v), max(u, v)) for u, v in links if u != v}))
    sizes = np.array([(box.width, box.height) for box in boxes], dtype=float)
    positions = np.zeros_like(sizes)
    parts = sorted(map(sorted, graph.connected_components()), key=lambda part: (-len(part), part[0]))
    for part in parts:
        positions[part] = _place_connected(graph.induced_subgraph(part), sizes[part], link)
    _pack(parts, positions, sizes)
    positions -= (positions.min(axis=0) + positions.max(axis=0)) / 2
    return [(round(float(x)), round(float(y))) for x, y in positions]


def _place_connected(graph: ig.Graph, sizes: Array, link: float) -> Array:
    if len(sizes) == 1:
        return np.zeros((1, 2))
    home = graph.community_fastgreedy().as_clustering().membership
    groups = _groups(home)
    if len(sizes) > MAX_STRESS and len(groups) > 1:
        return _place_by_community(graph, sizes, groups, link)
    lengths = _lengths(graph, sizes, home, link)
    positions = _majorise(graph, lengths)
    return _separate(_gather(_turn(positions), sizes, FILLED * LINK / link), sizes)


def _groups(home: Sequence[int]) -> list[list[int]]:
    """The members of each community, the largest first."""
    found: dict[int, list[int]] = {}
    for node, number in enumerate(home):
        found.setdefault(number, []).append(node)
    return sorted(found.values(), key=lambda group: (-len(group), group[0]))


def _place_by_community(graph: ig.Graph, sizes: Array, groups: list[list[int]], link: float) -> Array:
    """Each community on its own, then the communities among each other as one box each."""
    positions = np.zeros_like(sizes)
    boxes = []
    for group in groups:
        part = graph.induced_subgraph(group)
        local = np.array(place([Box(*sizes[i]) for i in group], part.get_edgelist(), link=link), dtype=float)
        corner, width, height = _bounds(local, sizes[group])
        positions[group] = local - corner - (width / 2, height / 2)
        boxes.append(Box(width + 4 * GAP, height + 4 * GAP))
    home = {node: number for number, group in enumerate(groups) for node in group}
    centres = place(boxes, [(home[u], home[v]) for u, v in graph.get_edgelist() if home[u] != home[v]])
    for group, centre in zip(groups, centres, strict=True):
        positions[group] += centre
    return positions


def _lengths(graph: ig.Graph, sizes: Array, home: Sequence[int], link: float) -> list[float]:
    """How long each link should be: a hub needs room for its spokes, and between communities lies some space."""
    degrees = graph.degree()
    spans = sizes.mean(axis=1) / 2
    lengths = []
    for u, v in graph.get_edgelist():
        crowd = 1 + 0.12 * math.sqrt(max(degrees[u], degrees[v]) - 1)
        lengths.append(float((link + spans[u] + spans[v]) * crowd * (1 if home[u] == home[v] else BRIDGE)))
    return lengths


def _majorise(graph: ig.Graph, lengths: Sequence[float]) -> Array:
    """Positions whose distances come nearest to the lengths of the ways between them, near pairs first."""
    distances = np.array(graph.distances(weights=lengths), dtype=float)
    seed = _radial(graph, distances)
    found = graph.layout_kamada_kawai(weights=lengths, seed=seed.tolist(), maxiter=ROUNDS * len(seed))
    positions = np.array(found.coords, dtype=float)
    apart = np.hypot(*(positions[:, None] - positions[None]).transpose(2, 0, 1))
    near = np.divide(1, distances, out=np.zeros_like(distances), where=distances > 0)
    return positions * float((apart * near).sum() / (apart * near * apart * near).sum())  # in pixels again


def _radial(graph: ig.Graph, distances: Array) -> Array:
    """The breadth-first tree of the most central node, each subtree in a wedge as wide as its leaves."""
    root = int(distances.sum(axis=1).argmin())
    order, _, parents = graph.bfs(root)
    leaves = [0] * len(order)
    for node in reversed(order):
        leaves[node] = leaves[node] or 1
        if node != root:
            leaves[parents[node]] += leaves[node]
    positions = np.zeros((len(order), 2))
    wedges = {root: (-math.pi, -math.pi, math.pi)}  # begin, what is taken so far, end
    for node in order[1:]:
        begin, taken, end = wedges[parents[node]]
        wedge = (end - begin) * leaves[node] / leaves[parents[node]]
        wedges[parents[node]] = (begin, taken + wedge, end)
        wedges[node] = (taken, taken, taken + wedge)
        angle = taken + wedge / 2
        positions[node] = distances[root, node] * np.array([math.cos(angle), math.sin(angle)])
    return positions


def _turn(positions: Array) -> Array:
    """The same drawing with its longer axis lying down, pressed towards the shape of a screen."""
    centred = positions - positions.mean(axis=0)
    (a, b), (_, d) = centred.T @ centred
    angle = -0.5 * math.atan2(2 * b, a - d)
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    turned = np.asarray(centred @ turn)
    width, height = np.ptp(turned, axis=0) + 1
    stretch = min(1.4, max(0.7, math.sqrt(SCREEN * height / width)))
    return turned * (stretch, 1 / stretch)


def _gather(positions: Array, sizes: Array, share: float) -> Array:
    """The same drawing, drawn in where it leaves much of its area empty: what is nearer can be shown larger."""
    _, width, height = _bounds(positions, sizes)
    filled = float((sizes + GAP).prod(axis=1).sum()) / (width * height)
    return positions * min(1.0, max(0.4, math.sqrt(filled / share)))


def _separate(positions: Array, sizes: Array) -> Array:
    """The same drawing with no box on another: those that overlap push each other along the shorter way out."""
    for turn in range(1, 2000):
        first, second = _overlapping(positions, sizes)
        if not len(first):
            break
        away = positions[first] - positions[second]
        out = (sizes[first] + sizes[second]) / 2 + GAP - np.abs(away)
        across = out.argmin(axis=1)
        rows = np.arange(len(first))
        sign = np.where(away[rows, across] < 0, -1.0, 1.0)  # two in one place: the later one gives way
        crowd = np.sqrt(np.bincount(np.concatenate([first, second]), minlength=len(sizes)))
        push = sign * out[rows, across] / 2
        np.add.at(positions, (first, across), push / crowd[first])
        np.add.at(positions, (second, across), -push / crowd[second])
        if turn % 40 == 0:
            positions *= 1.04
    return positions


def _overlapping(positions: Array, sizes: Array) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The pairs of boxes that reach into each other, the later one first."""
    reach = [
        (sizes[:, None, axis] + sizes[None, :, axis]) / 2
        + GAP
        - np.abs(positions[:, None, axis] - positions[None, :, axis])
        for axis in (0, 1)
    ]
    first, second = np.nonzero(np.tril((reach[0] > MAX_OVERLAP) & (reach[1] > MAX_OVERLAP), -1))
    return first, second


def _bounds(positions: Array, sizes: Array) -> tuple[Array, float, float]:
    low = (positions - sizes / 2).min(axis=0)
    high = (positions + sizes / 2).max(axis=0)
    return low, float(high[0] - low[0]), float(high[1] - low[1])


def _pack(parts: Sequence[list[int]], positions: Array, sizes: Array) -> None:
    """The connected parts beside each other in rows, of the width that fits a screen best."""
    bounds = [_bounds(positions[part], sizes[part]) for part in parts]
    boxes = [Box(width, height) for _, width, height in bounds]
    widths = [boxes[0].width * (1 + step / 8) for step in range(25)]
    rows = [_rows(boxes, width) for width in widths]
    best = min(rows, key=lambda row: max(row.width / ASPECT, row.height))
    for part, (corner, *_), place_of in zip(parts, bounds, best.places, strict=True):
        positions[part] += np.array(place_of) - corner


@dataclass(frozen=True, slots=True)
class _Rows:
    """Boxes in rows: the upper left corner of each, and how much they take up together."""

    places: tuple[tuple[float, float], ...]
    width: float
    height: float


def _rows(boxes: Sequence[Box], limit: float) -> _Rows:
    places = []
    x = y = height = widest = 0.0
    for box in boxes:
        if x and x + box.width > limit + 1:
            x, y, height = 0.0, y + height + SPACE, 0.0
        places.append((x, y))
        widest = max(widest, x + box.width)
        height = max(height, box.height)
        x += box.width + SPACE
    return _Rows(tuple(places), widest, y + height)
