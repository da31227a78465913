"""The event table as CSV and Parquet, and the files for Neo4j's importer."""

from __future__ import annotations

import csv
import importlib.util
import io
import re
from collections.abc import Callable, Mapping
from datetime import date

import pytest
from pyarrow import parquet

from kg.errors import KgError
from kg.export import export, tables
from kg.export.neo4j import neo4j_files
from kg.graph import KnowledgeGraph
from kg.ontology import load_ontology
from tests.made_extractions import HOSTILE, answer, border, hostile, made_graph

BORDER = "https://example.org/border"
Row = Mapping[str, str]


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """Three articles, one of them hostile."""
    return made_graph(border(), answer(), hostile())


@pytest.fixture(scope="module")
def rows(graph: KnowledgeGraph) -> list[Row]:
    """The rows of the event table."""
    return list(csv.DictReader(io.StringIO(export(graph, "events-csv").decode(), newline="")))


def test_a_row_tells_who_did_what_to_whom(rows: list[Row]) -> None:
    """With its place, how it is told, and where."""
    (row,) = [row for row in rows if row["class"] == "attack" and row["article"] == BORDER and row["date"]]
    told = ("actor", "target", "date", "end_date", "place", "latitude", "longitude", "source", "url")
    assert [row[name] for name in told] == [
        *("Sudmark", "Port Elin", "2031-05-02", "2031-05-02", "Port Elin", "55.5", "-0.25"),
        *("Ada Berg", BORDER),
    ]
    assert (row["factuality"], row["polarity"], row["told"], row["confidence"]) == (
        "Actual",
        "Positive",
        "attributes",
        "0.75",
    )
    assert row["sentence"].startswith("VELD - Minister")


def test_a_row_has_the_codes_of_its_class() -> None:
    """PLOVER and CAMEO, as the ontology has them."""
    graph = KnowledgeGraph(ontology=load_ontology())
    graph.add(border())
    found = csv.DictReader(io.StringIO(export(graph, "events-csv").decode(), newline=""))
    codes = {row["class"]: (row["plover"], row["cameo"]) for row in found}
    assert codes["accusation"] == ("ACCUSE", "112")
    assert codes["event"] == ("", "")


def test_several_actors_are_several_rows_of_one_event(graph: KnowledgeGraph, rows: list[Row]) -> None:
    """An event without a target has rows, too."""
    found = [row for row in rows if row["class"] == "negotiation"]
    assert [row["actor"] for row in found] == ["Norland", "Sudmark"]
    assert len({row["event"] for row in found}) == 1
    assert {row["event"] for row in rows} == {event.iri for event in graph.events()}


def test_a_month_is_its_days(rows: list[Row]) -> None:
    """The text's own words stand beside them."""
    (row,) = [row for row in rows if row["class"] == "visit"]
    assert (row["date"], row["end_date"], row["time"]) == ("2031-06-01", "2031-06-30", "2031-06")


def test_no_cell_of_the_table_is_a_formula(rows: list[Row]) -> None:
    """Texts that begin like one have an apostrophe; numbers keep their minus."""
    (row,) = [row for row in rows if row["actor"].endswith("=1+1")]
    assert (row["actor"], row["place"], row["longitude"]) == ("'=1+1", "'@Rome", "-12.5")
    texts = [row[name] for row in rows for name, kind in tables.COLUMNS.items() if kind == "string"]
    assert [text for text in texts if re.match(r"[=+\-@\t\r]", text)] == []


def test_parquet_has_typed_columns(graph: KnowledgeGraph, rows: list[Row]) -> None:
    """The same rows; days are days, and texts stay as they are."""
    table = parquet.read_table(io.BytesIO(export(graph, "events-parquet")))
    assert {field.name: str(field.type) for field in table.schema} == {
        name: {"string": "string", "date32": "date32[day]", "float64": "double"}[kind]
        for name, kind in tables.COLUMNS.items()
    }
    read = table.to_pylist()
    assert [row["event"] for row in read] == [row["event"] for row in rows]
    (visit,) = [row for row in read if row["class"] == "visit"]
    assert (visit["date"], visit["published"], visit["confidence"]) == (date(2031, 6, 1), date(2031, 5, 4), 0.9)
    assert "=1+1" in {row["actor"] for row in read}


