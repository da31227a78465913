"""A news site on this machine: what it answers to each path, and what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = {"Content-Type": "text/html; charset=utf-8"}
STORY = "Heavy rain fell on the city of Lima on Friday, and the mayor warned residents of floods near the river. " * 3


@dataclass(frozen=True)
class Reply:
    """What a server answers."""

    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=lambda: HTML)
    status: int = 200


@dataclass
class Site:
    """A server that is running."""

    url: str
    replies: dict[str, Reply]
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def paths(self) -> list[str]:
        """The paths that it was asked for, in order."""
        return [path for path, _ in self.asked]


@contextmanager
def site(replies: Mapping[str, Reply] | None = None, *, host: str = "127.0.0.1") -> Iterator[Site]:
    """A site that answers so, and 404 to every other path."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        running.asked.append((handler.path, dict(handler.headers)))
        reply = running.replies.get(handler.path, Reply(b"nothing", status=404))
        if "ETag" in reply.headers and handler.headers.get("If-None-Match") == reply.headers["ETag"]:
            reply = Reply(status=304)
        handler.send_response(reply.status)
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(reply.body)

    methods = {"do_GET": answer, "log_message": lambda handler, *words: None}
    handler = type("Handler", (BaseHTTPRequestHandler,), methods)
    with ThreadingHTTPServer((host, 0), handler) as server:
        running = Site(f"http://{host}:{server.server_port}", dict(replies or {}))
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield running
        finally:
            server.shutdown()
            thread.join()


def page(title: str = "Rain in Lima", text: str = STORY, head: str = "") -> bytes:
    """A page with a story."""
    return (
        f'<html lang="en"><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>'
        f"<p>{text}</p><p>Nobody was hurt, the fire brigade told reporters on Saturday morning.</p>"
        "</article></body></html>"
    ).encode()
