"""Requests to a SPARQL server: with time limits, repeated while it does not answer, and errors in one line."""

from __future__ import annotations

import time
import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from kg.errors import QueryError, StoreError
from kg.store.protocol import Dataset

if TYPE_CHECKING:
    import httpx

UNION = Dataset()
_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_BUSY = frozenset({429, 502, 503, 504})
_QUERIED = ("query", "sparql")  # what addresses of query services end in
_REFUSALS = {401: "asks for a password", 403: "forbids it", 404: "has no such service"}
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a server is waited for, in seconds."""

    to_connect: float = 10.0
    to_answer: float = 300.0
    attempts: int = 6
    first_pause: float = 0.5  # doubled after each attempt: 15 s in all


@dataclass(frozen=True, slots=True)
class Response:
    """What a query gave: rows as JSON, or a graph as N-Triples."""

    content: bytes
    is_graph: bool


class Server:
    """A server by the address that its query and graph store services lie under, or by these two."""

    def __init__(self, endpoint: str, patience: Patience) -> None:
        """Take `http://host:7878` for its `/query` and `/store`, as Oxigraph has them, or both addresses with a comma.

        An address that ends in `/query` or `/sparql` is the query service itself. Raises StoreError for anything else.
        """
        import httpx  # heavy

        self._asked, self._stored = _services(endpoint)
        self.name = _without_password(endpoint.partition(",")[0].strip().rstrip("/"))
        for address in (self._asked, self._stored):
            if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
                raise StoreError("is no address of a server; give one like http://127.0.0.1:7878", self.name)
        self._patience = patience
        limits = httpx.Timeout(patience.to_answer, connect=patience.to_connect)
        is_near = urlsplit(self._asked).hostname in _LOOPBACK
        self._client = httpx.Client(timeout=limits, trust_env=not is_near, follow_redirects=True)
        weakref.finalize(self, self._client.close)

    def query(self, sparql: str, dataset: Dataset | None = None) -> Response:
        """What a query finds in a dataset (`UNION` is that of all graphs), by default in the query's own.

        Raises QueryError where the server refuses it, StoreError where it does not answer.
        """
        form: dict[str, str | list[str]] = {"query": sparql}
        if dataset is UNION:
            form["union-default-graph"] = "true"  # Oxigraph's; other servers do so anyway, or are set up to
        elif dataset is not None:
            form |= {"default-graph-uri": list(dataset.default), "named-graph-uri": list(dataset.named)}
        headers = {"Accept": f"{_RESULTS}, {_TRIPLES};q=0.9"}
        found = self._sent(self._client.build_request("POST", self._asked, data=form, headers=headers))
        if found.status_code == 400:
            raise QueryError(f"the server refuses it: {_first_line(found)}")
        self._check(found)
        kind = found.headers.get("content-type", "").partition(";")[0]
        if kind not in (_RESULTS, _TRIPLES):
            raise StoreError(f"answers a query with {kind or 'nothing'}; this is no SPARQL service", self.name)
        return Response(found.content, is_graph=kind == _TRIPLES)

    def put(self, graph: str, triples: bytes) -> None:
        """Put N-Triples in the place of a graph.

        Raises StoreError.
        """
        headers, name = {"Content-Type": _TRIPLES}, {"graph": graph}
        request = self._client.build_request("PUT", self._stored, params=name, content=triples, headers=headers)
        self._check(self._sent(request))

    def delete(self, graph: str) -> bool:
        """Take a graph out; whether there was one.

        Raises StoreError.
        """
        found = self._sent(self._client.build_request("DELETE", self._stored, params={"graph": graph}))
        if found.status_code != 404:
            self._check(found)
        return found.status_code != 404

    def _sent(self, request: httpx.Request) -> httpx.Response:
        """The answer to a request that may be sent twice."""
        import httpx  # heavy

        pause = self._patience.first_pause
        for attempt in range(1, self._patience.attempts + 1):
            try:
                found = self._client.send(request)
                if found.status_code not in _BUSY:
                    return found
                reason = f"is busy (HTTP {found.status_code})"
            except httpx.TransportError as error:
                reason = f"does not answer ({str(error) or type(error).__name__})"
            if attempt < self._patience.attempts:
                time.sleep(pause)
                pause *= 2
        raise StoreError(
            f"{reason} after {self._patience.attempts} attempts; start the server and run the same command again:"
            " it goes on where it stopped",
            self.name,
        )

    def _check(self, found: httpx.Response) -> None:
        if found.is_success:
            return
        method, status = found.request.method, found.status_code
        if method in ("PUT", "DELETE") and status in (404, 405):
            said = f"has no graph store at {found.request.url.path}: it can be read and not written"
        else:
            said = _REFUSALS.get(status) or f"refuses {method}: {_first_line(found)}"
        raise StoreError(f"{said} (HTTP {status})", self.name)


def _services(endpoint: str) -> tuple[str, str]:
    """The addresses of the query service and of the graph store.

    >>> _services("http://localhost:7878/")
    ('http://localhost:7878/query', 'http://localhost:7878/store')
    >>> _services("http://localhost:8000/sparql")
    ('http://localhost:8000/sparql', 'http://localhost:8000/store')
    """
    first, comma, second = (part.strip() for part in endpoint.partition(","))
    if comma:
        return first, second
    root, slash, last = first.rstrip("/").rpartition("/")
    if last in _QUERIED:
        return f"{root}/{last}", f"{root}/store"
    return f"{root}{slash}{last}/query", f"{root}{slash}{last}/store"


def _first_line(found: httpx.Response) -> str:
    return next(iter(found.text.strip().splitlines()), "it does not say why")[:200]


def _without_password(address: str) -> str:
    """An address as it may stand in a message.

    >>> _without_password("https://ann:secret@example.org:7878/news")
    'https://example.org:7878/news'
    """
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
