"""Rows: what a SELECT finds as plain text."""

from __future__ import annotations

import pyoxigraph as ox

from kg.query import rows
from kg.store import MemoryStore
from tests.made_extractions import small_ontology

ANA = ox.NamedNode("https://example.org/ana")
KNOWS = ox.NamedNode("https://example.org/knows")


def filled(*triples: tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal | ox.Triple]) -> MemoryStore:
    """A store of one graph."""
    store = MemoryStore(small_ontology())
    store.replace(ANA.value, [ox.Quad(*triple, ANA) for triple in triples])
    return store


def test_rows_are_sorted_text_and_unbound_is_empty() -> None:
    """IRIs and literals by their value, each row once."""
    store = filled((ANA, KNOWS, ox.Literal("b", language="en")), (ANA, KNOWS, ANA))
    question = f"SELECT ?what ?none {{ GRAPH {ANA} {{ ?who {KNOWS} ?what }} OPTIONAL {{ ?what {KNOWS} 7, ?none }} }}"
    assert rows(store, question) == [("b", ""), (ANA.value, "")]


def test_a_statement_about_a_statement_is_a_row_too() -> None:
    """RDF 1.2 has them as objects; theirs is the text of the triple."""
    inner = ox.Triple(ANA, KNOWS, ox.Literal("b"))
    store = filled((ANA, KNOWS, inner), (ANA, KNOWS, ANA))
    found = rows(store, f"SELECT ?what {{ GRAPH {ANA} {{ ?who {KNOWS} ?what }} }}")
    assert set(found) == {(str(inner),), (ANA.value,)}


def test_a_part_is_asked_for_in_chunks() -> None:
    """More nodes than one question takes, and none that is not among them."""
    people = [ox.NamedNode(f"https://example.org/{i}") for i in range(2000)]
    store = filled(*((person, KNOWS, ANA) for person in people))
    asked = [person.value for person in people[:1800]]
    question = f"SELECT ?who {{ {{values}} GRAPH {ANA} {{ ?who {KNOWS} ?what }} }}"
    assert len(rows(store, question, "who", asked)) == 1800
