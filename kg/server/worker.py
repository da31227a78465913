"""A worker: it takes one job after the other from a socket and answers it, within its time and its memory."""

from __future__ import annotations

import os
import resource
import signal
import socket
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from kg.errors import KgError
from kg.server.editor import editor
from kg.server.finding import home, network, search
from kg.server.messages import Job, RefusedError, Reply, read_frame
from kg.server.pages import thing
from kg.server.settings import MEGABYTE
from kg.server.site import Site
from kg.server.sparql import answer_query, describe_service

JOBS: Mapping[str, Callable[[Site, Job], Reply]] = {
    "query": lambda site, job: answer_query(site.store, site.limits, job),
    "service": lambda site, job: describe_service(site.store, job),
    "home": home,
    "search": search,
    "network": network,
    "editor": editor,
    **dict.fromkeys(("entity", "event", "article"), thing),
}
GROWN = 256  # megabytes: a worker that has taken so many since its start is followed by a fresh one


def work(opened: Callable[[], Site], address: str) -> None:
    """Answer jobs until the socket is closed; the first thing said is whether the site could be opened."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address)
        try:
            site = opened()
        except KgError as error:
            connection.sendall(_told(500, str(error)).packed())
            return
        connection.sendall(Reply(str(os.getpid()).encode(), "text/plain").packed())
        _limit_memory(site.limits.memory)
        with connection.makefile("rb") as stream:
            start = _peak()
            while frame := read_frame(stream.read):
                reply = _told(500, "a mistake of the server's own; it is among its messages", is_last=True)
                try:
                    reply = answered(site, Job.unpacked(frame[0]))
                finally:
                    reply = replace(reply, is_last=reply.is_last or _peak() > start + GROWN)
                    connection.sendall(reply.packed())
                if reply.is_last:
                    return


def answered(site: Site, job: Job) -> Reply:
    """The reply to a job; an alarm ends the process, whatever it is at, when the time is over."""
    signal.setitimer(signal.ITIMER_REAL, site.limits.seconds)
    try:
        return JOBS[job.kind](site, job)
    except RefusedError as error:
        return replace(_told(error.status, str(error)), headers=error.headers)
    except KgError as error:
        return _told(404, str(error))
    except MemoryError:
        return _told(422, out_of_memory(site.limits.memory), is_last=True)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def out_of_memory(megabytes: int) -> str:
    """What is said of a query that takes too much."""
    return f"the query takes more than the {megabytes:,} MB of memory that one may take; ask for less at once"


def _told(status: int, message: str, *, is_last: bool = False) -> Reply:
    return Reply(message.encode(), "text/plain; charset=utf-8", status, is_last=is_last)


def _limit_memory(megabytes: int) -> None:
    """Let this process take so much more than it has; where the system does not tell what it has, no limit is set."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[5])
    except OSError:
        return
    limit = pages * resource.getpagesize() + megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _peak() -> int:
    """The most memory that this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
