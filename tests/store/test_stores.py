"""Every store: one named graph per article, with the ontology beside them; memory, folder and server alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph import KnowledgeGraph
from kg.identity import identify
from kg.model import Article, Extraction
from kg.query import questions
from kg.rdf import write_nquads, write_trig, write_turtle
from kg.rdf.vocabulary import ONTOLOGY
from kg.store import Dataset, DiskStore, MemoryStore, RemoteStore, Store
from tests.made_extractions import answer, border, quads_of, renamed, small_ontology
from tests.made_servers import OxigraphServer

BORDER = "https://example.org/border"
ANSWER = identify(answer()).article


@pytest.fixture(params=["memory", "disk", "remote"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """A store of each kind, with nothing but the ontology in it."""
    if request.param == "memory":
        return MemoryStore(small_ontology())
    if request.param == "disk":
        return DiskStore(tmp_path / "store", small_ontology())
    server: OxigraphServer = request.getfixturevalue("server")
    return RemoteStore(server.url, small_ontology())


@pytest.fixture
def store(empty: Store) -> Store:
    """A store of each kind, with one article."""
    empty.replace(BORDER, quads_of(border()))
    return empty


def test_a_store_holds_what_it_was_given(store: Store) -> None:
    """Its quads are the articles'; the ontology is not among them."""
    assert set(store.quads()) == set(quads_of(border()))
    assert list(store.articles()) == [BORDER]


def test_a_dump_is_written_as_quads_are(store: Store) -> None:
    """Byte for byte, without the digests, whichever store it comes from."""
    store.replace(ANSWER, quads_of(answer()), "digest")
    everything = [*quads_of(border()), *quads_of(answer()), *quads_of(border())]
    for write in (write_nquads, write_trig, write_turtle):
        assert write(store.dump()) == write(store.quads()) == write(everything)


def test_replacing_twice_changes_nothing(store: Store) -> None:
    """An article's graph is put in the place of the old one."""
    store.replace(BORDER, quads_of(border()))
    assert write_nquads(store.quads()) == write_nquads(quads_of(border()))


def test_what_is_replaced_is_gone(store: Store) -> None:
    """Nothing of the old graph is left."""
    new = quads_of(renamed(answer(), url=BORDER))
    store.replace(BORDER, new)
    assert set(store.quads()) == set(new)


def test_a_broken_stream_leaves_the_old_quads(store: Store) -> None:
    """Nothing is taken out before the new quads are there."""

    def broken() -> Iterator[ox.Quad]:
        yield quads_of(border())[0]
        raise RuntimeError("lost")

    with pytest.raises(RuntimeError, match="lost"):
        store.replace(BORDER, broken())
    assert set(store.quads()) == set(quads_of(border()))


def test_removing_undoes_adding(store: Store) -> None:
    """What another article said stays; the ontology cannot be removed."""
    store.replace(ANSWER, quads_of(answer()), "digest")
    assert store.remove(BORDER)
    assert not store.remove(BORDER)
    assert not store.remove(ONTOLOGY.value)
    assert set(store.quads()) == set(quads_of(answer()))
    assert store.remove(ANSWER)
    assert list(store.articles()) == []
    assert store.digests([ANSWER]) == {}


def test_an_article_has_the_digest_that_it_was_put_with(store: Store) -> None:
    """It is no part of what the article says, and goes when the article does or is put without one."""
    assert store.digests([BORDER, ANSWER]) == {}
    store.replace(BORDER, quads_of(border()), "one")
    store.replace(ANSWER, quads_of(answer()), "two")
    assert store.digests([BORDER, "https://example.org/other", ANSWER]) == {BORDER: "one", ANSWER: "two"}
    assert set(store.quads()) == {*quads_of(border()), *quads_of(answer())}
    store.replace(BORDER, quads_of(border()))
    assert store.digests([BORDER, ANSWER]) == {ANSWER: "two"}


def test_the_ontology_is_a_named_graph(store: Store) -> None:
    """A question about kg:Violence finds kg:Attack."""
    ask = "ASK { GRAPH <https://w3id.org/newskg> { kg:Attack rdfs:subClassOf kg:Violence } }"
    assert store.query(ask, {})
    found = store.query("SELECT DISTINCT ?event { ?event a/rdfs:subClassOf* kg:Violence }", {})
    assert isinstance(found, ox.QuerySolutions)
    assert len(list(found)) == 3


