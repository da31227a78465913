"""One keeper with its workers: the graph as it was when the keeper read it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError
from kg.server.messages import SIZES, Job, RefusedError, Reply
from kg.server.settings import Settings
from kg.server.worker import out_of_memory

OK = 200
LATE = 2.0  # seconds after its alarm at which a worker that still lives is killed


@dataclass(eq=False, slots=True)
class Worker:
    """A process that answers one job at a time."""

    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def reply(self, job: Job) -> Reply:
        """Its answer; IncompleteReadError or ConnectionError where it dies of it."""
        self.writer.write(job.packed())
        await self.writer.drain()
        return await read_reply(self.reader)

    def end(self) -> None:
        """Kill it, whatever it is at."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self.writer.close()


async def read_reply(reader: asyncio.StreamReader) -> Reply:
    """The next reply of a worker."""
    head, body = SIZES.unpack(await reader.readexactly(SIZES.size))
    return Reply.unpacked(await reader.readexactly(head), await reader.readexactly(body))


class Crew:
    """A keeper, its workers, and those of them that wait for a job."""

    def __init__(self, settings: Settings, address: Path) -> None:
        self.settings = settings
        self.address = address
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._workers: set[Worker] = set()
        self._waiting = 0
        self._is_over = False
        self._first: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def start(self) -> None:
        """Start the keeper and wait for its first worker.

        Raises KgError where there is no graph, or none that can be read.
        """
        self._server = await asyncio.start_unix_server(self._welcome, self.address)
        self._keeper = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "kg.server.keeper"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,  # Ctrl+C is for the server alone, which ends it in order
        )
        try:
            self._tell(json.dumps({"settings": self.settings.to_json(), "socket": str(self.address)}))
            await self._is_read()
            self._tell(*["fork"] * self.settings.limits.workers)
            await self._first
        except BaseException:
            self.stop()
            raise

    @property
    def is_dead(self) -> bool:
        """Whether the keeper has ended, so that no worker can follow another."""
        return self._keeper.returncode is not None

    async def reply(self, job: Job) -> Reply:
        """The answer of the next worker that is free.

        Raises RefusedError where it takes too long or too much memory, or where no worker is free in time.
        """
        worker = await self._next()
        start = time.monotonic()
        is_done = False
        try:
            reply = await asyncio.wait_for(worker.reply(job), self.settings.limits.seconds + LATE)
            is_done = not reply.is_last
            return reply
        except (asyncio.IncompleteReadError, ConnectionError, TimeoutError) as error:
            raise self._why(time.monotonic() - start) from error
        finally:
            self._after(worker, is_done)

    def retire(self) -> None:
        """Take no more jobs; who is at one ends after it."""
        self._is_over = True
        self._server.close()
        self._tell_end()
        while not self._idle.empty():
            self._end(self._idle.get_nowait())

    def stop(self) -> None:
        """End everybody at once."""
        self.retire()
        for worker in tuple(self._workers):
            self._end(worker)
        if not self.is_dead:
            self._keeper.kill()

    async def _is_read(self) -> None:
        """Wait until the keeper has read the graph."""
        assert self._keeper.stdout is not None
        line = await self._keeper.stdout.readline()
        error = json.loads(line).get("error") if line else "the graph cannot be read; see the messages above"
        if error:
            raise KgError(error)

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take a worker that has just been forked."""
        with suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            hello = await read_reply(reader)
            if hello.status == OK and not self._is_over:
                worker = Worker(int(hello.body), reader, writer)
                self._workers.add(worker)
                self._idle.put_nowait(worker)
                if not self._first.done():
                    self._first.set_result(None)
                return
            if not self._first.done():
                self._first.set_exception(KgError(hello.body.decode()))
            elif not self._is_over:  # the store could not be opened just now
                asyncio.get_running_loop().call_later(1.0, self._tell, "fork")
        writer.close()

    async def _next(self) -> Worker:
        limits = self.settings.limits
        if self._idle.empty() and self._waiting >= limits.waiting:
            raise RefusedError(503, "too many requests wait already; try again", {"Retry-After": "5"})
        self._waiting += 1
        try:
            async with asyncio.timeout(limits.patience):
                while (worker := await self._idle.get()).reader.at_eof():  # died as it waited
                    self._after(worker, is_done=False)
                return worker
        except TimeoutError as error:
            raise RefusedError(503, "no worker became free in time; try again", {"Retry-After": "5"}) from error
        finally:
            self._waiting -= 1

    def _why(self, seconds: float) -> RefusedError:
        """What a worker died of, by when."""
        limits = self.settings.limits
        if seconds < limits.seconds:
            return RefusedError(422, out_of_memory(limits.memory))
        return RefusedError(504, f"the query took longer than the {limits.seconds:g} s that one may take")

    def _after(self, worker: Worker, is_done: bool) -> None:
        """Let a worker wait for the next job, or another take its place."""
        if is_done and not self._is_over:
            self._idle.put_nowait(worker)
            return
        self._end(worker)
        if not self._is_over:
            self._tell("fork")

    def _end(self, worker: Worker) -> None:
        self._workers.discard(worker)
        worker.end()

    def _tell(self, *lines: str) -> None:
        assert self._keeper.stdin is not None
        if not self._is_over and not self._keeper.stdin.is_closing():
            self._keeper.stdin.write("".join(f"{line}\n" for line in lines).encode())

    def _tell_end(self) -> None:
        assert self._keeper.stdin is not None
        self._keeper.stdin.close()
