"""A text and the places of interest in it in, pieces to print one after the other out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.network import Evidence

TRIGGER = "trigger"


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a text that a page marks: `text[begin:end]`."""

    begin: int
    end: int
    mark: str  # "trigger", "mention", "quotation", or a role
    href: str = ""
    hint: str = ""
    ids: tuple[str, ...] = ()  # what a link may jump to


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text under one mark, or under none."""

    text: str
    span: Span | None = None
    is_first: bool = False  # of its span
    is_last: bool = False


def pieces(text: str, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """The text in pieces, each under the shortest span that holds it.

    >>> [(piece.text, piece.span and piece.span.mark) for piece in pieces("a bc", [Span(2, 4, "x"), Span(3, 4, "y")])]
    [('a ', None), ('b', 'x'), ('c', 'y')]
    """
    inner = sorted((s for s in spans if 0 <= s.begin < s.end <= len(text)), key=lambda s: (s.end - s.begin, s.begin))
    cuts = sorted({0, len(text), *(cut for span in inner for cut in (span.begin, span.end))})
    found: list[tuple[int, int, Span | None]] = []
    holders = _holders(cuts, inner)
    for begin, end, holder in zip(cuts, cuts[1:], holders, strict=False):
        if found and holder is not None and found[-1][2] is holder:
            begin = found.pop()[0]
        found.append((begin, end, holder))
    firsts: set[int] = set()
    made = []
    for begin, end, holder in found:
        is_first = holder is not None and id(holder) not in firsts
        firsts.add(id(holder))
        made.append(Piece(text[begin:end], holder, is_first, holder is not None and end == holder.end))
    return tuple(made)


def _holders(cuts: Sequence[int], inner: Sequence[Span]) -> list[Span | None]:
    """For each stretch between two cuts the first span that holds it."""
    index = {cut: number for number, cut in enumerate(cuts)}
    holders: list[Span | None] = [None] * max(0, len(cuts) - 1)
    for span in inner:
        for number in range(index[span.begin], index[span.end]):
            holders[number] = holders[number] or span
    return holders


def sentence(evidence: Evidence) -> tuple[Piece, ...]:
    """The sentence of an event with its trigger, and who fills which role in it."""
    spans = [Span(evidence.begin, evidence.end, TRIGGER)]
    spans += [Span(role.begin, role.end, role.role.value) for role in evidence.roles]
    return pieces(evidence.text, spans)
