"""Names as people type them, to decisions."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.curating import find_entity, merging, rejecting, splitting
from kg.errors import QueryError
from kg.extract import Extractor
from kg.gazetteer.decisions import Merge, Rejection, Split
from kg.graph import KnowledgeGraph
from kg.model import EntityKind
from tests.conftest import Run
from tests.made_graphs import ARTICLE, BASE, TEXT, shelling_trig

LOCAL = "https://example.org/other#entity=3"
MORE = f"""
GRAPH <https://example.org/other> {{
  <https://example.org/other> a schema:NewsArticle .
  <{LOCAL}> a schema:Person ; rdfs:label "Berg"@en ; gaf:denotedBy <https://example.org/other#char=3,7> .
  <https://example.org/other#entity=9> a schema:Person ; rdfs:label "Falk"@en .
  <{BASE}org/Berg> a schema:Organization ; rdfs:label "Berg"@en .
}}"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two articles as a file."""
    path = tmp_path / "graph.trig"
    path.write_text(shelling_trig() + MORE, encoding="utf-8")
    return path


@pytest.fixture
def graph(path: Path) -> KnowledgeGraph:
    """Its graph."""
    return KnowledgeGraph.open(path)


@pytest.mark.parametrize("name", ["ada berg", "person:Ada_Berg", f"{BASE}person/Ada_Berg"])
def test_an_entity_is_found_by_name_prefix_or_iri(graph: KnowledgeGraph, name: str) -> None:
    """In any case; a name counts before an alias."""
    assert find_entity(graph, name).iri == f"{BASE}person/Ada_Berg"


def test_a_name_of_several_or_of_none_is_told(graph: KnowledgeGraph) -> None:
    """With the IRIs to choose from, or the names that are near."""
    with pytest.raises(QueryError, match=f"2 entities are called 'Berg'.*{LOCAL}"):
        find_entity(graph, "Berg")
    with pytest.raises(QueryError, match="no entity is called 'Elin'; there are Port Elin, The Elin Post"):
        find_entity(graph, "Elin")


def test_the_second_of_a_merge_becomes_the_first(graph: KnowledgeGraph) -> None:
    """Where both are known in every article."""
    (entry,) = merging(graph, "Norland", "Sudmark")
    assert entry.decision == Merge(f"{BASE}country/Sudmark", f"{BASE}country/Norland")
    assert entry.words == "'Sudmark' is 'Norland'"


def test_what_one_article_knows_becomes_what_all_know(graph: KnowledgeGraph) -> None:
    """Whichever stands first: a bare surname is no name for a node of every article."""
    for pair in (("Ada Berg", LOCAL), (LOCAL, "Ada Berg")):
        assert [entry.decision for entry in merging(graph, *pair)] == [Merge(LOCAL, f"{BASE}person/Ada_Berg")]


def test_two_of_one_article_become_the_first_of_them(graph: KnowledgeGraph) -> None:
    """They need no name."""
    (entry,) = merging(graph, "Falk", LOCAL)
    assert entry.decision == Merge(LOCAL, "https://example.org/other#entity=9")


def test_a_merge_can_name_what_it_makes(graph: KnowledgeGraph) -> None:
    """Both are called so then, of the first one's type or the one that is given."""
    decisions = [entry.decision for entry in merging(graph, "Falk", "Ada Berg", name="Ada Falk")]
    assert decisions == [
        Merge("https://example.org/other#entity=9", f"{BASE}person/Ada_Falk"),
        Merge(f"{BASE}person/Ada_Berg", f"{BASE}person/Ada_Falk"),
    ]
    (entry,) = merging(graph, "Norland", "Sudmark", name="Norland", kind=EntityKind.COUNTRY)
    assert entry.decision == Merge(f"{BASE}country/Sudmark", f"{BASE}country/Norland")


def test_what_is_one_already_cannot_be_merged(graph: KnowledgeGraph) -> None:
    """By two names of it."""
    with pytest.raises(QueryError, match="are one already"):
        merging(graph, "Ada Berg", "person:Ada_Berg")


