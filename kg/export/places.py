"""Events in, GeoJSON (RFC 7946) out: a point for each place with coordinates that an event is told to be at."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from kg.events import EntityRecord, EventRecord
from kg.model import EntityKind, Role

ROLES = (Role.PLACE, Role.DESTINATION, Role.ORIGIN, Role.TARGET)  # a target only where it is a place


def write_geojson(events: Iterable[EventRecord]) -> bytes:
    """A FeatureCollection in time order; a point is [longitude, latitude]. What has no coordinates is left out."""
    features = [_feature(event, role, place) for event in events for role, place in located(event)]
    written = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1)
    return f"{written}\n".encode()


def located(event: EventRecord) -> Iterator[tuple[Role, EntityRecord]]:
    """Where an event is told to be: its places that have coordinates on earth, with their roles."""
    for role in ROLES:
        for entity in event.filling(role):
            is_place = role is not Role.TARGET or entity.kind in (EntityKind.PLACE, EntityKind.COUNTRY)
            if (
                is_place
                and entity.coordinates
                and abs(entity.coordinates[0]) <= 90
                and abs(entity.coordinates[1]) <= 180
            ):
                yield role, entity


def _feature(event: EventRecord, role: Role, place: EntityRecord) -> dict[str, object]:
    latitude, longitude = place.coordinates or (0.0, 0.0)
    published = event.article.published
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {
            "event": event.iri,
            "label": event.label,
            "class": event.class_label,
            "family": event.family,
            "begin": event.begin,
            "end": event.end,
            "role": role.value,
            "place": place.name,
            "place_iri": place.iri,
            "country": place.country,
            "told": event.telling.value,
            "polarity": event.polarity.value,
            "factuality": event.factuality.value,
            "source": str(event.source) if event.source else None,
            "confidence": event.confidence,
            "happening": event.happening,
            "article": event.article.iri,
            "title": event.article.title,
            "publisher": event.article.publisher,
            "published": published.isoformat() if published else None,
            "url": event.article.url,
            "sentence": event.sentences[0].text if event.sentences else None,
        },
    }
