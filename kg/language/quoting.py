"""Where a Doc quotes, and who speaks: what coreference needs to know of direct speech, by words and grammar alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kg.language.annotations import article_of
from kg.language.parse import Parse
from kg.language.quotes import find_quotes
from kg.language.syntax import surface_subjects

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_AFTER, _BEFORE = 12, 25  # tokens within which a quotation's speaker stands


@dataclass(frozen=True, slots=True)
class Quoted:
    """The tokens between two quotation marks, half-open, and the head token of who says them."""

    start: int
    end: int
    speaker: int | None = None


def find_quoted(parse: Parse) -> tuple[Quoted, ...]:
    """The quotations of a Doc in text order.

    One that nobody is named for is its predecessor's speaker's, if it follows at once or opens a paragraph.
    """
    found: list[Quoted] = []
    for start, end in _quoted(parse):
        speaker = _speaker(parse, start, end)
        if speaker is None and found and (_follows(parse, found[-1], start) or _opens_paragraph(parse, start)):
            speaker = found[-1].speaker
        found.append(Quoted(start, end, speaker))
    return tuple(found)


def _quoted(parse: Parse) -> Iterator[tuple[int, int]]:
    quotes = find_quotes(article_of(parse.doc).text)
    starts = parse.doc.to_array("IDX").tolist() if quotes else []
    for quote in quotes:
        yield bisect_left(starts, quote.begin), bisect_left(starts, quote.end)


def _speaker(parse: Parse, start: int, end: int) -> int | None:
    """The subject of the verb that the quotation hangs on, else of the nearest verb in its sentences."""
    for i in range(start, end):
        head = parse.heads[i]
        if not start <= head < end and parse.is_verb(i) and parse.is_verb(head):
            subjects = [s for s in surface_subjects(parse, head)[0] if not start <= s < end]
            if subjects:
                return subjects[0]
    return _nearest_subject(parse, start, end)


def _nearest_subject(parse: Parse, start: int, end: int) -> int | None:
    """The subject of the verb right after the quotation, or of the last one before it, in the same paragraph."""
    for i in range(end, min(end + _AFTER, len(parse))):
        if parse.doc[i].is_space or parse.words[i] in (".", ";"):
            break
        if _is_outer_subject(parse, i, start, end):
            return i
    for i in range(start - 1, max(start - _BEFORE, -1), -1):
        if parse.doc[i].is_space or (parse.words[i] == "." and i < start - 2):
            break
        if _is_outer_subject(parse, i, start, end):
            return i
    return None


def _is_outer_subject(parse: Parse, i: int, start: int, end: int) -> bool:
    return parse.deps[i] in _SUBJECTS and parse.is_verb(parse.heads[i]) and not start <= parse.heads[i] < end


def _follows(parse: Parse, before: Quoted, start: int) -> bool:
    return not any(parse.pos[i] == "VERB" for i in range(before.end, start))


def _opens_paragraph(parse: Parse, start: int) -> bool:
    return start < 2 or bool(parse.doc[start - 2].is_space)
