"""Articles in, those out that a store does not hold as they would be made today: nothing else is parsed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from kg.building.making import article_digest
from kg.identity import article_iri
from kg.model import Article
from kg.store import Store

_AT_ONCE = 64  # articles that a store is asked about in one question


@dataclass(frozen=True, slots=True)
class Task:
    """An article whose graph is to be made."""

    article: Article
    iri: str
    digest: str | None  # kept with the graph; None: it cannot be told when the graph would come out otherwise


class Changes:
    """What of some articles is to be made, and which articles there were."""

    def __init__(self, store: Store, version: str | None, on_unchanged: Callable[[Article], None]) -> None:
        """Compare articles with what a store holds; without a recipe's `version` every one counts as changed."""
        self.store = store
        self.version = version
        self.on_unchanged = on_unchanged
        self.articles: set[str] = set()  # the IRIs of those that were read
        self._waiting: Counter[str] = Counter()  # that are to be made, and are not in the store yet

    def of(self, articles: Iterable[Article]) -> Iterator[Task]:
        """A task for each article that is new or changed, in their order."""
        waiting = iter(articles)
        while some := [self._task(article) for article in islice(waiting, _AT_ONCE)]:
            for task, is_changed in zip(some, self._are_changed(some), strict=True):
                self.articles.add(task.iri)
                if is_changed:
                    yield task
                else:
                    self.on_unchanged(task.article)

    def done(self, task: Task) -> None:
        """Note that a task's graph is in the store, or never will be."""
        self._waiting[task.iri] -= 1
        if not self._waiting[task.iri]:
            del self._waiting[task.iri]

    def _are_changed(self, tasks: list[Task]) -> list[bool]:
        """Whether each task is to be done; of two with one IRI both are, so that the later one stays."""
        asked = [task.iri for task in tasks if task.digest is not None and task.iri not in self._waiting]
        stored = self.store.digests(asked) if asked else {}
        found = []
        for task in tasks:
            is_changed = task.iri in self._waiting or task.digest is None or stored.get(task.iri) != task.digest
            if is_changed:
                self._waiting[task.iri] += 1
            found.append(is_changed)
        return found

    def missing(self) -> list[str]:
        """The articles of the store that were not among those read, sorted."""
        return sorted(iri for iri in self.store.articles() if iri not in self.articles)

    def _task(self, article: Article) -> Task:
        digest = None if self.version is None else article_digest(article, self.version)
        return Task(article, article_iri(article, self.store.base), digest)
