"""A graph in other formats."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

import kg
from kg.errors import StoreError
from kg.export import WRITERS, export
from kg.extract import Extractor


@pytest.mark.parametrize("format", sorted(WRITERS))
def test_every_format_holds_the_same_statements(format: str, accusations: Path, accusation_reader: Extractor) -> None:
    """What rdflib reads back from a format is what the graph says, and a second export has the same bytes."""
    graph = kg.build(accusations, extractor=accusation_reader)
    written = export(graph, format)
    assert written == export(graph, format)
    names = {"jsonld": "json-ld"}
    read = rdflib.Dataset(default_union=True).parse(data=written, format=names.get(format, format))
    triples = {(s, p, o) for s, p, o, _ in graph.to_rdflib().quads()}
    assert {(s, p, o) for s, p, o, _ in read.quads()} == triples


def test_an_unknown_format_is_named_with_the_known_ones(accusations: Path, accusation_reader: Extractor) -> None:
    """A mistyped format is one line that lists the others."""
    with pytest.raises(StoreError, match="there are nquads, trig"):
        export(kg.build(accusations, extractor=accusation_reader), "word")