def test_a_split_is_by_article_or_by_name(graph: KnowledgeGraph) -> None:
    """Who it is instead is a name, an IRI, or nobody in particular."""
    source = f"{BASE}person/Ada_Berg"
    (entry,) = splitting(graph, "Ada Berg", articles=[ARTICLE])
    assert entry.decision == Split(source, None, (ARTICLE,))
    (entry,) = splitting(graph, "Ada Berg", names=["Berg"], becomes="Eva Berg")
    assert entry.decision == Split(source, f"{BASE}person/Eva_Berg", (), ("Berg",))
    (entry,) = splitting(graph, "Ada Berg", names=["Berg"], becomes="org:Berg")
    assert entry.decision == Split(source, f"{BASE}org/Berg", (), ("Berg",))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "say what to split off"),
        ({"articles": ["https://example.org/other"]}, f"no article .* mentions 'Ada Berg'; these do: {ARTICLE}"),
        ({"names": ["Eva"]}, "is not called 'Eva' but 'Ada Berg', 'Berg'"),
        ({"names": ["Berg"], "becomes": "Ada Berg"}, "is what it is called already"),
        ({"names": ["Berg"], "becomes": "https://exa mple.org/"}, "is no IRI"),
    ],
)
def test_a_split_that_makes_no_sense_is_told(graph: KnowledgeGraph, options: dict[str, object], message: str) -> None:
    """With what there is to choose from."""
    with pytest.raises(QueryError, match=message):
        splitting(graph, "Ada Berg", **options)


def test_an_event_is_rejected_by_words_and_class(graph: KnowledgeGraph) -> None:
    """Not by its IRI, which counts other events; a plain event has no class."""
    (entry,) = rejecting(graph, f"{ARTICLE}#event=28")
    begin = TEXT.index("accused")
    assert entry.decision == Rejection(ARTICLE, begin, begin + 7, "accused", "Accusation")
    assert entry.words == "no event: Ada Berg accuses Sudmark"
    with pytest.raises(QueryError, match="has no event 'Berg'"):
        rejecting(graph, "Berg")


def test_the_commands_record_list_and_take_back(
    run: Run, accusations: Path, accusation_reader: Extractor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The graph stays as it is until it is built again; taken back, the next build is as the first was."""
    monkeypatch.chdir(tmp_path)
    built = kg.build(accusations, out=tmp_path / "output", extractor=accusation_reader)
    before = (tmp_path / "output" / "graph.trig").read_bytes()
    event = str(built.query("SELECT ?event WHERE { ?event a kg:Accusation } ORDER BY ?event").rows[0][0])
    assert run("merge", "Peru", "Chile").code == 0
    assert run("reject", event.removeprefix(BASE)).code == 0
    assert run("split", "Peru", "--in", "b", "--as", "Peru (town)", "--type", "place").code == 0
    _, _, err = run("merge", "Peru", "Chile")
    assert err == "authority.ttl: already there: 'Chile' is 'Peru'\n"
    assert (tmp_path / "output" / "graph.trig").read_bytes() == before
    rebuilt = kg.build(accusations, authority=["authority.ttl"], extractor=accusation_reader)
    asked = "SELECT ?who ?whom WHERE { ?event kg:actor ?who ; kg:target ?whom } ORDER BY ?who"
    assert [tuple(str(v).removeprefix(BASE) for v in row) for row in rebuilt.query(asked).rows] == [
        ("place/Peru_%28town%29", "place/Peru_%28town%29")
    ]
    shown = run("decisions").out.splitlines()
    assert [line.split()[:3] for line in shown[1:]] == [
        ["1", "merge", "country:Chile"],
        ["2", "split", "country:Peru"],
        ["3", "reject", "article/a.txt"],
    ]
    for _ in range(3):
        assert run("decisions", "--undo", "1").code == 0
    assert run("decisions", "--undo", "1").code == 2
    rebuilt = kg.build(accusations, authority=["authority.ttl"], extractor=accusation_reader)
    rebuilt.save(tmp_path / "again.trig")
    assert (tmp_path / "again.trig").read_bytes() == before
