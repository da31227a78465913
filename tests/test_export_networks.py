"""GraphML and GEXF for Gephi, GeoJSON for maps."""

from __future__ import annotations

import io
import json
from xml.etree import ElementTree

import networkx as nx
import pytest

from kg.export import export
from kg.graph import KnowledgeGraph
from tests.made_extractions import HOSTILE, answer, border, hostile, made_graph

BORDER = "https://example.org/border"
GEXF = "{http://www.gexf.net/1.2draft}"
READERS = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """Three articles, one of them hostile."""
    return made_graph(border(), answer(), hostile())


def read(graph: KnowledgeGraph, format: str) -> nx.Graph:
    """An export as networkx reads it."""
    return READERS[format](io.BytesIO(export(graph, format)))


@pytest.mark.parametrize("format", READERS)
def test_networkx_opens_what_is_written(graph: KnowledgeGraph, format: str) -> None:
    """The same nodes and the same edges, directed."""
    found, network = read(graph, format), graph.to_networkx()
    assert found.is_directed()
    assert set(found) == set(network)
    assert {(u, v) for u, v, *_ in found.edges} == {(u, v) for u, v, _ in network.edges}
    assert found.number_of_edges() == network.number_of_edges()


@pytest.mark.parametrize("format", READERS)
def test_attributes_have_types(graph: KnowledgeGraph, format: str) -> None:
    """Confidence and counts are numbers, the rest is text; roles stand at edges."""
    found = read(graph, format)
    (iri,) = [event.iri for event in graph.events("Meeting", article=BORDER)]
    event = found.nodes[iri]
    assert (event["kind"], event["class"], event["family"], event["time"]) == (
        "event",
        "meeting",
        "diplomacy",
        "2031-05-03",
    )
    assert (event["confidence"], event["told"], event["url"]) == (0.9, "asserts", BORDER)
    assert found.nodes["https://w3id.org/newskg/person/Ada_Berg"]["mentions"] == 3
    roles = {data["label"] for _, _, data in found.out_edges(iri, data=True)}
    assert roles == {"actor", "target", "place"}


def test_gephi_gets_whole_days(graph: KnowledgeGraph) -> None:
    """A month begins on its first day and ends on its last; the timeline's format is that of days."""
    root = ElementTree.fromstring(export(graph, "gexf"))
    assert root.find(f"{GEXF}graph").get("timeformat") == "date"
    spells = {node.get("label"): (node.get("start"), node.get("end")) for node in root.iter(f"{GEXF}node")}
    assert spells["future: Ada Berg: visit"] == ("2031-06-01", "2031-06-30")
    assert spells["Ada Berg"] == (None, None)
    assert "lastmodifieddate" not in export(graph, "gexf").decode()


def test_two_edges_between_two_nodes_are_two(graph: KnowledgeGraph) -> None:
    """Each edge of GraphML has an id of its own."""
    ids = [e.get("id") for e in ElementTree.fromstring(export(graph, "graphml")).iter() if e.tag.endswith("}edge")]
    assert len(ids) == len(set(ids)) == graph.to_networkx().number_of_edges()


@pytest.mark.parametrize("format", READERS)
def test_xml_holds_any_name(graph: KnowledgeGraph, format: str) -> None:
    """Markup is text, and what XML cannot hold is replaced."""
    labels = {data.get("label") for _, data in read(graph, format).nodes(data=True)}
    assert '</title><script>alert(1)</script>\ufffd\ufffd & ]]> "q"; x' in labels
    assert "\x00" in HOSTILE


def test_a_map_has_longitude_before_latitude(graph: KnowledgeGraph) -> None:
    """RFC 7946: a point for each place that has coordinates, within the bounds of the earth."""
    found = json.loads(export(graph, "geojson"))
    assert found["type"] == "FeatureCollection"
    points = {f["properties"]["place"]: f["geometry"] for f in found["features"]}
    assert points == {
        "Port Elin": {"type": "Point", "coordinates": [-0.25, 55.5]},
        "@Rome": {"type": "Point", "coordinates": [-12.5, -41.9]},
    }
    assert all(f["type"] == "Feature" for f in found["features"])


def test_a_point_tells_its_event(graph: KnowledgeGraph) -> None:
    """What is done to a place is at the place; who tells it, how, stands there too."""
    features = [f["properties"] for f in json.loads(export(graph, "geojson"))["features"]]
    attacks = [f for f in features if f["class"] == "attack" and f["article"] == BORDER and f["begin"]]
    assert [(f["role"], f["told"], f["source"], f["begin"], f["country"]) for f in attacks] == [
        ("target", "attributes", "Ada Berg", "2031-05-02", "Norland")
    ]
    assert attacks[0]["sentence"].startswith("VELD - Minister Ada Berg")
    assert [f["role"] for f in features if f["class"] == "killing"] == ["place"]
