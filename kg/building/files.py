"""A graph in, the files of a folder out, and what they hold in a few words."""

from __future__ import annotations

from pathlib import Path

from kg.graph import KnowledgeGraph

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


def write(graph: KnowledgeGraph, folder: Path) -> None:
    """The graph's files in a folder, each of them whole or not at all.

    Raises StoreError.
    """
    graph.save(*(folder / name for name in GRAPH_FILES))
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
