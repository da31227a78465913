"""A store in, typed records of what articles report out: for people without SPARQL, and for what is made of events."""

from kg.events.finding import class_iri, find_events
from kg.events.reading import read_articles, read_entities, read_events
from kg.events.records import (
    ArticleRecord,
    ContentRecord,
    EntityRecord,
    EventRecord,
    Sentence,
    Telling,
    in_order,
    telling_of,
)

__all__ = [
    "ArticleRecord",
    "ContentRecord",
    "EntityRecord",
    "EventRecord",
    "Sentence",
    "Telling",
    "class_iri",
    "find_events",
    "in_order",
    "read_articles",
    "read_entities",
    "read_events",
    "telling_of",
]
