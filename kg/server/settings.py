"""What a server is told at its start: which graph, where it listens, and what one request may cost."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost; more ends with an error that says so."""

    seconds: float = 30.0  # that a query or a page may take
    rows: int = 100_000  # that an answer may have, triples of a CONSTRUCT as well
    memory: int = 1024  # megabytes that a query may take beside the graph
    answer_bytes: int = 256 * MEGABYTE
    request_bytes: int = MEGABYTE  # of a POST's body
    address_bytes: int = 32 * 1024  # of a GET's path and query
    waiting: int = 512  # requests that wait for a worker at once
    patience: float = 60.0  # seconds that a request waits for a worker
    workers: int = max(4, 2 * (os.cpu_count() or 1))


@dataclass(frozen=True, slots=True)
class Place:
    """Where the graph is: a file or a folder of `kg build -o`, a store's folder, or behind another server."""

    graph: str | None = None
    store: str | None = None
    endpoint: str | None = None

    @property
    def name(self) -> str:
        """What to call it in a message."""
        return self.store or self.endpoint or self.graph or ""

    def stamp(self) -> tuple[tuple[str, int, int], ...]:
        """What changes when the graph does: names, sizes and times of its files."""
        if self.endpoint:  # which is asked each time
            return ()
        path = Path(self.name)
        files = sorted(path.iterdir()) if self.store and path.is_dir() else [path / GRAPH if path.is_dir() else path]
        found = []
        for file in files:
            try:
                status = file.stat()
            except OSError:  # a database removes files as it goes
                continue
            if not file.name.startswith(("LOG", "LOCK")):
                found.append((file.name, status.st_size, status.st_mtime_ns))
        return tuple(found)


GRAPH = "graph.trig"  # of a folder that `kg build` wrote


@dataclass(frozen=True, slots=True)
class Settings:
    """All of it."""

    place: Place
    host: str = "127.0.0.1"
    port: int = 8000
    origin: str = "*"  # whose pages may read the answers; "" for nobody's
    limits: Limits = Limits()

    def to_json(self) -> dict[str, Any]:
        """As plain values, for another process."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Settings:
        """From plain values."""
        return cls(**{**values, "place": Place(**values["place"]), "limits": Limits(**values["limits"])})
