"""Sources -> KnowledgeGraph: articles are read, extracted and added one by one; the files are written at the end."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

from kg.deciding import Decided
from kg.errors import SourceError
from kg.extract import PIPELINE, Extractor, load_extractor
from kg.gazetteer import load_gazetteer
from kg.graph import KnowledgeGraph, whole_base
from kg.model import Extraction
from kg.ontology import load_ontology
from kg.sources import Fetcher, pipeline_language, read_articles, written_in
from kg.store import open_store

GRAPH_FILES = ("graph.ttl", "graph.trig")
PAGE = "graph.html"

_COUNTS = """
SELECT ?articles ?entities ?events ?attributed WHERE {
  { SELECT (COUNT(DISTINCT ?article) AS ?articles) WHERE { ?article a schema:NewsArticle } }
  { SELECT (COUNT(DISTINCT ?entity) AS ?entities) WHERE {
      VALUES ?kind { schema:Person schema:Organization schema:Country schema:Place schema:Product kg:Group kg:Thing }
      GRAPH ?article { ?article a schema:NewsArticle . ?entity a ?kind } } }
  { SELECT (COUNT(DISTINCT ?event) AS ?events) WHERE { ?event kg:polarity ?polarity } }
  { SELECT (COUNT(DISTINCT ?event) AS ?attributed) WHERE {
      ?event kg:polarity ?polarity ; prov:wasAttributedTo ?source } }
}
"""

_log = logging.getLogger(__name__)


def log_error(error: SourceError) -> None:
    """What becomes of a source's mistake where the caller does not say: a warning in the log."""
    _log.warning("%s", error)


def ignore(extraction: Extraction) -> None:
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
    on_error: Callable[[SourceError], None] = log_error,
    on_article: Callable[[Extraction], None] = ignore,
) -> KnowledgeGraph:
    """The graph of every article that the sources hold, written to `out` as Turtle, TriG and a page where it is given.

    Articles are added to the `store` (a folder) or `endpoint` (a SPARQL server) where one is named, one by one in the
    place of what they said before; what else is there stays. What cannot be read goes to `on_error` and the rest is
    built; `on_article` is called as each article is done. Where no article can be read, no parser is loaded and no
    file written. Servers are asked at public addresses only, unless `allow_private`. Raises KgError.
    """
    known = load_ontology(ontology)
    place = open_store(store, endpoint, ontology=known, base=whole_base(base) if base else None)
    graph = KnowledgeGraph(place, keep_text=keep_text, min_confidence=min_confidence)
    read = read_articles(sources, on_error, fetcher=Fetcher(allow_private=allow_private))
    articles = written_in(pipeline_language(pipeline), read, on_error)
    first = next(articles, None)
    if first is None:
        return graph
    files = list(authority)
    if extractor is None or files:
        gazetteer = load_gazetteer(files)
        extractor = extractor or load_extractor(ontology=known, gazetteer=gazetteer, pipeline=pipeline)
        extractor = Decided(extractor, gazetteer, graph.base)
    for extraction in extractor.extract(chain([first], articles)):
        graph.add(extraction)
        on_article(extraction)
    if out is not None:
        write(graph, Path(out))
    return graph


def write(graph: KnowledgeGraph, folder: Path) -> None:
    """The graph's files in a folder, each of them whole or not at all.

    Raises StoreError.
    """
    for name in GRAPH_FILES:
        graph.save(folder / name)
    graph.view(folder / PAGE)


def rewrite(graph: KnowledgeGraph, path: Path) -> None:
    """The graph in the place that it was opened from: a folder's files, or one file."""
    if path.is_dir():
        write(graph, path)
    else:
        graph.save(path)


def summary(graph: KnowledgeGraph) -> str:
    """What a graph holds, in a few words."""
    counts = [value for value in graph.query(_COUNTS).rows[0] if isinstance(value, int)]
    articles, entities, events, attributed = map(_counted, counts, ("article", "entity", "event", ""))
    return f"{articles}, {entities}, {events}, {attributed}of them attributed"


def _counted(number: int, word: str) -> str:
    """A number with its word.

    >>> _counted(1, "entity"), _counted(2, "entity"), _counted(0, "event")
    ('1 entity', '2 entities', '0 events')
    """
    plural = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return f"{number} {word if number == 1 or not word else plural}"
