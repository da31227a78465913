"""The loop: articles are read, their graphs made and put into the store; the files are written at the end."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from kg.building.changes import Changes, Task
from kg.building.files import write
from kg.building.making import Recipe
from kg.building.workers import Made, Workers
from kg.errors import KgError, SourceError
from kg.graph import KnowledgeGraph, whole_base
from kg.model import Article
from kg.ontology import load_ontology
from kg.pipeline import PIPELINE
from kg.sources import Fetcher, pipeline_language, read_articles, written_in
from kg.store import open_store

if TYPE_CHECKING:
    from kg.extract import Extractor

LOCAL, RAY = "local", "ray"  # runners
FEW = 100  # articles: what one process has read by the time that others have started

_log = logging.getLogger(__name__)


def log_error(error: SourceError) -> None:
    """What becomes of a source's mistake where the caller does not say: a warning in the log."""
    _log.warning("%s", error)


def ignore(article: Article) -> None:
    """What becomes of progress where the caller does not say."""


def build(
    sources: str | Path | Iterable[str | Path],
    *,
    out: str | Path | None = None,
    store: str | Path | None = None,
    endpoint: str | None = None,
    ontology: Iterable[str | Path] = (),
    authority: Iterable[str | Path] = (),
    pipeline: str = PIPELINE,
    base: str | None = None,
    keep_text: bool = True,
    min_confidence: float = 0.0,
    allow_private: bool = False,
    extractor: Extractor | None = None,
    jobs: int | None = 1,
    runner: str = LOCAL,
    forget_missing: bool = False,
    on_error: Callable[[SourceError], None] = log_error,
    on_article: Callable[[Article], None] = ignore,
    on_unchanged: Callable[[Article], None] = ignore,
) -> KnowledgeGraph:
    """The graph of every article that the sources hold, written to `out` as Turtle, TriG and a page where it is given.

    Articles are added to the `store` (a folder) or `endpoint` (a SPARQL server) where one is named, one by one in the
    place of what they said before. What it holds as it would be made today is not parsed again, but goes to
    `on_unchanged`; what is no longer in the sources stays, unless `forget_missing` and all of them could be read.

    `jobs` processes read the articles: None is one for each core where the articles are many. A script that asks for
    more than one has to stand under `if __name__ == "__main__":`. With `runner="ray"` they are the workers of a Ray
    cluster, which put their graphs into the `endpoint` themselves, in no order; None is one for each of its processors.

    What cannot be read goes to `on_error` and the rest is built; `on_article` is called as each article is in the
    store. Where no article can be read, no parser is loaded and no file written. Servers are asked at public addresses
    only, unless `allow_private`. Raises KgError.
    """
    known = load_ontology(ontology)
    place = open_store(store, endpoint, ontology=known, base=whole_base(base) if base else None)
    graph = KnowledgeGraph(place, keep_text=keep_text, min_confidence=min_confidence)
    files = tuple(map(str, authority))
    recipe = Recipe(known, graph.base, files, pipeline, keep_text, min_confidence, extractor)
    problems = _Problems(on_error)
    read = read_articles(sources, problems.report, fetcher=Fetcher(allow_private=allow_private))
    articles = written_in(pipeline_language(pipeline), read, problems.report)
    is_kept = store is not None or endpoint is not None
    changes = Changes(place, recipe.version() if is_kept else None, on_unchanged)
    make = _runner(runner, endpoint)
    with _patient_collector():
        for made in make(recipe, changes.of(articles), jobs):
            if made.failure is not None:
                problems.report(_passed_over(made))
            else:
                if not made.is_stored:
                    place.replace(made.task.iri, made.triples, made.task.digest)
                on_article(made.task.article)
            changes.done(made.task)
        if forget_missing:
            _forget(graph, changes, problems)
        place.flush()
        if out is not None and changes.articles:
            write(graph, Path(out))
    return graph


@contextmanager
def _patient_collector() -> Iterator[None]:
    """Let garbage be collected less often: a build makes many records and few cycles, and a collector that looks for
    them among the pipeline's and the gazetteer's objects takes a tenth of its time."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


class _Problems:
    """Counts what goes to a listener."""

    def __init__(self, on_error: Callable[[SourceError], None]) -> None:
        self.on_error = on_error
        self.count = 0

    def report(self, error: SourceError) -> None:
        """Pass a mistake on."""
        self.count += 1
        self.on_error(error)


def _runner(name: str, endpoint: str | None) -> Callable[[Recipe, Iterator[Task], int | None], Iterator[Made]]:
    """What turns tasks into graphs.

    Raises KgError.
    """
    if name == LOCAL:
        return _made_here
    if name != RAY:
        raise KgError(f"there is no runner {name!r}; there are {LOCAL} and {RAY}")
    if endpoint is None:
        raise KgError("--runner ray needs --endpoint: a SPARQL server that all its machines can reach")
    return lambda recipe, tasks, jobs: _made_there(recipe, tasks, jobs, endpoint)


def _made_there(recipe: Recipe, tasks: Iterator[Task], jobs: int | None, endpoint: str) -> Iterator[Made]:
    """Each task, in no order, as its graph was put into the endpoint by a machine of a Ray cluster."""
    from kg.building.cluster import Cluster  # an extra

    first = next(tasks, None)
    if first is not None:
        yield from Cluster(recipe, endpoint, jobs).graphs(chain([first], tasks))


def _made_here(recipe: Recipe, tasks: Iterator[Task], jobs: int | None) -> Iterator[Made]:
    """Each task with its graph, in order: here where they are few, else by other processes."""
    first = list(islice(tasks, FEW if jobs is None else 1))
    if not first:
        return
    if jobs is None:
        jobs = cores() if len(first) == FEW else 1
    tasks = chain(first, tasks)
    if jobs > 1:
        with Workers(recipe, jobs) as workers:
            yield from workers.graphs(tasks)
        return
    waiting: list[Task] = []  # that the extractor has taken and not given back
    for triples in recipe.maker().graphs(_articles(tasks, waiting)):
        yield Made(waiting.pop(0), triples)


def _articles(tasks: Iterable[Task], waiting: list[Task]) -> Iterator[Article]:
    for task in tasks:
        waiting.append(task)
        yield task.article


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _passed_over(made: Made) -> SourceError:
    article = made.task.article
    return SourceError(f"no graph could be made of it: a worker process {made.failure}", article.url or article.id)


def _forget(graph: KnowledgeGraph, changes: Changes, problems: _Problems) -> None:
    """Take out the articles that no source holds any more, where every source could be read."""
    missing = changes.missing()
    if missing and problems.count:
        message = f"{len(missing)} missing articles are kept, since not every source could be read"
        problems.report(SourceError(message, missing[0]))
        return
    for article in missing:
        graph.store.remove(article)