def test_a_missing_library_is_told(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parquet needs pyarrow; the error says what to do without it."""
    monkeypatch.setattr(tables, "find_spec", lambda name: None)
    with pytest.raises(KgError, match="pip install pyarrow, or write events-csv"):
        export(graph, "events-parquet")
    assert importlib.util.find_spec("pyarrow")


# Neo4j

READERS: Mapping[str, Callable[[str], object]] = {
    "ID": str,
    "LABEL": str,
    "START_ID": str,
    "END_ID": str,
    "TYPE": str,
    "": str,
    "string[]": lambda text: text.split(";"),
    "int": int,
    "double": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
}


def loaded(data: bytes) -> list[dict[str, object]]:
    """Rows as the importer reads them: by its documented header, each value by its column's type, none where empty."""
    lines = data.decode().splitlines()  # one record a line, for --multiline-fields is off
    header, *records = (next(csv.reader([line])) for line in lines)
    found = []
    for record in records:
        assert len(record) == len(header)
        cells = zip((column.partition(":") for column in header), record, strict=True)
        found.append({name or kind: READERS[kind](cell) for (name, _, kind), cell in cells if cell})
    return found


def test_the_importers_header_reads_every_row(graph: KnowledgeGraph) -> None:
    """Every value is of its column's type; ids are unique, and relationships join known ones."""
    files = neo4j_files(graph)
    nodes, relationships = loaded(files["nodes.csv"]), loaded(files["relationships.csv"])
    ids = [node["id"] for node in nodes]
    assert len(ids) == len(set(ids))
    assert {r[end] for r in relationships for end in ("START_ID", "END_ID")} <= set(ids)
    assert all(re.fullmatch("[A-Z_]+", str(r["TYPE"])) for r in relationships)
    assert all(node["LABEL"] for node in nodes)


def test_neo4j_gets_the_whole_graph(graph: KnowledgeGraph) -> None:
    """Articles, events with class and family, entities with their kind, happenings that reports share."""
    files = neo4j_files(graph)
    nodes = {str(node["id"]): node for node in loaded(files["nodes.csv"])}
    (event,) = [e for e in graph.events("Attack", article=BORDER) if e.happening]
    assert nodes[event.iri]["LABEL"] == "Event;Violence;Attack"
    assert nodes[event.iri]["begin"] == date(2031, 5, 2)
    assert nodes["https://w3id.org/newskg/person/Ada_Berg"]["LABEL"] == "Entity;Person"
    assert nodes["https://w3id.org/newskg/place/Port_Elin"]["longitude"] == -0.25
    assert nodes[BORDER]["published"] == date(2031, 5, 4)
    joined = {(r["TYPE"], r["END_ID"]) for r in loaded(files["relationships.csv"]) if r["START_ID"] == event.iri}
    assert joined == {
        ("ACTOR", "https://w3id.org/newskg/country/Sudmark"),
        ("TARGET", "https://w3id.org/newskg/place/Port_Elin"),
        ("ATTRIBUTED_TO", "https://w3id.org/newskg/person/Ada_Berg"),
        ("REPORTED_IN", BORDER),
        ("HAPPENING", event.happening),
    }


def test_neo4j_gets_hostile_names_as_they_are(graph: KnowledgeGraph) -> None:
    """Quotes are doubled, line ends blanks; what ends an array's value is a comma; a formula stays, for it is none."""
    nodes = loaded(neo4j_files(graph)["nodes.csv"])
    names = {node.get("name"): node for node in nodes}
    assert " ".join(HOSTILE.split()) in names
    assert sorted(names["=1+1"]["aliases"]) == ["a,b", "c"]
