"""A text -> what stands between its quotation marks, paragraph by paragraph, as character ranges.

Curly, straight, angular and typewriter marks (``so''), double and single. What opens and what closes is seen from the
white space around a straight mark, and from whether a quotation is open. One that goes on in the next paragraph, with
an opening mark there or without, gives a range for each paragraph; a mark without its partner gives none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import takewhile, zip_longest

_MARK = re.compile(r"""``|''|["“”„«»]|(?<![^\W_])['‘](?=[^\W_])|['’](?![^\W_])""")
_CLOSING = re.compile(r"[^\S\n]*(?P<mark>''|[\"'“”’»])")
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?![ \t\r]*\n)[^\n]*)*")
_SINGLE = frozenset("'‘’")
_STOPS = frozenset(",.!?;:")
_ELIDED = re.compile(r"['’‘](?:\d\ds?\b|(?:em|til|cause|tis|twas|n)\b)")  # "the '90s", "rock 'n' roll"


class _Side(Enum):
    OPENS = "opens"
    CLOSES = "closes"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class _Mark:
    begin: int
    end: int
    side: _Side
    is_single: bool
    follows_stop: bool


@dataclass(frozen=True, slots=True)
class _Paragraph:
    begin: int
    end: int
    marks: list[_Mark]


@dataclass(frozen=True, slots=True)
class Quote:
    """What stands between two marks, without them and without white space at its edges."""

    begin: int
    end: int
    continues: bool = False  # it goes on with the quotation of the paragraph before


@lru_cache(maxsize=64)  # asked before the parser, and again when it has read a batch
def find_quotes(text: str) -> tuple[Quote, ...]:
    """The quoted ranges of a text, in order; a quotation inside another is part of it.

    >>> text = '"We won," said Ana. It\\'s "over".'
    >>> [text[q.begin : q.end] for q in find_quotes(text)]
    ['We won,', 'over']
    """
    if _MARK.search(text) is None:
        return ()
    bounds = [match.span() for match in _PARAGRAPH.finditer(text)]
    paragraphs = [_Paragraph(begin, end, _marks(text, begin, end)) for begin, end in bounds]
    found: list[Quote] = []
    is_open = False
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        quotes, is_open = _of_paragraph(paragraph, following, is_open)
        found += [quote for q in quotes if (quote := _trimmed(text, q)) is not None]
    return tuple(found)


def closing_mark(text: str, quote: Quote) -> tuple[int, int] | None:
    """Where the mark stands that closes a quote; None where the next paragraph goes on with it."""
    match = _CLOSING.match(text, quote.end)
    return match.span("mark") if match else None


def _marks(text: str, begin: int, end: int) -> list[_Mark]:
    """The quotation marks of a paragraph; single ones only where a pair of them stands outside double ones."""
    marks = [
        _mark(text, match, begin, end)
        for match in _MARK.finditer(text, begin, end)
        if not _ELIDED.match(text, match.start())
    ]
    double = [mark for mark in marks if not mark.is_single]
    outside = [mark for mark in marks if mark.is_single and not _is_inside(mark, double)]
    return sorted(double + _single_pairs(text, outside), key=lambda mark: mark.begin)


def _mark(text: str, match: re.Match[str], begin: int, end: int) -> _Mark:
    sign = match.group()
    before = text[match.start() - 1] if match.start() > begin else " "
    after = text[match.end()] if match.end() < end else " "
    opens = before.isspace() or before in "([{—–-/"
    closes = after.isspace() or after in ")]}—–-/.,;:!?"
    if sign in ("“", "„", "«", "``", "‘"):
        side = _Side.OPENS
    elif sign in ("”", "»", "’"):
        side = _Side.CLOSES
    elif opens == closes:
        side = _Side.EITHER
    else:
        side = _Side.OPENS if opens else _Side.CLOSES
    return _Mark(match.start(), match.end(), side, sign in _SINGLE, before in _STOPS)


def _is_inside(mark: _Mark, double: Sequence[_Mark]) -> bool:
    return sum(other.begin < mark.begin for other in double) % 2 == 1


def _single_pairs(text: str, marks: Sequence[_Mark]) -> list[_Mark]:
    """Single marks that quote. "The workers' rights" has none; a pair ends where punctuation shows it, else at once."""
    found: list[_Mark] = []
    for mark, following in zip_longest(marks, marks[1:]):
        if mark.side is not _Side.OPENS or (found and mark.begin < found[-1].begin) or following is None:
            continue
        reach = list(takewhile(lambda m: m.side is not _Side.OPENS, marks[marks.index(following) :]))
        stopped = [m for m in reach if {text[m.begin - 1], text[m.end : m.end + 1]} & _STOPS]
        found += [mark, *(stopped or reach)[:1]] if reach else []
    return found


def _of_paragraph(paragraph: _Paragraph, following: _Paragraph | None, is_open: bool) -> tuple[list[Quote], bool]:
    """The quotes of a paragraph, and whether the last goes on in the next; `is_open`: the one before left it open."""
    found: list[Quote] = []
    opened = paragraph.begin if is_open else None
    continues = is_open
    for mark, later in zip_longest(paragraph.marks, paragraph.marks[1:]):
        if is_open and mark.begin == paragraph.begin and mark.side is not _Side.CLOSES:
            opened = mark.end  # every paragraph of a long quotation has its opening mark
        elif opened is None:
            opened = mark.end if _may_open(mark, later) else None
        elif mark.side is _Side.OPENS:
            opened, continues = mark.end, False  # the mark before it has lost its partner
        else:
            found.append(Quote(opened, mark.begin, continues))
            opened, continues = None, False
    if opened is None:
        return found, False
    goes_on = following is not None and _goes_on(following)
    if goes_on or opened <= paragraph.begin + 2:
        found.append(Quote(opened, paragraph.end, continues))
    return found, goes_on


def _may_open(mark: _Mark, later: _Mark | None) -> bool:
    """A mark that looks like a closing one opens where it stands in the wrong place: `said," We won".`"""
    return mark.side is not _Side.CLOSES or (mark.follows_stop and later is not None and later.side is _Side.CLOSES)


def _goes_on(paragraph: _Paragraph) -> bool:
    """Whether a paragraph continues a quotation: it begins with an opening mark, or closes what it did not open."""
    if not paragraph.marks:
        return False
    first = paragraph.marks[0]
    return first.side is _Side.CLOSES or first.begin == paragraph.begin


def _trimmed(text: str, quote: Quote) -> Quote | None:
    words = text[quote.begin : quote.end]
    begin = quote.begin + len(words) - len(words.lstrip())
    return Quote(begin, begin + len(words.strip()), quote.continues) if words.strip() else None
