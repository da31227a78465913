"""How much is read at most: what is larger is no article, and takes memory from those that are."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Protocol

from kg.errors import SourceError
from kg.model import Article

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LONGEST = 1_000_000  # characters of an article: a long book; it is read in pieces, and kept whole
MOST_BYTES = 16_000_000  # of a page, a feed, a text file or a line of JSON: pages of newspapers have below 5 MB


class Readable(Protocol):
    """What bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""


def read_whole(stream: Readable, path: str, most: int = MOST_BYTES) -> bytes:
    """All the bytes of a stream.

    Raises SourceError where there are more than `most`.
    """
    parts = []
    left = most
    while part := stream.read(min(left + 1, 1_000_000)):
        left -= len(part)
        if left < 0:
            raise SourceError(f"is larger than {most // 1_000_000} MB; that is no article", path)
        parts.append(part)
    return b"".join(parts)


def is_too_long(article: Article, path: str, on_error: Callable[[SourceError], None]) -> bool:
    """Whether an article has more than LONGEST characters; then that is reported."""
    if len(article.text) <= LONGEST:
        return False
    name = article.url or article.id
    on_error(SourceError(f"{name!r} is too long to be an article; split it below {LONGEST:,}", path))
    return True


def read_lines(stream: BinaryIO, most: int = MOST_BYTES) -> Iterator[bytes | None]:
    """The lines of a stream; None for each that has more than `most` bytes, which is passed over.

    >>> from io import BytesIO
    >>> list(read_lines(BytesIO(b"one\\nlonger\\ntwo"), most=5))
    [b'one\\n', None, b'two']
    """
    while line := stream.readline(most + 1):
        if len(line) <= most:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(most + 1)
        yield None


def peeked(stream: Readable, size: int = 1000) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream, and a stream that still has them.

    >>> from io import BytesIO
    >>> head, stream = peeked(BytesIO(b"rain and snow"), size=4)
    >>> head, stream.read()
    (b'rain', b'rain and snow')
    """
    head = b""
    while len(head) < size and (part := stream.read(size - len(head))):
        head += part
    return head, io.BufferedReader(_Rejoined(head, stream))


class _Rejoined(io.RawIOBase):
    """A head, and the stream that it was read from."""

    def __init__(self, head: bytes, stream: Readable) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, into: WriteableBuffer, /) -> int:
        """Fill a buffer from the head, then from the stream."""
        view = memoryview(into).cast("B")
        data = self._head[: len(view)] or self._stream.read(len(view))
        self._head = self._head[len(view) :]
        view[: len(data)] = data
        return len(data)
