"""KnowledgeGraph: add, forget, ask, save, open and check."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KgError, StoreError
from kg.graph import KnowledgeGraph
from kg.rdf import write_nquads
from tests.made_extractions import answer, border, made_graph, renamed, small_ontology

BORDER = "https://example.org/border"
ARTICLES = (border(), answer(), renamed(border(), url="https://example.org/copy", id="copy"))


def bytes_of(graph: KnowledgeGraph) -> bytes:
    """Everything in a graph."""
    return write_nquads(graph.store.quads())


def test_adding_tells_the_articles_iri() -> None:
    """It is the name of its graph."""
    graph = made_graph()
    assert graph.add(border()) == BORDER
    assert graph.articles() == (BORDER,)


def test_building_is_idempotent_and_orderless() -> None:
    """Any order of articles, once or twice, gives the same graph."""
    once = bytes_of(made_graph(*ARTICLES))
    assert all(bytes_of(made_graph(*order, order[0])) == once for order in permutations(ARTICLES))


def test_shards_unite_to_the_whole() -> None:
    """Graphs merge by union."""
    lines = {line for article in ARTICLES for line in bytes_of(made_graph(article)).splitlines()}
    assert lines == set(bytes_of(made_graph(*ARTICLES)).splitlines())


@settings(deadline=None, max_examples=20)
@given(st.lists(st.tuples(st.booleans(), st.sampled_from(range(len(ARTICLES)))), max_size=8))
def test_forgetting_undoes_adding(steps: list[tuple[bool, int]]) -> None:
    """After any adding and forgetting the graph is that of the articles that are left."""
    graph, left = made_graph(), set()
    for is_added, index in steps:
        if is_added:
            graph.add(ARTICLES[index])
            left.add(index)
        else:
            assert graph.forget(ARTICLES[index].article.url or ARTICLES[index].article.id) == (index in left)
            left.discard(index)
    assert bytes_of(graph) == bytes_of(made_graph(*(ARTICLES[index] for index in left)))


def test_what_two_articles_say_is_kept_when_one_is_forgotten() -> None:
    """Only what the forgotten article alone said goes."""
    graph = made_graph(border(), answer())
    graph.forget(BORDER)
    assert not graph.query("ASK { person:Ada_Berg ?p ?o }").is_true
    assert graph.query("ASK { country:Sudmark a schema:Country }").is_true


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nq"])
def test_a_saved_graph_opens_again(tmp_path: Path, suffix: str) -> None:
    """With the same answers, from a file or its folder."""
    graph = made_graph(border())
    path = tmp_path / f"graph{suffix}"
    graph.save(path)
    opened = KnowledgeGraph.open(tmp_path if suffix == ".trig" else path, ontology=small_ontology())
    assert bytes_of(opened) == bytes_of(graph)
    assert opened.query("who-accused-whom").rows == graph.query("who-accused-whom").rows


def test_a_saved_graph_knows_its_base(tmp_path: Path) -> None:
    """The prefixes of its file say what its instances begin with."""
    graph = KnowledgeGraph(ontology=small_ontology(), base="https://example.org/news/")
    graph.add(border())
    graph.save(tmp_path / "graph.trig")
    opened = KnowledgeGraph.open(tmp_path, ontology=small_ontology())
    assert opened.base == graph.base
    assert bytes_of(opened) == bytes_of(graph)
    assert opened.query("ASK { person:Ada_Berg ?p ?o }").is_true


def test_saving_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """And leaves nothing else in the folder."""
    made_graph(*ARTICLES).save(tmp_path / "one.ttl")
    made_graph(*reversed(ARTICLES)).save(tmp_path / "two.ttl")
    assert (tmp_path / "one.ttl").read_bytes() == (tmp_path / "two.ttl").read_bytes()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The error names it; an unknown suffix names those that are known."""
    (tmp_path / "file").write_text("whole")
    with pytest.raises(StoreError, match="file"):
        made_graph().save(tmp_path / "file" / "graph.ttl")
    with pytest.raises(StoreError, match=r"save as \.ttl"):
        made_graph().save(tmp_path / "graph.doc")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_missing_graph_says_how_to_make_one(tmp_path: Path) -> None:
    """An empty folder holds none."""
    with pytest.raises(StoreError, match="run kg build first"):
        KnowledgeGraph.open(tmp_path)


def test_instances_live_under_the_base() -> None:
    """A slash is added to it; one that is no address is refused."""
    graph = made_graph(answer(), base="https://kg.example.org")
    assert graph.articles() == ("https://kg.example.org/article/answer",)
    assert graph.query("ASK { <https://kg.example.org/country/Sudmark> a schema:Country }").is_true
    assert graph.query("ASK { country:Sudmark a schema:Country }").is_true
    with pytest.raises(KgError, match="no address"):
        KnowledgeGraph(ontology=small_ontology(), base="my base")


def test_text_and_unsure_events_stay_out_on_demand() -> None:
    """`keep_text=False` and `min_confidence`."""
    graph = made_graph(border(), keep_text=False, min_confidence=0.8)
    assert not graph.query("ASK { ?text nif:isString ?string }").is_true
    assert not graph.query("ASK { ?event kg:confidence 0.75 }").is_true
    assert graph.check().messages == ()


def test_a_graph_conforms_to_its_shapes() -> None:
    """Of several articles too."""
    assert made_graph(*ARTICLES).check().conforms


def test_rdflib_gets_the_named_graphs() -> None:
    """Quad for quad."""
    graph = made_graph(*ARTICLES)
    dataset = graph.to_rdflib()
    assert len(list(dataset.quads())) == len(list(graph.store.quads()))
    assert {g.identifier for g in dataset.graphs() if len(g)} == set(map(rdflib.URIRef, graph.articles()))


def test_the_network_and_the_page_come_from_the_store(tmp_path: Path) -> None:
    """Everything, or the neighbourhood of a name."""
    graph = made_graph(border())
    assert len(graph.to_networkx(focus=["Ruben Falk"])) < len(graph.to_networkx())
    page = graph.view(tmp_path / "graph.html")
    assert "Ada Berg accuses Sudmark" in page.read_text(encoding="utf-8")
