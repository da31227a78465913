"""Sources -> how many articles they are likely to hold, where that can be told without reading them all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.errors import SourceError
from kg.sources.kinds import suffix_of
from kg.sources.reading import files

_ONE = frozenset({".txt", ".html", ".htm"})
_LINES = frozenset({".jsonl", ".ndjson"})
_CHUNK = 1 << 20


def count_articles(sources: Iterable[str | Path]) -> int | None:
    """About how many articles there are: a file of text or a page has one, JSON Lines one a line; None for others."""
    count = 0
    for file in files(sources, _ignore):
        suffix = suffix_of(file.path)
        if suffix in _ONE:
            count += 1
        elif suffix in _LINES:
            count += _lines(Path(file.path))
        else:
            return None
    return count


def _ignore(error: SourceError) -> None:
    """What is wrong is told when it is read."""


def _lines(path: Path) -> int:
    """The line breaks of a file; one that cannot be read has none."""
    try:
        with path.open("rb") as stream:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(_CHUNK), b""))
    except OSError:
        return 0
