"""A reconciliation service on this machine: it speaks the API, and fails in every way that services do."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

SPACE = "http://www.wikidata.org/entity/"
MANIFEST: dict[str, object] = {
    "versions": ["0.2"],
    "name": "Elin lookup",
    "identifierSpace": SPACE,
    "schemaSpace": "http://www.wikidata.org/prop/direct/",
    "defaultTypes": [{"id": "Q35120", "name": "entity"}],
}
KNOWN: dict[str, list[dict[str, object]]] = {
    "Ada Berg": [
        {"id": "Q12", "name": "Ada Berg", "description": "Norlandish minister", "score": 98.5, "match": True},
        {"id": "Q13", "name": "Ada Bergh", "score": 60, "match": False},
    ],
    "Sudmark": [
        {"id": "Q22", "name": "Sudmark", "description": "wine", "score": 70, "match": False, "type": ["Q99"]},
        {"id": "Q21", "name": "Sudmark", "score": 90, "match": False, "type": [{"id": "Q6256", "name": "country"}]},
        {"id": "Q23", "name": "Südmark", "score": 20, "match": False},
    ],
}


@dataclass
class Reply:
    """An answer that is not as the API has it."""

    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    after: float = 0.0  # seconds


@dataclass
class Lookup:
    """The service: its replies to the next requests, in order, and what it was asked."""

    url: str = ""
    manifest: dict[str, object] = field(default_factory=lambda: dict(MANIFEST))
    replies: list[Reply | None] = field(default_factory=list)  # None: as the API has it
    batches: list[dict[str, dict[str, object]]] = field(default_factory=list)
    requests: int = 0
    largest: int = 1000

    def answer(self, data: dict[str, list[str]] | None) -> Reply:
        """The manifest to a GET, candidates to a POST."""
        self.requests += 1
        reply = self.replies.pop(0) if self.replies else None
        if reply is not None:
            return reply
        if data is None:
            return Reply(body=json.dumps(self.manifest))
        asked = json.loads(data["queries"][0])
        self.batches.append(asked)
        if len(asked) > self.largest:
            return Reply(413, "too many")
        return Reply(body=json.dumps({key: {"result": KNOWN.get(q["query"], [])} for key, q in asked.items()}))


@contextmanager
def lookup() -> Iterator[Lookup]:
    """A service that listens until the block ends."""
    service = Lookup()

    methods = {"do_GET": _get, "do_POST": _post, "log_message": lambda handler, *words: None, "service": service}
    handler = type("Handler", (BaseHTTPRequestHandler,), methods)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    service.url = f"http://127.0.0.1:{server.server_port}/en/api"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _get(handler: BaseHTTPRequestHandler) -> None:
    _reply(handler, handler.service.answer(None))


def _post(handler: BaseHTTPRequestHandler) -> None:
    body = handler.rfile.read(int(handler.headers["Content-Length"]))
    _reply(handler, handler.service.answer(parse_qs(body.decode())))


def _reply(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    time.sleep(reply.after)
    handler.send_response(reply.status)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    data = reply.body.encode()
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    with suppress(OSError):  # who has waited long enough is gone
        handler.wfile.write(data)
