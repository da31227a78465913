"""Events in, the event table out that analysts know from GDELT: a row for each actor and target, as CSV or Parquet."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from importlib.util import find_spec
from itertools import product

from kg.errors import KgError
from kg.escaping import one_line, spreadsheet
from kg.events import EntityRecord, EventRecord
from kg.export.places import located
from kg.model import Role
from kg.ontology import Ontology
from kg.query.periods import first_day, last_day

Value = str | float | date | None

# Each column with the type that it has in Parquet.
COLUMNS: Mapping[str, str] = {
    "event": "string",
    "happening": "string",  # reports with the same one tell the same event: count it once
    "date": "date32",  # the first day that the text tells, and the last one
    "end_date": "date32",
    "time": "string",  # as the text tells it: a day, a month, a year, a range
    "published": "date32",
    "actor": "string",
    "actor_kind": "string",
    "actor_iri": "string",
    "target": "string",
    "target_kind": "string",
    "target_iri": "string",
    "class": "string",
    "family": "string",
    "plover": "string",
    "cameo": "string",
    "label": "string",
    "place": "string",
    "place_iri": "string",
    "country": "string",
    "latitude": "float64",
    "longitude": "float64",
    "told": "string",
    "polarity": "string",
    "factuality": "string",
    "source": "string",
    "confidence": "float64",
    "article": "string",
    "title": "string",
    "publisher": "string",
    "url": "string",
    "sentence": "string",
}


def write_event_csv(events: Iterable[EventRecord], ontology: Ontology) -> bytes:
    """The table for spreadsheets: UTF-8, RFC 4180, no cell of it a formula."""
    rows = (
        [value.isoformat() if isinstance(value, date) else value for value in row] for row in _rows(events, ontology)
    )
    return spreadsheet(tuple(COLUMNS), rows).encode()


def write_event_parquet(events: Iterable[EventRecord], ontology: Ontology) -> bytes:
    """The table with its columns typed; texts as they are.

    Raises KgError where pyarrow is missing.
    """
    if find_spec("pyarrow") is None:
        raise KgError("events-parquet needs pyarrow; pip install pyarrow, or write events-csv")
    import pyarrow as pa  # heavy, and not always there
    from pyarrow import parquet

    types = {"string": pa.string(), "date32": pa.date32(), "float64": pa.float64()}
    schema = pa.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    columns = list(zip(*_rows(events, ontology), strict=True)) or [()] * len(COLUMNS)
    arrays = [pa.array(values, type=field.type) for values, field in zip(columns, schema, strict=True)]
    written = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), written)
    return written.getvalue()


def _rows(events: Iterable[EventRecord], ontology: Ontology) -> Iterator[tuple[Value, ...]]:
    """A row for each actor with each target; where nobody fills a role its cells are empty."""
    for event in events:
        for actor, target in product(event.actors or (None,), event.targets or (None,)):
            yield tuple(_cells(event, actor, target, ontology))


def _cells(
    event: EventRecord, actor: EntityRecord | None, target: EntityRecord | None, ontology: Ontology
) -> Iterator[Value]:
    yield from (event.iri, event.happening)
    yield from (_day(event.begin, first_day), _day(event.end, last_day), event.time, event.article.published)
    yield from _entity(actor)
    yield from _entity(target)
    known = ontology.classes.get(event.event_class or "")
    yield from (event.class_label, event.family, known.plover if known else None, known.cameo if known else None)
    yield event.label
    yield from _place(event)
    yield from (event.telling.value, event.polarity.value, event.factuality.value)
    yield str(event.source) if event.source else None
    yield event.confidence
    yield from (event.article.iri, event.article.title, event.article.publisher, event.article.url)
    yield one_line(event.sentences[0].text) if event.sentences else None


def _entity(entity: EntityRecord | None) -> Iterator[Value]:
    if entity is None:
        return iter((None, None, None))
    return iter((entity.name, entity.kind.value if entity.kind else None, entity.iri))


def _place(event: EventRecord) -> Iterator[Value]:
    """Where it is: the first place with coordinates, else the first place."""
    named = (entity for role in (Role.PLACE, Role.DESTINATION, Role.ORIGIN) for entity in event.filling(role))
    place = next((entity for _, entity in located(event)), None) or next(named, None)
    if place is None:
        return iter((None,) * 5)
    latitude, longitude = place.coordinates or (None, None)
    return iter((place.name, place.iri, place.country, latitude, longitude))


def _written(value: Value) -> str | float | None:
    return value.isoformat() if isinstance(value, date) else value


def _day(period: str | None, edge: Callable[[str], str]) -> date | None:
    """The first or last day of a day, month or year; a foreign graph's that is none gives None."""
    if period is None:
        return None
    try:
        return date.fromisoformat(edge(period))
    except ValueError:
        return None
