"""One worker process: batches of articles in by a pipe, their graphs out, in the order in which they came."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from os import environ
from queue import SimpleQueue
from threading import Thread

from kg.building.making import Recipe
from kg.errors import KgError
from kg.model import Article

_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
Batch = tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Started:
    """A worker's first word: its parser is loaded, or the user's mistake for which it is not."""

    error: str | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """A worker's last word: what went wrong with its batch."""

    reason: str


Answer = Started | Failed | list[bytes]  # the graphs of one batch


def work(pipe: Connection, recipe: Recipe) -> None:
    """Answer batches until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers itself
    with suppress(BrokenPipeError):  # the parent is gone
        try:
            maker = recipe.maker()
        except KgError as error:
            pipe.send(Started(str(error)))
            return
        pipe.send(Started())
        for batch in _received(pipe):
            try:
                graphs = list(maker.graphs(batch))
            except Exception as error:
                pipe.send(Failed(f"{type(error).__name__}: {error}"))
                raise SystemExit(1) from error
            pipe.send(graphs)


def _received(pipe: Connection) -> Iterator[Batch]:
    """The batches as they come; they are taken in beside the work, so that neither end waits for the other to read."""
    waiting: SimpleQueue[Batch | None] = SimpleQueue()

    def receive() -> None:
        with suppress(EOFError, OSError):
            while True:
                waiting.put(pipe.recv())
        waiting.put(None)

    Thread(target=receive, daemon=True).start()
    while (batch := waiting.get()) is not None:
        yield batch


@contextmanager
def one_thread() -> Iterator[None]:
    """An environment in which new processes give matrix products one thread: the workers are what runs side by side."""
    before = {name: environ.get(name) for name in _ONE_THREAD}
    environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del environ[name]
            else:
                environ[name] = value
