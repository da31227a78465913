"""A graph in other formats."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import StoreError
from kg.export import FOLDERS, WRITERS, export, export_folder
from kg.graph import KnowledgeGraph
from kg.rdf import jsonld_context, write_jsonld
from tests.conftest import Run
from tests.made_extractions import answer, border, hostile, made_graph, small_ontology

RDF = {"nquads": "nquads", "trig": "trig", "turtle": "turtle", "jsonld": "json-ld", "jsonld-flat": "json-ld"}
WITH_GRAPHS = ("nquads", "trig", "jsonld")


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """Three articles, one of them hostile."""
    return made_graph(border(), answer(), hostile())


@pytest.mark.parametrize("format", RDF)
def test_every_rdf_format_holds_the_same_statements(format: str, graph: KnowledgeGraph) -> None:
    """What rdflib reads back from a format is what the graph says."""
    read = rdflib.Dataset(default_union=True).parse(data=export(graph, format), format=RDF[format])
    triples = {(s, p, o) for s, p, o, _ in graph.to_rdflib().quads()}
    assert {(s, p, o) for s, p, o, _ in read.quads()} == triples


@pytest.mark.parametrize("format", WITH_GRAPHS)
def test_the_graphs_of_articles_are_kept(format: str, graph: KnowledgeGraph) -> None:
    """Quad for quad, in those formats that have named graphs."""
    names = {"nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
    assert set(ox.parse(export(graph, format), format=names[format])) == set(graph.store.quads())


@pytest.mark.parametrize("format", [*WRITERS, *FOLDERS])
def test_a_format_has_the_same_bytes_every_time(format: str, graph: KnowledgeGraph, tmp_path: Path) -> None:
    """In whatever order the articles came."""
    other = made_graph(hostile(), answer(), border())
    if format in WRITERS:
        assert export(graph, format) == export(other, format)
        return
    one, two = (export_folder(g, format, tmp_path / str(n)) for n, g in enumerate((graph, other)))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


@pytest.mark.parametrize("format", WRITERS)
def test_an_empty_graph_has_every_format(format: str) -> None:
    """No articles, no error."""
    assert isinstance(export(KnowledgeGraph(ontology=small_ontology()), format), bytes)


def test_an_unknown_format_is_named_with_the_known_ones(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """A mistyped format is one line that lists the others."""
    with pytest.raises(StoreError, match="there are nquads, trig"):
        export(graph, "word")
    with pytest.raises(StoreError, match="there are neo4j"):
        export_folder(graph, "word", tmp_path)


# JSON-LD


def test_jsonld_reads_as_json(graph: KnowledgeGraph) -> None:
    """Short names for what is asked of it, without expanding anything."""
    read = json.loads(export(graph, "jsonld"))
    (article,) = [g for g in read["@graph"] if g["id"] == "https://example.org/border"]
    (event,) = [n for n in article["@graph"] if n.get("type") == "kg:Accusation"]
    assert event["actor"] == "person:Ada_Berg"
    assert event["label"] == "Ada Berg accuses Sudmark"
    assert event["date"] == "2031-05-02"
    assert event["polarity"] == "kg:Positive"
    (group,) = [n for n in article["@graph"] if n.get("minCount")]
    assert group["minCount"] == 12


def test_the_context_names_what_the_vocabulary_has() -> None:
    """Every property that a graph may hold, short properties apart, has a short name; each prefix is standard."""
    graph = made_graph(border(), answer(), hostile())
    context = jsonld_context(graph.base)
    keys = {key for node in json.loads(export(graph, "jsonld-flat"))["@graph"] for key in node}
    shorts = {f"kg:{c.short}" for c in small_ontology().classes.values() if c.short}
    assert {key for key in keys if key not in context} <= shorts
    assert context["person"] == f"{graph.base}person/"


@pytest.mark.parametrize(
    "value",
    [
        ox.Literal("a"),
        ox.Literal("a", language="en"),
        ox.Literal("a", language="de"),
        ox.Literal("12", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        ox.Literal("9007199254740993", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        ox.Literal("x", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        ox.Literal("2031", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear")),
        ox.Literal("0.9", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
        ox.NamedNode("https://example.org/a b".replace(" ", "%20")),
        ox.NamedNode("https://w3id.org/newskg/place/Rome"),
        ox.BlankNode("b"),
    ],
    ids=str,
)
@pytest.mark.parametrize(
    "predicate",
    [
        "http://www.w3.org/2000/01/rdf-schema#label",
        "https://w3id.org/newskg#count",
        "https://w3id.org/newskg#confidence",
        "https://w3id.org/newskg#actor",
        "http://semanticweb.cs.vu.nl/2009/11/sem/hasTimeStamp",
        "https://schema.org/text",
        "https://example.org/other",
    ],
)
def test_any_statement_round_trips(predicate: str, value: object) -> None:
    """What a term does not fit is written out in full."""
    quad = ox.Quad(ox.NamedNode("https://example.org/s"), ox.NamedNode(predicate), value)
    read = list(ox.parse(write_jsonld([quad]), format=ox.RdfFormat.JSON_LD))
    if isinstance(value, ox.BlankNode):
        assert isinstance(read[0].object, ox.BlankNode)
    else:
        assert read == [quad]


# The command


def test_the_command_writes_a_folder(run: Run, built: Path, tmp_path: Path) -> None:
    """Neo4j takes two files; without a folder's name there is nowhere to put them."""
    assert run("export", "--format", "neo4j", "-o", tmp_path / "neo", "--graph", built).code == 0
    assert sorted(path.name for path in (tmp_path / "neo").iterdir()) == ["nodes.csv", "relationships.csv"]
    result = run("export", "--format", "neo4j", "--graph", built)
    assert (result.code, result.err) == (2, "kg: neo4j writes several files; name their folder with --out\n")


def test_the_command_names_every_format(run: Run, built: Path) -> None:
    """The help and the error list them all."""
    result = run("export", "--format", "word", "--graph", built)
    assert result.code == 2
    assert sorted(result.err.strip().partition("there are ")[2].split(", ")) == sorted([*WRITERS, *FOLDERS])
