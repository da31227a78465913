"""Where a Doc quotes, and who speaks: what coreference needs to know of direct speech, by words and grammar alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.language.parse import Parse
from kg.language.syntax import surface_subjects

_OPENING = frozenset({'"', "“", "``", "„", "«"})
_CLOSING = frozenset({'"', "”", "''", "“", "»"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Quote:
    """The tokens between two quotation marks, half-open, and the head token of who says them."""

    start: int
    end: int
    speaker: int | None = None


def find_quotes(parse: Parse) -> tuple[Quote, ...]:
    """The quotations of a Doc in text order.

    A quotation that nobody is named for is its predecessor's speaker's, where no other text of the story stands between.
    """
    found: list[Quote] = []
    for start, end in _quoted(parse):
        speaker = _speaker(parse, start, end)
        if (
            speaker is None
            and found
            and not any(parse.pos[i] == "VERB" for i in range(found[-1].end, start))
            or speaker is None
            and found
            and _opens_paragraph(parse, start)
            and end - start > 3
        ):
            speaker = found[-1].speaker
        found.append(Quote(start, end, speaker))
    return tuple(found)


def _quoted(parse: Parse) -> Iterator[tuple[int, int]]:
    """Token ranges inside quotation marks; one that is left open ends with its paragraph."""
    start: int | None = None
    for i, token in enumerate(parse.doc):
        if start is None:
            start = i + 1 if token.text in _OPENING else None
        elif token.text in _CLOSING or (token.is_space and "\n" in token.text):
            if i > start:
                yield start, i
            start = None
    if start is not None and start < len(parse):
        yield start, len(parse)


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
    doc = parse.doc
    for i in range(end, min(end + 12, len(parse))):
        if doc[i].is_space or parse.words[i] in (".", ";"):
            break
        if parse.deps[i] in _SUBJECTS and parse.is_verb(parse.heads[i]) and not start <= parse.heads[i] < end:
            return i
    for i in range(start - 1, max(start - 25, -1), -1):
        if doc[i].is_space or (parse.words[i] == "." and i < start - 2):
            break
        if parse.deps[i] in _SUBJECTS and parse.is_verb(parse.heads[i]) and not start <= parse.heads[i] < end:
            return i
    return None


def _opens_paragraph(parse: Parse, start: int) -> bool:
    return start < 2 or bool(parse.doc[start - 2].is_space)
