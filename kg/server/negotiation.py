"""Which of the media types that a server has a client would rather take: HTTP's Accept with its q-values."""

from __future__ import annotations

from collections.abc import Sequence


def chosen(accept: str, offered: Sequence[str]) -> str | None:
    """The media type that the client takes most gladly, the first of several equals; None where it takes none.

    >>> chosen("text/csv;q=0.5, application/*", ["application/json", "text/csv"])
    'application/json'
    >>> chosen("text/*, text/html;q=0", ["text/html", "text/turtle"])
    'text/turtle'
    >>> chosen("", ["text/turtle"]), chosen("image/png", ["text/turtle"])
    ('text/turtle', None)
    """
    ranges = _ranges(accept) or [("*", "*", 1.0)]
    qualities = [_quality(media_type, ranges) for media_type in offered]
    best = max(qualities, default=0.0)
    return offered[qualities.index(best)] if best > 0 else None


def _quality(media_type: str, ranges: Sequence[tuple[str, str, float]]) -> float:
    """By the most specific range that holds the type."""
    kind, _, name = media_type.partition("/")
    for wanted in ((kind, name), (kind, "*"), ("*", "*")):
        found = [quality for *pair, quality in ranges if tuple(pair) == wanted]
        if found:
            return max(found)
    return 0.0


def _ranges(accept: str) -> list[tuple[str, str, float]]:
    """What stands in the header; a part that is none is left out, and parameters other than q do not tell apart."""
    found = []
    for part in accept.split(","):
        media_type, *parameters = (piece.strip().lower() for piece in part.split(";"))
        kind, slash, name = media_type.partition("/")
        if not slash or not kind or not name:
            continue
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                quality = _number(value.strip())
        found.append((kind, name, quality))
    return found


def _number(value: str) -> float:
    """A q-value between 0 and 1; one that is no number means 1.

    >>> _number("0.5"), _number("7"), _number("nan"), _number("x")
    (0.5, 1.0, 1.0, 1.0)
    """
    try:
        quality = float(value)
    except ValueError:
        return 1.0
    return max(0.0, min(1.0, quality)) if quality == quality else 1.0
