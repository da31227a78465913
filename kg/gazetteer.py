"""Known entities by name: `ontology/entities.ttl`, the user's authority files, and the world's countries and places."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import EntityKind


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """An entity that is known before any article is read."""

    kind: EntityKind
    name: str  # canonical
    aliases: tuple[str, ...] = ()
    iri: str | None = None  # the user's own, from an authority file
    same_as: tuple[str, ...] = ()  # Wikidata and GeoNames IRIs
    country: str | None = None  # canonical name of the country that it lies in or belongs to
    contained_in: str | None = None  # canonical name of the place around it
    coordinates: tuple[float, float] | None = None  # latitude and longitude, degrees
    population: int = 0
    demonyms: tuple[str, ...] = ()  # "Israeli", "Israelis"
    governs: str | None = None  # canonical name of the country that acts under this name: Washington, the Kremlin
