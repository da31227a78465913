"""An entity that is erased from a graph."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.entities import ListedEntity
from kg.erasing import BLACK, erase, without
from kg.errors import QueryError
from kg.graph import KnowledgeGraph
from kg.model import EntityKind
from kg.rdf import validate
from tests.conftest import Run
from tests.made_extractions import border, made_graph
from tests.made_graphs import ARTICLE, BASE, TEXT, shelling_trig

BERG = f"{BASE}person/Ada_Berg"


def graph_of(tmp_path: Path, trig: str) -> KnowledgeGraph:
    """A graph in memory."""
    path = tmp_path / "graph.trig"
    path.write_text(trig, encoding="utf-8")
    return KnowledgeGraph.open(path)


def rows(graph: KnowledgeGraph, asked: str) -> list[tuple[str, ...]]:
    """What a question finds, as texts."""
    return sorted(tuple(map(str, row)) for row in graph.query(asked).rows)


def test_nothing_with_the_name_is_left(tmp_path: Path) -> None:
    """No IRI and no text: not in labels, sentences, the article, nor other people's words about it."""
    graph = graph_of(tmp_path, shelling_trig())
    done = erase(graph, "Ada Berg")
    assert (done.iri, done.articles, done.namesakes) == (BERG, (ARTICLE,), ())
    said = [str(term) for quad in graph.store.quads() for term in (quad.subject, quad.object)]
    assert [text for text in said if "Berg" in text or "Ada" in text] == []


def test_everything_else_stays_at_its_place(tmp_path: Path) -> None:
    """Every mention that is left still stands in the text between its offsets."""
    graph = graph_of(tmp_path, shelling_trig())
    erase(graph, "Ada Berg")
    asked = "SELECT ?b ?e ?words WHERE { ?m a nif:Phrase ; nif:beginIndex ?b ; nif:endIndex ?e ; nif:anchorOf ?words }"
    ((text,),) = rows(graph, "SELECT ?text WHERE { ?context nif:isString ?text }")
    assert len(text) == len(TEXT)
    left = rows(graph, asked)
    assert {words for _, _, words in left} == {
        *("Norland", "accused", "Sudmark", "shelling", "Port Elin", "said"),
        "We did not fire,",
    }
    assert all(text[int(begin) : int(end)] == words for begin, end, words in left)
    assert text.startswith(f"Norland's minister {BLACK * 8} accused Sudmark of shelling")


def test_events_of_its_own_go_and_others_stay_without_it(tmp_path: Path) -> None:
    """It left: nobody else did. It accused Sudmark: somebody did, and what was said was not said by the article."""
    graph = graph_of(tmp_path, shelling_trig())
    erase(graph, "Ada Berg")
    assert rows(graph, "SELECT ?e WHERE { ?e kg:polarity ?p }") == [(f"{ARTICLE}#event={n}",) for n in (28, 47, 94)]
    assert rows(graph, "SELECT ?l ?t WHERE { ?e a kg:Accusation ; rdfs:label ?l ; kg:target ?t }") == [
        (f"{BLACK * 8} accuses Sudmark", f"{BASE}country/Sudmark")
    ]
    assert rows(graph, "SELECT ?is WHERE { ?e a kg:Attack ; kg:isAttributed ?is }") == [("True",)]
    assert rows(graph, "SELECT ?who WHERE { ?e a kg:Attack ; prov:wasAttributedTo ?who }") == []


def test_its_quotations_go(tmp_path: Path) -> None:
    """What somebody said is theirs, in the article's text as well; the statement that nobody else is in goes too."""
    graph = graph_of(tmp_path, shelling_trig())
    erase(graph, "Sudmark")
    assert rows(graph, "SELECT ?q WHERE { ?q a kg:Quotation }") == []
    assert rows(graph, "SELECT ?e WHERE { ?e a kg:Statement }") == []
    ((text,),) = rows(graph, "SELECT ?text WHERE { ?context nif:isString ?text }")
    assert "fire" not in text
    assert f"“{BLACK * 16}” {BLACK * 7} said." in text


def test_a_graph_without_texts_has_no_name_left_either(tmp_path: Path) -> None:
    """Words of mentions are texts too."""
    graph = graph_of(tmp_path, shelling_trig(text=False))
    erase(graph, "Ada Berg")
    assert not any("Berg" in str(quad) for quad in graph.store.quads())


