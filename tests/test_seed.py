"""The article that ships, end to end: what its graph has to say, and that every file of it is sound."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

import kg
from kg.graph import KnowledgeGraph
from kg.model import Article

pytestmark = pytest.mark.model

EVENTS = [
    # class, trigger, what else holds of ?event
    ("kg:Recall", "pulling", "kg:actor country:United_States ; sem:hasTimeStamp '2025-07-24'^^xsd:date"),
    ("kg:Recall", "pulling", "kg:actor country:Israel ; sem:hasTimeStamp '2025-07-24'^^xsd:date"),
    ("kg:Accusation", "blaming", "kg:actor person:Steve_Witkoff ; kg:target org:Hamas"),
    (
        "kg:Accusation",
        "accused",
        "kg:actor person:Steve_Witkoff ; kg:target org:Hamas ; kg:content/kg:polarity kg:Negative",
    ),
    ("kg:Recall", "recalling", "kg:actor country:Israel ; kg:origin country:Qatar"),
    (
        "kg:Attack",
        "strike",
        "kg:actor country:Israel ; kg:target|kg:place ?where ; sem:hasTimeStamp '2025-07-23'^^xsd:date",
    ),
    ("kg:Destruction", "destruction", "kg:actor country:Israel ; kg:target ?gaza"),
    ("kg:Mediation", "shuttling", "kg:place place:Doha ; kg:target ?between"),
    ("kg:Death", "died", "kg:target/rdfs:label 'dozens'@en ; kg:place/rdfs:label 'Gaza Strip'@en"),
    ("kg:Violation", "reneged", "kg:actor person:Steve_Witkoff"),
    ("kg:Violation", "violation", "kg:actor country:Israel"),
    ("kg:Agreement", "deal", "kg:polarity kg:Negative"),
    ("sem:Event", "yield", "kg:polarity kg:Negative"),
    ("kg:Claim", "claimed", "kg:actor person:Benjamin_Netanyahu ; kg:content ?seeking"),
    ("sem:Event", "seeking", "kg:actor country:Israel ; prov:wasAttributedTo person:Benjamin_Netanyahu"),
    ("kg:Recall", "bringing home", "kg:actor country:United_States ; prov:wasAttributedTo person:Steve_Witkoff"),
    ("sem:Event", "interprets", "kg:actor org:Hamas ; kg:factuality kg:Possible"),
    ("kg:Statement", "said", "kg:actor person:Benjamin_Netanyahu ; kg:content/rdf:type kg:Quotation"),
]
FACTS = [
    "person:Steve_Witkoff kg:accuses org:Hamas",
    "country:Israel kg:recalls ?negotiators",
    "person:Steve_Witkoff kg:affiliation country:United_States ; schema:jobTitle 'special envoy'@en",
    "person:Benjamin_Netanyahu kg:affiliation country:Israel ; schema:jobTitle ?title",
    "place:Doha schema:containedInPlace country:Qatar",
    "?article schema:datePublished '2025-07-24'^^xsd:date ; schema:locationCreated ?washington",
    "person:Benjamin_Netanyahu gaf:denotedBy/nif:anchorOf 'Netanyahu'",
    "org:Hamas gaf:denotedBy/nif:anchorOf 'the group'",
]


@pytest.mark.parametrize(("event_class", "trigger", "rest"), EVENTS, ids=lambda value: str(value)[:40])
def test_the_event_is_in_the_graph(seed_graph: KnowledgeGraph, event_class: str, trigger: str, rest: str) -> None:
    """An event that the article reports stands in the graph, under its trigger."""
    mention = f"gaf:denotedBy/nif:anchorOf '{trigger}'"
    assert seed_graph.query(f"ASK {{ ?event a/rdfs:subClassOf* {event_class} ; {mention} ; {rest} }}").is_true


@pytest.mark.parametrize("fact", FACTS)
def test_the_fact_is_in_the_graph(seed_graph: KnowledgeGraph, fact: str) -> None:
    """Short triples, titles, affiliations, places, and whom a name or a noun stands for."""
    assert seed_graph.query(f"ASK {{ {fact} }}").is_true


def test_a_claim_has_no_short_triple(seed_graph: KnowledgeGraph) -> None:
    """What only a source says is no triple of the article's own."""
    team = "?event kg:target ?team ; gaf:denotedBy/nif:anchorOf 'bringing home'"
    assert not seed_graph.query(f"ASK {{ {team} . ?who kg:recalls ?team }}").is_true


def test_every_mention_is_in_the_text(seed_graph: KnowledgeGraph, seed_article: Article) -> None:
    """Offsets count the article's code points, and the words between them are the mention's."""
    rows = seed_graph.query(
        "SELECT DISTINCT ?begin ?end ?words WHERE "
        "{ ?mention nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?words } ORDER BY ?begin ?end"
    ).rows
    assert len(rows) > 50
    assert [words for begin, end, words in rows if seed_article.text[begin:end] != words] == []


def test_the_text_is_the_files(seed_graph: KnowledgeGraph, seed_article: Article) -> None:
    """The graph holds the article unchanged, its header and its photo's credit included."""
    ((text,),) = seed_graph.query("SELECT ?text WHERE { ?context a nif:Context ; nif:isString ?text }").rows
    assert text == seed_article.text
    assert text.startswith(" date 2025-07-24 Washington DC - ")


def test_rdflib_reads_the_files_and_the_shapes_hold(seed_graph: KnowledgeGraph, tmp_path: Path) -> None:
    """Turtle and TriG are read by the ecosystem's library, and say the same."""
    for name in ("graph.ttl", "graph.trig"):
        seed_graph.save(tmp_path / name)
    turtle = rdflib.Graph().parse(tmp_path / "graph.ttl")
    trig = rdflib.Dataset().parse(tmp_path / "graph.trig")
    assert len(turtle) == len({quad[:3] for quad in trig.quads()})
    assert seed_graph.check().messages == ()


def test_the_files_give_the_graph_back(seed_graph: KnowledgeGraph, tmp_path: Path) -> None:
    """A graph that is opened from its TriG or its Turtle is the graph that was saved."""
    for name in ("graph.trig", "graph.ttl"):
        seed_graph.save(tmp_path / name)
        assert set(kg.open(tmp_path / name).store.quads()) == set(seed_graph.store.quads())
