"""Feeds in, a graph that grows by their news: the loop behind `kg watch`.

An article is noted as read once its graph is in its place, so that a watch that is stopped, or killed, misses nothing.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.building import write
from kg.building.making import Recipe, article_digest
from kg.errors import SourceError
from kg.graph import GRAPH, KnowledgeGraph, whole_base, write_whole
from kg.identity import article_iri
from kg.model import Article
from kg.ontology import Ontology, load_ontology
from kg.pipeline import PIPELINE
from kg.query import Iri
from kg.sources import Fetcher, Report, pipeline_language, written_in
from kg.sources.feeds import Entry, entry_article
from kg.sources.limits import is_too_long
from kg.sources.polling import News, Poller, load_states, written_states
from kg.sources.robots import Robots
from kg.sources.urls import is_url
from kg.store import open_store

if TYPE_CHECKING:
    from kg.extract import Extractor

INTERVAL = 900.0  # seconds between two requests for a feed
STATE = "watch.json"  # in the folder of the graph: what was read of each feed

_IS_THERE = "SELECT ?article WHERE { GRAPH ?article { ?article a schema:NewsArticle } }"
_LABELS = """
SELECT DISTINCT ?what ?article WHERE { GRAPH ?article { ?event kg:polarity ?any ; rdfs:label ?what } } ORDER BY ?what
"""


@dataclass(frozen=True, slots=True)
class Added:
    """An article that was put into the graph, and what a correction changed in it."""

    article: str  # its IRI
    is_correction: bool = False  # it was there with other words
    new: tuple[str, ...] = ()  # the labels of the events that only the corrected article reports
    withdrawn: tuple[str, ...] = ()  # of those that only the old one reports


def watch(
    feeds: Iterable[str],
    *,
    out: str | Path | None = None,
    store: str | Path | None = None,
    endpoint: str | None = None,
    state: str | Path | None = None,
    interval: float = INTERVAL,
    once: bool = False,
    ontology: Iterable[str | Path] = (),
    authority: Iterable[str | Path] = (),
    pipeline: str = PIPELINE,
    base: str | None = None,
    keep_text: bool = True,
    min_confidence: float = 0.0,
    allow_private: bool = False,
    extractor: Extractor | None = None,
    fetcher: Fetcher | None = None,
    on_error: Report,
    on_article: Callable[[Added], None],
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.time,
) -> KnowledgeGraph:
    """Ask feeds every `interval` seconds and add what is new to a graph, until Ctrl-C, or `once`.

    The graph is in the `store` or `endpoint`, else in the files of `out`, which are read first and written after each
    round that added something. What was read of the feeds is kept in `state`, by default `watch.json` in the folder of
    the graph. Raises KgError.
    """
    known = load_ontology(ontology)
    graph = _graph(known, out, store, endpoint, base)
    recipe = Recipe(known, graph.base, tuple(map(str, authority)), pipeline, keep_text, min_confidence, extractor)
    path = Path(state or Path(store or out or ".") / STATE)
    client = fetcher or Fetcher(allow_private=allow_private)
    poller = Poller(_addresses(feeds), load_states(path), client, interval=interval, clock=clock)
    watcher = Watcher(graph, recipe, client, on_error, on_article, is_kept=store is not None or endpoint is not None)
    try:
        while True:
            _round(watcher, poller, path, out)
            rest = poller.rest()
            if once or rest is None:
                return graph
            sleep(rest)
    except KeyboardInterrupt:  # how a watch ends; what was added is written
        return graph
    finally:
        client.close()


def _round(watcher: Watcher, poller: Poller, state: Path, out: str | Path | None) -> None:
    """Ask the feeds once; whatever comes between, what was added and what was read are written."""
    try:
        watcher.add(poller.news(watcher.report))
    finally:
        if watcher.count:
            watcher.graph.store.flush()
            if out is not None:
                write(watcher.graph, Path(out))
            watcher.count = 0
        write_whole(state, written_states(poller.states))


def _graph(
    known: Ontology, out: str | Path | None, store: str | Path | None, endpoint: str | None, base: str | None
) -> KnowledgeGraph:
    """The graph that is added to."""
    if store is None and endpoint is None and out is not None and (Path(out) / GRAPH).exists():
        return KnowledgeGraph.open(out, ontology=known, base=base)
    return KnowledgeGraph(open_store(store, endpoint, ontology=known, base=whole_base(base) if base else None))


def _addresses(feeds: Iterable[str]) -> list[str]:
    """The feeds' addresses.

    Raises SourceError where one is none.
    """
    found = list(feeds)
    for feed in found:
        if not is_url(feed):
            raise SourceError("is no address of a feed; a file is read by kg build", feed)
    return found


class Watcher:
    """Adds what feeds bring to a graph."""

    def __init__(
        self,
        graph: KnowledgeGraph,
        recipe: Recipe,
        fetcher: Fetcher,
        report: Report,
        on_article: Callable[[Added], None],
        *,
        is_kept: bool,
    ) -> None:
        self.graph = graph
        self.report = report
        self.count = 0  # articles added since it was last set
        self._recipe = recipe
        self._fetcher = fetcher
        self._on_article = on_article
        self._version = recipe.version() if is_kept else None
        self._maker = None if recipe.extractor is None else recipe.maker()

    def add(self, news: Iterable[News]) -> None:
        """Add the articles of entries to the graph, each noted in its feed's state once it is there."""
        waiting: deque[tuple[News, Article]] = deque()
        articles = self._articles(news, waiting)
        first = next(articles, None)
        if first is None:
            return
        self._maker = self._maker or self._recipe.maker()  # the parser is loaded with the first news
        for triples in self._maker.graphs(_again(first, articles)):
            item, article = waiting.popleft()
            self._put(article, triples)
            item.state.done(item.entry)

    def _put(self, article: Article, triples: bytes) -> None:
        """Put an article's graph into its place, and tell of it."""
        iri = article_iri(article, self.graph.base)
        before = self._labels(iri) if self._has(iri) else None
        digest = None if self._version is None else article_digest(article, self._version)
        self.graph.store.replace(iri, triples, digest)
        self.count += 1
        if before is None:
            self._on_article(Added(iri))
            return
        after = self._labels(iri)
        new = tuple(label for label in after if label not in before)
        withdrawn = tuple(label for label in before if label not in after)
        self._on_article(Added(iri, True, new, withdrawn))

    def _is_there(self, entry: Entry) -> bool:
        return bool(entry.link) and self._has(article_iri(Article(entry.key, "", url=entry.link), self.graph.base))

    def _has(self, article: str) -> bool:
        return self.graph.query(_IS_THERE, article=Iri(article)).is_true

    def _labels(self, article: str) -> tuple[str, ...]:
        """What an article reports, in words."""
        return tuple(str(row[0]) for row in self.graph.query(_LABELS, article=Iri(article)).rows)

    def _articles(self, news: Iterable[News], waiting: deque[tuple[News, Article]]) -> Iterator[Article]:
        """The articles of the entries; what is no article of ours is noted as read, what cannot be read as tried."""
        robots = Robots(self._fetcher)
        language = pipeline_language(self._recipe.pipeline)
        for item in news:
            if item.entry.key not in item.state.seen and self._is_there(item.entry):
                item.state.done(item.entry)  # by another feed, or by kg build
                continue
            try:
                article = entry_article(item.entry, item.feed, item.url, self._fetcher, robots)
            except SourceError as error:
                item.state.failed(item.entry)
                self.report(error)
                continue
            if is_too_long(article, item.url, self.report) or not list(written_in(language, [article], self.report)):
                item.state.done(item.entry)
                continue
            waiting.append((item, article))
            yield article


def _again(first: Article, rest: Iterator[Article]) -> Iterator[Article]:
    yield first
    yield from rest
