"""A run as it goes: a bar and a summary on a terminal, nothing but mistakes in a pipe."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from types import TracebackType

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar
from rich.text import Text

from kg.errors import SourceError
from kg.model import Article
from kg.terminal import console

MOST_LINES = 100  # of one file whose mistakes are told one by one: a file of another kind may have millions


class _Rate(ProgressColumn):
    """How many articles a second."""

    def render(self, task: Task) -> Text:
        """Nothing before there are two of them to tell it from."""
        return Text("" if task.speed is None else f"{task.speed:.1f} articles/s")


class Progress:
    """What a build tells while it runs, on stderr."""

    def __init__(self, count: Callable[[], int | None] = lambda: None) -> None:
        """Tell of a build; `count` is asked, on a terminal only, how many articles there are, if that is known."""
        self.problems = 0
        self._lines: Counter[str] = Counter()  # with mistakes, by file
        self.articles = 0  # in the graph as the sources have them, those of an earlier build included
        self.unchanged = 0
        self._console = console(is_error=True)
        self._bar = Bar(
            SpinnerColumn(),
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            _Rate(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.description}"),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
        total = count() if self._console.is_terminal else None
        self._task = self._bar.add_task("loading", total=total)
        self._begin = time.monotonic()

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()
        for path, count in self._lines.items():
            if count > MOST_LINES:
                self._tell(f"{path}: {count - MOST_LINES:,} more mistakes")

    def report(self, error: SourceError) -> None:
        """Tell of a mistake in one line; of a file with very many of them the first, and at the end how many more."""
        self.problems += 1
        if error.line is not None:
            self._lines[error.path] += 1
        if self._lines[error.path] <= MOST_LINES:
            self._tell(str(error))

    def advance(self, article: Article) -> None:
        """Count an article that is done."""
        self.articles += 1
        self._bar.update(self._task, advance=1, description=article.id)

    def skip(self, article: Article) -> None:
        """Count an article whose graph is there already."""
        self.unchanged += 1
        self.advance(article)

    def summarise(self, summary: Callable[[], str]) -> None:
        """Tell, on a terminal, what came of it and in how many seconds; elsewhere nobody counts."""
        if self._console.is_terminal:
            new = self.articles - self.unchanged
            found = f"{summary()}; {new} new or changed, {self.unchanged} as they were"
            self._console.print(Text(f"{found}, in {time.monotonic() - self._begin:.1f} s"), soft_wrap=True)

    def _tell(self, mistake: str) -> None:
        self._console.print(Text(f"kg: {mistake}".replace("\n", " ")), soft_wrap=True)
