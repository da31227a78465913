"""The store: one named graph per article, with the ontology beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import StoreError
from kg.identity import identify
from kg.model import Extraction
from kg.rdf import quads, write_nquads, write_trig, write_turtle
from kg.rdf.vocabulary import KG, RDFS
from kg.store import MemoryStore
from tests.made_extractions import answer, border, small_ontology

BORDER = "https://example.org/border"


def quads_of(extraction: Extraction) -> list[ox.Quad]:
    """What an article gives."""
    return list(quads(identify(extraction, ontology=small_ontology()), small_ontology()))


@pytest.fixture
def store() -> MemoryStore:
    """A store with one article."""
    store = MemoryStore(small_ontology())
    store.replace(BORDER, quads_of(border()))
    return store


def test_a_store_holds_what_it_was_given(store: MemoryStore) -> None:
    """Its quads are the articles'; the ontology is not among them."""
    assert set(store.quads()) == set(quads_of(border()))
    assert list(store.articles()) == [BORDER]


def test_replacing_twice_changes_nothing(store: MemoryStore) -> None:
    """An article's graph is put in the place of the old one."""
    store.replace(BORDER, quads_of(border()))
    assert write_nquads(store.quads()) == write_nquads(quads_of(border()))


def test_a_broken_stream_leaves_the_old_quads(store: MemoryStore) -> None:
    """Nothing is taken out before the new quads are there."""

    def broken() -> Iterator[ox.Quad]:
        yield quads_of(border())[0]
        raise RuntimeError("lost")

    with pytest.raises(RuntimeError, match="lost"):
        store.replace(BORDER, broken())
    assert set(store.quads()) == set(quads_of(border()))


def test_removing_undoes_adding(store: MemoryStore) -> None:
    """What another article said stays; the ontology cannot be removed."""
    article = identify(answer()).article
    store.replace(article, quads_of(answer()))
    assert store.remove(BORDER)
    assert not store.remove(BORDER)
    assert not store.remove("https://w3id.org/newskg")
    assert set(store.quads()) == set(quads_of(answer()))


def test_the_ontology_is_a_named_graph(store: MemoryStore) -> None:
    """A question about kg:Violence finds kg:Attack."""
    ask = "ASK { GRAPH <https://w3id.org/newskg> { kg:Attack rdfs:subClassOf kg:Violence } }"
    assert store.query(ask, {})
    found = store.query("SELECT DISTINCT ?event { ?event a/rdfs:subClassOf* kg:Violence }", {})
    assert len(list(found)) == 3


def test_a_substitution_gives_a_variable_its_value(store: MemoryStore) -> None:
    """Values never become part of the query's text."""
    text = "SELECT DISTINCT ?s ?label { ?s rdfs:label ?label }"
    found = list(store.query(text, {"label": ox.Literal("Ada Berg", language="en")}))
    assert [row["s"] for row in found] == [ox.NamedNode("https://w3id.org/newskg/person/Ada_Berg")]


@pytest.mark.parametrize(("suffix", "write"), [(".trig", write_trig), (".nq", write_nquads), (".ttl", write_turtle)])
def test_a_file_is_loaded_as_it_was_saved(store: MemoryStore, tmp_path: Path, suffix: str, write: object) -> None:
    """Turtle's triples go back to the graph of their article."""
    path = tmp_path / f"graph{suffix}"
    path.write_bytes(write(store.quads()))
    loaded = MemoryStore(small_ontology())
    loaded.load(path)
    assert set(loaded.quads()) == set(store.quads())


def test_foreign_turtle_stays_in_the_default_graph(tmp_path: Path) -> None:
    """Triples of no article are asked like all others."""
    path = tmp_path / "own.ttl"
    path.write_text(f"<https://example.org/x> <{RDFS.label.value}> 'x' ; <{KG.place.value}> _:somewhere .")
    store = MemoryStore(small_ontology())
    store.load(path)
    assert store.query("ASK { ?x rdfs:label 'x' }", {})
    assert list(store.articles()) == []


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [("a.ttl", "<a> <b", "does not parse"), ("a.txt", "", "is no graph"), ("missing.ttl", None, "No such file")],
)
def test_a_file_that_is_no_graph_is_told(tmp_path: Path, name: str, text: str | None, message: str) -> None:
    """The error names the file."""
    path = tmp_path / name
    if text is not None:
        path.write_text(text)
    with pytest.raises(StoreError, match=message) as caught:
        MemoryStore(small_ontology()).load(path)
    assert str(path) in str(caught.value)
