"""The process that holds the graph: it reads it once, and forks workers that share its memory.

A worker can be killed at any moment, by its alarm or from outside, and another is there within milliseconds: that is
how a query ends that would run for minutes, and what it has taken of the memory with it.

    first line of stdin   the settings and the address of the socket, as JSON
    "fork" on stdin       one worker more; the end of stdin ends the keeper
    first line of stdout  {} when the graph is read, {"error": ...} where it cannot be
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable

from kg.errors import KgError
from kg.server.rendering import prepare
from kg.server.settings import Settings
from kg.server.site import Site, site_opener
from kg.server.worker import work


def main() -> None:
    """Read the graph, then fork a worker for each line of stdin."""
    told = json.loads(sys.stdin.readline())
    try:
        opened = site_opener(Settings.from_json(told["settings"]))
    except KgError as error:
        _tell({"error": str(error)})
        return
    prepare()
    gc.collect()
    gc.freeze()  # what is there stays shared: a collection in a worker does not touch it
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # workers leave no zombies
    _tell({})
    while sys.stdin.readline():
        if os.fork() == 0:
            _become_worker(opened, told["socket"])


def _become_worker(opened: Callable[[], Site], address: str) -> None:
    """Be a worker until the end, and nothing after it."""
    status = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.close(0)
        os.close(1)
        work(opened, address)
        status = 0
    finally:
        if status:
            traceback.print_exc()
        os._exit(status)


def _tell(message: object) -> None:
    sys.stdout.write(f"{json.dumps(message)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
