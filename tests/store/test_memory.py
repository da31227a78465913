"""The store in memory, and the files that it is loaded from."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.rdf import write_nquads, write_trig, write_turtle
from kg.rdf.vocabulary import KG, RDFS
from kg.store import MemoryStore
from tests.made_extractions import border, quads_of, small_ontology

BORDER = "https://example.org/border"


@pytest.fixture
def store() -> MemoryStore:
    """A store with one article."""
    store = MemoryStore(small_ontology())
    store.replace(BORDER, quads_of(border()))
    return store


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
