"""Entities as a table for people."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table

from kg.entities import COLUMNS, ListedEntity
from kg.query import Iri
from kg.rdf import prefixes
from kg.terminal import table
from kg.terminal.answers import cell

SHORT = {"http://www.wikidata.org/entity/": "wd:", "https://sws.geonames.org/": "geonames:"}


def entity_table(listed: Iterable[ListedEntity], base: str) -> Table:
    """One row for each entity, its IRI and identifiers with prefixes."""
    known = {iri: f"{prefix}:" for prefix, iri in prefixes(base).items()} | {base: ""} | SHORT
    rows = (
        [
            cell(Iri(entity.iri), known),
            entity.kind.value,
            entity.name,
            str(entity.mentions),
            str(entity.events),
            ", ".join(entity.aliases),
            ", ".join(cell(Iri(iri), known) for iri in entity.same_as),
        ]
        for entity in listed
    )
    return table(COLUMNS, rows)
