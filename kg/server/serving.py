"""The server as a whole: it takes its port, reads the graph, answers until it is told to stop, and ends in order."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable

import uvicorn

from kg.errors import KgError
from kg.server.app import application
from kg.server.pool import Pool
from kg.server.settings import Settings

BACKLOG = 512
LAST_WORDS = 5  # seconds that answers under way have at the end


def serve(settings: Settings, on_start: Callable[[str], None] = lambda address: None) -> None:
    """Serve until SIGINT or SIGTERM; `on_start` gets the server's address when it answers.

    Raises KgError where the port is taken or there is no graph.
    """
    if not hasattr(os, "fork"):
        raise KgError("kg serve needs a system that can fork processes, as Linux and macOS do")
    with taken(settings.host, settings.port) as listener:
        asyncio.run(_serve(settings, listener, on_start))


def taken(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 is any that is free.

    Raises KgError.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise KgError(f"cannot listen at {host}: {error.strerror or error}") from error
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        listener.close()
        raise KgError(f"cannot listen at {host}, port {port}: {_reason(error)}; give another --port") from error
    return listener


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


async def _serve(settings: Settings, listener: socket.socket, on_start: Callable[[str], None]) -> None:
    pool = Pool(settings)
    await pool.start()
    config = uvicorn.Config(
        application(pool),
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        h11_max_incomplete_event_size=settings.limits.address_bytes + 16 * 1024,
        http="h11",
        timeout_graceful_shutdown=LAST_WORDS,
    )
    on_start(address_of(listener))
    await uvicorn.Server(config).serve(sockets=[listener])


def address_of(listener: socket.socket) -> str:
    """The address that a browser asks.

    >>> with taken("127.0.0.1", 0) as listener: address_of(listener).rpartition(":")[0]
    'http://127.0.0.1'
    """
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
