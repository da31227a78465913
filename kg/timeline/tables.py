"""A timeline in, a table for spreadsheets out."""

from __future__ import annotations

from collections.abc import Iterator

from kg.escaping import Cell, spreadsheet
from kg.timeline.entries import Timeline, TimelineEntry

COLUMNS = (
    *("begin", "end", "dated_by", "event", "class", "family", "told", "factuality", "polarity", "source"),
    *("roles", "articles", "article", "title", "publisher", "published", "sentence", "event_iri", "happening"),
)


def timeline_csv(found: Timeline) -> str:
    """A row an event, with who has which role in it; `dated_by` is "text", "publication" or empty.

    Of several articles' reports the plainest gives the row; "articles" says how many tell it.
    """
    return spreadsheet(COLUMNS, (tuple(_row(entry, found)) for entry in found.entries))


def _row(entry: TimelineEntry, found: Timeline) -> Iterator[Cell]:
    event = entry.event
    yield from (entry.begin, entry.end)
    yield "text" if entry.is_dated else "publication" if entry.begin else None
    yield from (event.label, event.class_label, event.family, event.telling.value)
    yield from (event.factuality.value, event.polarity.value, str(event.source) if event.source else None)
    yield roles_in_words(entry, found)
    yield from (len(entry.articles), event.article.iri, event.article.title, event.article.publisher)
    yield event.article.published.isoformat() if event.article.published else None
    yield event.sentences[0].marked if event.sentences else None
    yield from (event.iri, event.happening)


def roles_in_words(entry: TimelineEntry, found: Timeline) -> str:
    """Who of the timeline has which role: "Hamas: target; Israel: actor, place"."""
    parts = zip(found.subjects, entry.parts, strict=True)
    return "; ".join(f"{subject.name}: {', '.join(role.value for role in roles)}" for subject, roles in parts if roles)
