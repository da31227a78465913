"""A store in, a table of what it holds out: for notebooks, short, with every text escaped."""

from __future__ import annotations

from kg.query import rows
from kg.query.notebooks import html_table
from kg.store import Store

CLASSES = 15

_SIZES = """
SELECT (COUNT(DISTINCT ?article) AS ?articles) (COUNT(DISTINCT ?event) AS ?events)
  (COUNT(DISTINCT COALESCE(?happening, ?event)) AS ?happenings) WHERE {
  GRAPH ?article {
    ?article a schema:NewsArticle .
    OPTIONAL { ?event kg:polarity ?polarity . OPTIONAL { ?event kg:happening ?happening } }
  }
}"""
_CLASSES = """
SELECT ?class (COUNT(DISTINCT COALESCE(?happening, ?event)) AS ?happenings) WHERE {
  GRAPH ?article { ?event a ?class ; kg:polarity ?polarity . OPTIONAL { ?event kg:happening ?happening } }
} GROUP BY ?class"""


def graph_html(store: Store) -> str:
    """How many articles, events and happenings, and the happenings of the most frequent classes."""
    ((articles, events, happenings),) = rows(store, _SIZES)
    sizes = [("articles", articles), ("events", events), ("happenings", happenings)]
    classes = sorted(rows(store, _CLASSES), key=lambda row: (-int(row[1]), row[0]))
    known = store.ontology.classes
    named = []
    for iri, count in classes[:CLASSES]:
        name = iri.rpartition("#")[2].rpartition("/")[2]
        named.append((known[name].label if name in known else name, count))
    left_out = f"; the {CLASSES} most frequent classes are shown" if len(classes) > CLASSES else ""
    return html_table(("", "count"), [*sizes, *named], f"newskg graph{left_out}")
