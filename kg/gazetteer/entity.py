"""The record of one known entity."""

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
    affiliation: str | None = None  # canonical name of the country or body that an organisation belongs to
    coordinates: tuple[float, float] | None = None  # latitude and longitude, degrees
    population: int = 0
    iso: str | None = None  # ISO 3166 code of a country or territory
    neighbours: tuple[str, ...] = ()  # ISO 3166 codes of the countries that a country borders
    demonyms: tuple[str, ...] = ()  # "Israeli"
    prefixes: tuple[str, ...] = ()  # "Franco", of "Franco-German"
    peoples: tuple[str, ...] = ()  # "Israelis"
    seats: tuple[str, ...] = ()  # under whose names it acts: "Washington", "Downing Street"
    dissolved: str | None = None  # the day, ISO 8601, on which a state ended

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical name and the others, once each.

        >>> KnownEntity(EntityKind.COUNTRY, "Chile", aliases=("Republic of Chile",)).names
        ('Chile', 'Republic of Chile')
        """
        return tuple(dict.fromkeys((self.name, *self.aliases)))
