"""One worker process: batches of articles in by a pipe, their graphs out, in the order in which they came."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from os import environ
from queue import SimpleQueue
from threading import Thread, current_thread, main_thread

from kg.building.making import Recipe
from kg.errors import KgError
from kg.model import Article

_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
_HAS_MASKS = hasattr(signal, "pthread_sigmask")  # Windows has none
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


def work(pipe: Connection) -> None:
    """Take a recipe, then answer batches until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers itself
    with suppress(BrokenPipeError, EOFError):  # the parent is gone
        recipe: Recipe = pipe.recv()  # no argument of the process: its parent would wait for one that died as it began
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


@contextmanager
def undisturbed() -> Iterator[None]:
    """Put Ctrl-C off while a worker begins, and keep it from the worker, which would tell of it at length."""
    if current_thread() is not main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: came.append(number))
    if _HAS_MASKS:
        resource_tracker.ensure_running()  # which would lift the mask
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # a new process inherits it
    try:
        yield
    finally:
        if _HAS_MASKS:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        signal.signal(signal.SIGINT, before)
    if came and callable(before):
        before(signal.SIGINT, None)


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
