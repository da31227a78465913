"""Turtle files of known entities in, `KnownEntity` records out: what the package ships and what the user adds.

An entity is a subject with a type and a `skos:prefLabel` (or `rdfs:label`); `skos:altLabel` holds its other names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.gazetteer.decisions import Decisions
from kg.gazetteer.entity import KnownEntity
from kg.model import EntityKind
from kg.ontology import KG, RDF_TYPE, RDFS, SKOS

SCHEMA = "https://schema.org/"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
OWL_SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"

KINDS = {
    SCHEMA + "Person": EntityKind.PERSON,
    SCHEMA + "Organization": EntityKind.ORGANIZATION,
    SCHEMA + "Country": EntityKind.COUNTRY,
    SCHEMA + "Place": EntityKind.PLACE,
    SCHEMA + "Product": EntityKind.PRODUCT,
    KG + "Group": EntityKind.GROUP,
    KG + "Thing": EntityKind.THING,
}

Properties = dict[str, list[ox.NamedNode | ox.Literal]]


def read_entities(path: Path, *, keeps_iri: bool) -> list[KnownEntity]:
    """The entities of a Turtle file by their IRI; `keeps_iri` for a user's own, which stay under that IRI.

    Raises OntologyError.
    """
    subjects = _read(path)
    labels = {iri: name for iri, properties in subjects.items() if (name := _label(properties)) is not None}
    found = []
    for iri in sorted(labels):
        kind = next((KINDS[t.value] for t in subjects[iri].get(RDF_TYPE, []) if t.value in KINDS), None)
        if kind is not None:
            entity = _entity(kind, labels[iri], subjects[iri], labels)
            found.append(replace(entity, iri=iri) if keeps_iri else entity)
        elif keeps_iri:
            allowed = ", ".join(sorted(KINDS))
            raise OntologyError(f"{path}: a known entity needs a type, one of {allowed}", iri)
    return found


def with_countries(entities: Iterable[KnownEntity]) -> list[KnownEntity]:
    """The entities with the country that each lies in or belongs to, found by way of what is around it."""
    listed = list(entities)
    around: dict[str, KnownEntity] = {}
    for entity in listed:
        around.setdefault(entity.name, entity)
    return [replace(entity, country=_country(entity, around)) for entity in listed]


def with_splits(entities: Iterable[KnownEntity], decisions: Decisions) -> list[KnownEntity]:
    """The entities without the names that a user's splits take from them in every article, and who has these then."""
    found = list(entities)
    for split in decisions.splits:
        losers = [] if split.articles or not split.names else [e for e in found if _is(e, split.source)]
        if not losers:
            continue
        found = [_without(e, split.names) if e in losers else e for e in found]
        if split.target is not None:
            heirs = [e for e in found if _is(e, split.target)] or [_named_by(split.target, losers[0].kind)]
            rest = [e for e in found if e not in heirs]
            found = [*(replace(e, aliases=(*e.aliases, *split.names)) for e in heirs), *rest]
    return found


def _without(entity: KnownEntity, names: tuple[str, ...]) -> KnownEntity:
    aliases, seats = (tuple(name for name in old if name not in names) for old in (entity.aliases, entity.seats))
    return replace(entity, aliases=aliases, seats=seats)


def _is(entity: KnownEntity, iri: str) -> bool:
    """Whether an IRI of a graph is that of a known entity: the user's own, or one that ends with its kind and name."""
    return iri == entity.iri if entity.iri is not None else _kind_and_name(iri) == (entity.kind.value, entity.name)


def _named_by(iri: str, kind: EntityKind) -> KnownEntity:
    """Somebody new, under the user's IRI, with the name that it ends with."""
    word, name = _kind_and_name(iri)
    return KnownEntity(next((k for k in EntityKind if k.value == word), kind), name, iri=iri)


def _kind_and_name(iri: str) -> tuple[str, str]:
    path, _, name = iri.rpartition("/")
    return path.rpartition("/")[2], unquote(name).replace("_", " ")


def _country(entity: KnownEntity, around: dict[str, KnownEntity]) -> str | None:
    at: KnownEntity | None = entity
    for _ in range(8):  # no place lies deeper; a circle ends here
        if at is None or at.kind is EntityKind.COUNTRY:
            break
        at = around.get(at.contained_in or at.affiliation or "")
    return at.name if at is not None and at.kind is EntityKind.COUNTRY else None


def _read(path: Path) -> dict[str, Properties]:
    subjects: dict[str, Properties] = defaultdict(lambda: defaultdict(list))
    try:
        for triple in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
            if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
                subjects[triple.subject.value][triple.predicate.value].append(triple.object)
    except OSError as error:
        raise OntologyError(error.strerror or "cannot be read", str(path)) from error
    except SyntaxError as error:
        raise OntologyError(str(error), str(path)) from error
    return subjects


def _entity(kind: EntityKind, name: str, properties: Properties, labels: dict[str, str]) -> KnownEntity:
    return KnownEntity(
        kind=kind,
        name=name,
        aliases=tuple(_texts(properties, SKOS + "altLabel")),
        same_as=tuple(sorted(_texts(properties, OWL_SAME_AS))),
        contained_in=_other(properties, SCHEMA + "containedInPlace", labels),
        affiliation=_other(properties, KG + "affiliation", labels),
        coordinates=_coordinates(properties),
        iso=next(_texts(properties, KG + "iso"), None),
        demonyms=tuple(_texts(properties, KG + "demonym")),
        prefixes=tuple(_texts(properties, KG + "demonymPrefix")),
        peoples=tuple(_texts(properties, KG + "peopleName")),
        seats=tuple(_texts(properties, KG + "seat")),
        dissolved=next(_texts(properties, SCHEMA + "dissolutionDate"), None),
    )


def _label(properties: Properties) -> str | None:
    """The English label before one without a language before any other."""
    labels = properties.get(SKOS + "prefLabel") or properties.get(RDFS + "label") or []
    order = {"en": 0, None: 1}
    literals = [label for label in labels if isinstance(label, ox.Literal)]
    best = min(literals, key=lambda label: (order.get(label.language, 2), label.value), default=None)
    return best.value.strip() or None if best is not None else None


def _texts(properties: Properties, predicate: str) -> Iterator[str]:
    return (term.value for term in properties.get(predicate, []))


def _other(properties: Properties, predicate: str, labels: dict[str, str]) -> str | None:
    """The name of the entity that a property points to; for one of another file its IRI's last part."""
    iri = next(_texts(properties, predicate), None)
    if iri is None:
        return None
    return labels.get(iri) or iri.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1].replace("_", " ")


def _coordinates(properties: Properties) -> tuple[float, float] | None:
    latitude, longitude = (next(_texts(properties, GEO + name), None) for name in ("lat", "long"))
    try:
        return (float(latitude), float(longitude)) if latitude and longitude else None
    except ValueError:
        return None
