"""What travels between the HTTP process and its workers: a job one way, a reply the other.

Each is a frame: the sizes of its two parts, a head as JSON, and a body.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field

SIZES = struct.Struct(">II")  # of a frame's head and of its body


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be answered from the graph."""

    kind: str  # "query", "entity", ...
    values: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    accept: str = ""  # the media types that the client takes, as in HTTP's Accept

    def packed(self) -> bytes:
        """As a frame."""
        return _frame(asdict(self), b"")

    @classmethod
    def unpacked(cls, head: bytes) -> Job:
        """From the head of a frame."""
        values = json.loads(head)
        lists = {name: tuple(found) for name, found in values.pop("lists").items()}
        return cls(**values, lists=lists)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as HTTP will give it."""

    body: bytes
    media_type: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    is_last: bool = False  # the worker that gave it takes no other job

    def packed(self) -> bytes:
        """As a frame."""
        head = {
            "media_type": self.media_type,
            "status": self.status,
            "headers": dict(self.headers),
            "is_last": self.is_last,
        }
        return _frame(head, self.body)

    @classmethod
    def unpacked(cls, head: bytes, body: bytes) -> Reply:
        """From the parts of a frame."""
        return cls(body, **json.loads(head))


class RefusedError(Exception):
    """An answer that cannot be given, with the status of HTTP that says why."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}


def read_frame(read: Callable[[int], bytes]) -> tuple[bytes, bytes] | None:
    """The parts of the next frame, or None where there is no more."""
    sizes = read(SIZES.size)
    if len(sizes) < SIZES.size:
        return None
    head, body = SIZES.unpack(sizes)
    return read(head), read(body)


def _frame(head: object, body: bytes) -> bytes:
    written = json.dumps(head).encode()
    return SIZES.pack(len(written), len(body)) + written + body