def test_a_name_that_is_somebody_elses_stays(tmp_path: Path) -> None:
    """A single word inside another entity's words, or of one article's own of that name, who is told of."""
    other = "https://example.org/b"
    more = f"""
GRAPH <{other}> {{ <{other}> a schema:NewsArticle ; schema:headline "Peru hires Ada  Berg" .
  <{other}#char=0,29> a nif:Context ; nif:isString "Berg Group hired Berg. Berg's" .
  <{BASE}org/Berg_Group> a schema:Organization ; rdfs:label "Berg Group"@en ; gaf:denotedBy <{other}#char=0,10> .
  <{other}#entity=17> a schema:Person ; rdfs:label "Berg"@en ; gaf:denotedBy <{other}#char=17,21> .
}}"""
    graph = graph_of(tmp_path, shelling_trig() + more)
    done = erase(graph, "Ada Berg")
    assert done.namesakes == (f"{other}#entity=17",)
    assert done.articles == (other, ARTICLE)
    assert rows(graph, "SELECT ?o WHERE { ?s ?p ?o FILTER(REGEX(STR(?o), '^Berg')) }") == [
        ("Berg",),
        ("Berg Group",),
        ("Berg Group hired Berg. Berg's",),
    ]


def test_words_of_one_name_are_blacked_out_only_where_they_are_free() -> None:
    """ "Berg Group" is a group; "Ada  Berg" in a headline is she, over any white space."""
    article = ox.NamedNode("https://example.org/b")
    turtle = f"""
    @prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
    @prefix gaf: <http://groundedannotationframework.org/gaf#> . @prefix schema: <https://schema.org/> .
    <{article.value}> a schema:NewsArticle ; schema:headline "Ada  Berg and bergs" ; schema:author "ADA BERG" .
    <{article.value}#char=0,29> a nif:Context ; nif:isString "Berg Group hired Berg. Berg's" .
    <{BASE}org/Berg_Group> a schema:Organization ; gaf:denotedBy <{article.value}#char=0,10> .
    <{article.value}#char=0,10> a nif:Phrase ; nif:beginIndex 0 ; nif:endIndex 10 ; nif:anchorOf "Berg Group" .
    <{BERG}> a schema:Person .
    """
    old = set(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    entity = ListedEntity(BERG, EntityKind.PERSON, "Ada Berg", 1, 1, ("Berg",))
    texts = {t.object.value for t in without({q.triple for q in old}, entity, BASE) if isinstance(t.object, ox.Literal)}
    assert f"Berg Group hired {BLACK * 4}. {BLACK * 4}'s" in texts
    assert {f"{BLACK * 9} and bergs", BLACK * 8, "Berg Group"} <= texts


def test_what_is_left_conforms_to_the_shapes() -> None:
    """Whoever is erased, the graph stays a graph of events."""
    graph = made_graph(border())
    for name in ("Ada Berg", "Sudmark", "Norland", "Ruben Falk"):
        erase(graph, name)
        assert validate(graph.store.quads(), graph.ontology).messages == ()


def test_a_name_of_nobody_is_told(tmp_path: Path) -> None:
    """And nothing is changed."""
    with pytest.raises(QueryError, match="no entity is called 'Nobody'"):
        erase(graph_of(tmp_path, shelling_trig()), "Nobody")


def test_the_command_rewrites_the_files(run: Run, tmp_path: Path) -> None:
    """The page too; without an article and a name it is wrong usage."""
    KnowledgeGraph.open(_saved(tmp_path)).view(tmp_path / "graph.html")
    result = run("forget", "--entity", "Ada Berg", "--graph", tmp_path)
    assert (result.code, result.out) == (0, "")
    assert result.err == f"{BERG} is erased from 1 article(s).\n"
    for name in ("graph.ttl", "graph.trig", "graph.html"):
        assert not re.search(r"\bBerg\b", (tmp_path / name).read_text(encoding="utf-8"))
    assert run("forget", "--graph", tmp_path).code == 2


def _saved(tmp_path: Path) -> Path:
    (tmp_path / "graph.trig").write_text(shelling_trig(), encoding="utf-8")
    return tmp_path
