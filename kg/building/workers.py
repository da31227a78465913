"""Tasks in, their graphs out in the same order, made by several processes; one that dies takes no article with it."""

from __future__ import annotations

import logging
import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from kg.building.changes import Task
from kg.building.making import Recipe
from kg.building.worker import Answer, Failed, Started, one_thread, undisturbed, work
from kg.errors import KgError

BATCH = 16  # articles that a worker is given at once: the pipeline reads as many together
_QUEUED = 2  # batches that a worker has, so that it need not wait for the next one
_AHEAD = 4  # batches for each worker, the finished ones included, that wait for an earlier one

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Made:
    """A task with its graph as N-Triples, or with the reason why there is none."""

    task: Task
    triples: bytes = b""
    failure: str | None = None
    is_stored: bool = False  # whoever made it has put it where it belongs


@dataclass(eq=False)
class _Batch:
    """Tasks that lie one after the other."""

    begin: int  # the place of the first one among all tasks
    tasks: list[Task]
    is_retried: bool = False


@dataclass(eq=False)
class _Worker:
    """A process, and the batches that it has not answered."""

    process: BaseProcess
    pipe: Connection
    batches: deque[_Batch] = field(default_factory=deque)
    is_started: bool = False
    reason: str | None = None  # its last word


class Workers:
    """Processes that make graphs by one recipe; they end with the `with` statement that they are used in."""

    def __init__(self, recipe: Recipe, jobs: int) -> None:
        self.recipe = recipe
        self.jobs = jobs
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._again: deque[_Batch] = deque()  # batches of workers that died
        self._made: dict[int, Made] = {}  # by place, until those before it are made

    def __enter__(self) -> Workers:
        self._workers = [self._start() for _ in range(self.jobs)]
        for worker in self._workers:
            self._instruct(worker)
        return self

    def __exit__(self, *error: object) -> None:
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()

    def graphs(self, tasks: Iterable[Task]) -> Iterator[Made]:
        """Each task with its graph, in order; one that two workers died of has a failure instead.

        Raises KgError where no worker can start.
        """
        new = _batches(tasks)
        place = 0
        while self._hand_out(new):
            self._take_in()
            while place in self._made:
                yield self._made.pop(place)
                place += 1

    def _hand_out(self, new: Iterator[_Batch]) -> bool:
        """Give every worker what it can take; whether any of them is at work."""
        for many in range(1, _QUEUED + 1):
            for worker in self._workers:
                batch = self._next(new) if len(worker.batches) < many else None
                if batch is not None:
                    self._give(worker, batch)
        return any(worker.batches for worker in self._workers)

    def _next(self, new: Iterator[_Batch]) -> _Batch | None:
        if self._again:
            return self._again.popleft()
        held = len(self._made) + sum(len(batch.tasks) for worker in self._workers for batch in worker.batches)
        return next(new, None) if held < self.jobs * _AHEAD * BATCH else None

    def _give(self, worker: _Worker, batch: _Batch) -> None:
        worker.batches.append(batch)
        try:
            worker.pipe.send(tuple(task.article for task in batch.tasks))
        except OSError:  # it has died, which is seen when its answer is read
            _log.debug("worker %s took no batch", worker.process.pid)

    def _take_in(self) -> None:
        """Wait for an answer, and take in all that are there."""
        pipes = {worker.pipe: worker for worker in self._workers if worker.batches}
        for pipe in wait(list(pipes)):
            worker = next(worker for worker in pipes.values() if worker.pipe is pipe)
            try:
                answer: Answer = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
            else:
                self._note(worker, answer)

    def _note(self, worker: _Worker, answer: Answer) -> None:
        if isinstance(answer, Started):
            if answer.error is not None:
                raise KgError(answer.error)
            worker.is_started = True
        elif isinstance(answer, Failed):
            worker.reason = answer.reason
        else:
            batch = worker.batches.popleft()
            for place, (task, triples) in enumerate(zip(batch.tasks, answer, strict=True), batch.begin):
                self._made[place] = Made(task, triples)

    def _bury(self, worker: _Worker) -> None:
        """Give the batches of a worker that died to others: the articles of the one that it was at one by one."""
        worker.process.join()
        reason = worker.reason or _ending(worker.process.exitcode)
        if not worker.is_started:
            raise KgError(f"a worker process {reason} as it began; try fewer with --jobs")
        at, *rest = worker.batches
        _log.warning("a worker process %s; its articles are tried again", reason)
        if at.is_retried:
            self._made[at.begin] = Made(at.tasks[0], failure=reason)
        else:
            self._again += [_Batch(place, [task], is_retried=True) for place, task in enumerate(at.tasks, at.begin)]
        self._again += rest
        new = self._start()
        self._workers[self._workers.index(worker)] = new
        self._instruct(new)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs,), daemon=True)
        with one_thread(), undisturbed():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _instruct(self, worker: _Worker) -> None:
        with suppress(OSError):  # it has died, which is seen when its answer is read
            worker.pipe.send(self.recipe)


def _batches(tasks: Iterable[Task]) -> Iterator[_Batch]:
    begin, waiting = 0, iter(tasks)
    while some := list(islice(waiting, BATCH)):
        yield _Batch(begin, some)
        begin += len(some)


def _ending(code: int | None) -> str:
    """How a process ended.

    >>> _ending(-9), _ending(1)
    ('was ended by signal 9', 'ended with code 1')
    """
    return f"was ended by signal {-code}" if code is not None and code < 0 else f"ended with code {code}"
