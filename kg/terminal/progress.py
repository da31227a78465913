"""A run as it goes: a bar and a summary on a terminal, nothing but mistakes in a pipe."""

from __future__ import annotations

import time
from types import TracebackType

from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from kg.errors import SourceError
from kg.model import Extraction
from kg.terminal import console


class Progress:
    """What a build tells while it runs, on stderr."""

    def __init__(self) -> None:
        self.problems = 0
        self.articles = 0
        self._console = console(is_error=True)
        self._bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
        self._task = self._bar.add_task("loading", total=None)
        self._begin = time.monotonic()

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def report(self, error: SourceError) -> None:
        """Tell of a source's mistake, in one line."""
        self.problems += 1
        self._console.print(Text(f"kg: {error}".replace("\n", " ")), soft_wrap=True)

    def advance(self, extraction: Extraction) -> None:
        """Count an article that is done."""
        self.articles += 1
        self._bar.update(self._task, description=f"article {self.articles}: {extraction.article.id}")

    def summarise(self, summary: str) -> None:
        """Tell, on a terminal, what came of it and in how many seconds."""
        if self._console.is_terminal:
            self._console.print(Text(f"{summary}, in {time.monotonic() - self._begin:.1f} s"), soft_wrap=True)