def test_a_substitution_gives_a_variable_its_value(store: Store) -> None:
    """Values never become part of the query's text."""
    text = "SELECT DISTINCT ?s ?label { ?s rdfs:label ?label } # { no pattern }"
    found = store.query(text, {"label": ox.Literal("Ada Berg", language="en")})
    assert isinstance(found, ox.QuerySolutions)
    assert [row["s"] for row in found] == [ox.NamedNode("https://w3id.org/newskg/person/Ada_Berg")]


@pytest.mark.parametrize("value", ['"} UNION { ?s ?p ?o } #', "\\", "a\nb", "<x>", "'''"])
def test_a_value_cannot_break_out(store: Store, value: str) -> None:
    """Whatever a user asks for is a literal."""
    text = "SELECT DISTINCT ?s ?label { ?s rdfs:label ?label }"
    found = store.query(text, {"label": ox.Literal(value)})
    assert isinstance(found, ox.QuerySolutions)
    assert list(found) == []


def test_a_query_may_choose_its_graphs(store: Store) -> None:
    """By FROM, or by the dataset that it is given; else it sees the union."""
    store.replace(ANSWER, quads_of(answer()))
    text = "SELECT (COUNT(DISTINCT ?article) AS ?count) {} {{ ?article a schema:NewsArticle }}"
    for sparql, dataset, count in (
        (text.format(""), None, 2),
        (text.format(f"FROM <{BORDER}>"), None, 1),
        (text.format(""), Dataset(default=(BORDER,)), 1),
        (text.format(""), Dataset(named=(BORDER,)), 0),
    ):
        found = store.query(sparql, {}, dataset)
        assert isinstance(found, ox.QuerySolutions)
        assert [int(row["count"].value) for row in found] == [count]


def test_mistakes_of_a_query_are_told_alike(store: Store) -> None:
    """By the exceptions that the question's error is made from."""
    with pytest.raises(SyntaxError, match="error at 2:"):
        store.query("SELECT ?s\n{ ?s ?p", {})
    with pytest.raises(RuntimeError, match="other"):
        store.query("SELECT ?s { ?s ?p ?o }", {"other": ox.Literal("x")})


def test_a_graph_is_an_answer_too(store: Store) -> None:
    """CONSTRUCT gives triples."""
    found = store.query("CONSTRUCT { ?who kg:accuses ?whom } WHERE { ?who kg:accuses ?whom }", {})
    assert isinstance(found, ox.QueryTriples)
    assert len(set(found)) == 1


def hostile() -> list[ox.Quad]:
    """An article whose text tries every escape."""
    article = Article(id="\\u0041", text='\\u0041 "}} \\\\ \n\r\t\x08\x0c\x7f \u2028 🕊 \\U0001F600 # <x> {', title="}")
    return quads_of(Extraction(article))


def test_hostile_text_comes_back_as_it_was(empty: Store) -> None:
    """Put twice, since replacing writes in another way than adding."""
    iri = identify(Extraction(Article(id="\\u0041", text=""))).article
    for _ in range(2):
        empty.replace(iri, hostile())
        assert set(empty.quads()) == set(hostile())


@pytest.mark.parametrize("question", [question.name for question in questions()])
def test_every_question_has_one_answer(store: Store, question: str) -> None:
    """Whichever store it is asked in, with its parameters and without."""
    given = {"who": "Ada Berg", "where": "Sudmark", "one": "Ada Berg", "other": "Sudmark", "since": "2020", "until": ""}
    known = next(q for q in questions() if q.name == question)
    needed = {p.name: given[p.name] for p in known.parameters if p.is_needed}
    memory = MemoryStore(small_ontology())
    memory.replace(BORDER, quads_of(border()))
    here, there = KnowledgeGraph(memory), KnowledgeGraph(store)
    for values in (needed, {p.name: given[p.name] for p in known.parameters}):
        assert there.query(question, **values).terms == here.query(question, **values).terms
