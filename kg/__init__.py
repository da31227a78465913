"""newskg: news articles in, an RDF graph of events out.

    import kg
    graph = kg.build("seeds/")
    graph.query("SELECT ...")

Names are loaded when they are first used, so that `import kg` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.building import build
    from kg.errors import KgError, OntologyError, QueryError, ServiceError, SourceError, StoreError
    from kg.extract import load_extractor
    from kg.graph import KnowledgeGraph
    from kg.model import Article, Extraction
    from kg.ontology import load_ontology
    from kg.sources import read_articles

    open = KnowledgeGraph.open

_HOMES = {
    "Article": "kg.model",
    "Extraction": "kg.model",
    "KgError": "kg.errors",
    "KnowledgeGraph": "kg.graph",
    "OntologyError": "kg.errors",
    "QueryError": "kg.errors",
    "ServiceError": "kg.errors",
    "SourceError": "kg.errors",
    "StoreError": "kg.errors",
    "build": "kg.building",
    "load_extractor": "kg.extract",
    "load_ontology": "kg.ontology",
    "open": "kg.graph",
    "read_articles": "kg.sources",
}

__all__ = [
    "Article",
    "Extraction",
    "KgError",
    "KnowledgeGraph",
    "OntologyError",
    "QueryError",
    "ServiceError",
    "SourceError",
    "StoreError",
    "build",
    "load_extractor",
    "load_ontology",
    "open",
    "read_articles",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    path = "KnowledgeGraph.open" if name == "open" else name
    value: object = attrgetter(path)(import_module(_HOMES[name]))
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
