"""Where a text has names that are known before it is read: one look at each capitalised word, the longest name wins."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.language.annotations import article_of

_WORD = re.compile(r"\w+")
_AS_WRITTEN = str.maketrans({"’": "'", "‘": "'", "\n": " ", "\u00a0": " "})  # one character for one: offsets stay


@dataclass(frozen=True, slots=True)
class Spot:
    """Tokens `start:end` of a Doc that read as a known name or demonym."""

    start: int
    end: int
    text: str
    is_demonym: bool = False


class Spotter:
    """Finds known names in Docs. `texts` are the names, each with whether it is a demonym."""

    def __init__(self, texts: Iterable[tuple[str, bool]]) -> None:
        starts: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        for text, is_demonym in texts:
            first = _WORD.search(text)
            if first is not None:
                starts[first.group()].append((text, is_demonym))
        self.starts = {
            first: tuple(sorted(names, key=lambda name: (-len(name[0]), name))) for first, names in starts.items()
        }

    def spots(self, doc: Doc, words: Sequence[str]) -> Iterator[Spot]:
        """The known names of a Doc, in text order, none inside another. `words` are the texts of its tokens."""
        text = article_of(doc).text.translate(_AS_WRITTEN)
        starts = self.starts
        free = 0
        for i, word in enumerate(words):
            if i < free:
                continue
            names = starts.get(word)
            if names is None and not word.isalnum():
                first = _WORD.match(word)
                names = starts.get(first.group()) if first is not None else None
            spot = self._longest(doc, text, i, names) if names is not None else None
            if spot is not None:
                free = spot.end
                yield spot

    def _longest(self, doc: Doc, text: str, start: int, names: Iterable[tuple[str, bool]]) -> Spot | None:
        begin = doc[start].idx
        for name, is_demonym in names:
            if text.startswith(name, begin):
                end = _token_end(doc, start, begin + len(name))
                if end is not None:
                    return Spot(start, end, name, is_demonym)
        return None


def _token_end(doc: Doc, start: int, offset: int) -> int | None:
    """The token after the one that ends at a character offset; None where the offset lies inside a token."""
    for i in range(start, len(doc)):
        token = doc[i]
        end = token.idx + len(token)
        if end >= offset:
            return i + 1 if end == offset else None
    return None
