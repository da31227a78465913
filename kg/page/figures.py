"""How large a node is drawn, and which lines it carries: what layout and page agree on."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass

from kg.network import EntityNode, EventNode, Node
from kg.page.layout import Box

BOLD = 1.12  # how much wider a name is than other text
COUNT_WIDTH = 24  # of a pill, for the number of articles that tell of it


@dataclass(frozen=True, slots=True)
class Figure:
    """How large a node is drawn and which lines it carries. A disc has its label below it, outside `size`."""

    lines: tuple[str, ...]
    width: float
    height: float
    label_height: float = 0

    @property
    def box(self) -> Box:
        """All that the node takes up."""
        label = BOLD * max(map(text_width, self.lines), default=0) if self.label_height else 0
        return Box(max(self.width, label), self.height + self.label_height)


def figure(node: Node, degree: int) -> Figure:
    """The size of a node: a disc grows with its number of links, a pill and a card with their words."""
    if isinstance(node, EntityNode):
        lines = wrap(node.label, 20, 2)
        diameter = round(28 + min(36.0, 5 * math.sqrt(degree)))
        return Figure(lines, diameter, diameter, label_height=6 + 16 * len(lines))
    lines = wrap(node.verb, 26, 1) if isinstance(node, EventNode) else wrap(node.label, 27, 3)
    if isinstance(node, EventNode):
        return Figure(lines, 42 + text_width(lines[0]), 28)
    return Figure(lines, 24 + max(map(text_width, lines)), 14 + 17 * len(lines))


def wrap(text: str, width: int, count: int) -> tuple[str, ...]:
    """Words in lines of some width, cut with an ellipsis after some lines.

    >>> wrap("Ministry of Foreign Affairs of Norland", 16, 2)
    ('Ministry of', 'Foreign Affairs…')
    """
    if len(text) <= width and "\n" not in text:
        return (" ".join(text.split()),)
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = [line if len(line) <= width else line[: width - 1] + "…" for line in lines[:count]]
    if len(lines) > count:
        kept[-1] = kept[-1][: width - 1].rstrip("…") + "…"
    return tuple(kept)


def text_width(text: str) -> float:
    """About how wide a line is in the page's font at 13 pixels.

    >>> text_width("accuses") < text_width("訴える訴える訴")
    True
    """
    if text.isascii():
        return 7.3 * len(text)
    return sum(13.0 if unicodedata.east_asian_width(sign) in "WF" else 7.3 for sign in text)
