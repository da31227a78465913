"""Where a text has names that are known before it is read: one look at each capitalised word, the longest name wins."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
_AS_WRITTEN = (("’", "'"), ("‘", "'"), ("\n", " "), ("\u00a0", " "))  # one character for one: offsets stay


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

    def spots(self, text: str, words: Sequence[str], begins: Sequence[int]) -> Iterator[Spot]:
        """The known names of a text, in order, none inside another. `words` are its tokens, which begin at `begins`."""
        for written, plain in _AS_WRITTEN:  # `translate` asks a mapping for each character
            text = text.replace(written, plain)
        starts = self.starts
        free = 0
        for i, word in enumerate(words):
            if i < free:
                continue
            names = starts.get(word)
            if names is None and not word.isalnum():
                first = _WORD.match(word)
                names = starts.get(first.group()) if first is not None else None
            spot = self._longest(text, i, names, words, begins) if names is not None else None
            if spot is not None:
                free = spot.end
                yield spot

    def _longest(
        self, text: str, start: int, names: Iterable[tuple[str, bool]], words: Sequence[str], begins: Sequence[int]
    ) -> Spot | None:
        begin = begins[start]
        for name, is_demonym in names:
            if text.startswith(name, begin):
                end = _token_end(start, begin + len(name), words, begins)
                if end is not None:
                    return Spot(start, end, name, is_demonym)
        return None


def _token_end(start: int, offset: int, words: Sequence[str], begins: Sequence[int]) -> int | None:
    """The token after the one that ends at a character offset; None where the offset lies inside a token."""
    for i in range(start, len(words)):
        end = begins[i] + len(words[i])
        if end >= offset:
            return i + 1 if end == offset else None
    return None
