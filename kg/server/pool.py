"""Who answers: the crew of the graph as it is now, replaced by a fresh one when the graph has changed."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from kg.errors import KgError
from kg.server.crew import Crew
from kg.server.messages import Job, Reply
from kg.server.settings import Settings

LOOK = 1.0  # seconds between two looks at the graph's files
REST = 5.0  # seconds between two readings, while another process writes all the time


class Pool:
    """The crew at work and the watch over the graph's files."""

    def __init__(self, settings: Settings, *, look: float = LOOK, rest: float = REST) -> None:
        self.settings = settings
        self.generation = 0  # one more with each graph that is read
        self._look, self._rest = look, rest
        self._folder = Path(tempfile.mkdtemp(prefix="kg-serve-"))
        self._queries = asyncio.Semaphore(max(1, settings.limits.workers - 1))  # a worker is left for the pages

    async def start(self) -> None:
        """Read the graph, and again whenever it changes.

        Raises KgError.
        """
        try:
            self._stamp = self.settings.place.stamp()
            self._crew = await self._new_crew()
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        self._watch = asyncio.create_task(self._watched())

    async def reply(self, job: Job) -> Reply:
        """The reply to a job.

        Raises RefusedError.
        """
        if job.kind not in ("query", "editor"):
            return await self._crew.reply(job)
        async with self._queries:
            return await self._crew.reply(job)

    def stop(self) -> None:
        """End all other processes."""
        self._watch.cancel()
        self._crew.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    async def _new_crew(self) -> Crew:
        self.generation += 1
        crew = Crew(self.settings, self._folder / str(self.generation))
        await crew.start()
        return crew

    async def _watched(self) -> None:
        """Read the graph anew when its files have changed, or when its keeper is gone."""
        while True:
            await asyncio.sleep(self._look)
            stamp = self.settings.place.stamp()
            if stamp == self._stamp and not self._crew.is_dead:
                continue
            self._stamp = stamp
            try:
                old, self._crew = self._crew, await self._new_crew()
                old.retire()
            except KgError as error:  # half written, or gone: the old one stays
                sys.stderr.write(f"kg: {error}; the graph that was read before is served on\n")
            await asyncio.sleep(self._rest)
