"""kg/network: a store's rows as a network."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from kg.errors import QueryError
from kg.model import EntityKind, Role
from kg.network import (
    EdgeKind,
    EntityNode,
    EventNode,
    QuotationNode,
    actor_network,
    articles,
    edges,
    event_network,
    node_data,
)
from kg.store import MemoryStore
from tests.made_graphs import ARTICLE, BASE, TEXT, shelling_trig

BERG, SUDMARK, PORT = f"{BASE}person/Ada_Berg", f"{BASE}country/Sudmark", f"{BASE}place/Port_Elin"
ACCUSATION, ATTACK, DEPARTURE = f"{ARTICLE}#event=28", f"{ARTICLE}#event=47", f"{ARTICLE}#event=107"
QUOTATION = f"{ARTICLE}#quotation=68"


def store_of(trig: str, folder: Path) -> MemoryStore:
    """A store that holds a TriG text."""
    file = folder / "graph.trig"
    file.write_text(trig, encoding="utf-8")
    store = MemoryStore()
    store.load(file)
    return store


@pytest.fixture
def shelling_store(tmp_path: Path) -> MemoryStore:
    """One made article."""
    return store_of(shelling_trig(), tmp_path)


@pytest.fixture
def shelling(shelling_store: MemoryStore) -> nx.MultiDiGraph:
    """Its network."""
    return event_network(shelling_store)


def event(network: nx.MultiDiGraph, iri: str) -> EventNode:
    """A node that has to be an event."""
    data = node_data(network, iri)
    assert isinstance(data, EventNode)
    return data


def test_an_entity_brings_its_names_titles_and_links(shelling: nx.MultiDiGraph) -> None:
    """What the graph knows of an entity is in its record, and it is in its articles."""
    berg = node_data(shelling, BERG)
    assert berg == EntityNode(EntityKind.PERSON, "Ada Berg", ("Berg",), ("minister",), mentions=2, articles=(ARTICLE,))
    norland = node_data(shelling, f"{BASE}country/Norland")
    assert isinstance(norland, EntityNode)
    assert norland.links == ("http://www.wikidata.org/entity/Q1",)


def test_an_event_brings_its_class_family_and_verb(shelling: nx.MultiDiGraph) -> None:
    """Class and family come from the ontology in the store, the verb from the short property."""
    accusation = event(shelling, ACCUSATION)
    assert (accusation.event_class, accusation.family, accusation.verb) == ("Accusation", "Communication", "accuses")
    assert (accusation.begin, accusation.end, accusation.confidence) == ("2031-05-04", "2031-05-04", 0.9)
    assert accusation.is_asserted


def test_an_event_outside_the_classes_has_its_lemma(shelling: nx.MultiDiGraph) -> None:
    """A plain sem:Event has no family and says its predicate."""
    departure = event(shelling, DEPARTURE)
    assert (departure.event_class, departure.family, departure.verb) == (None, None, "leave")


def test_a_claim_names_its_source(shelling: nx.MultiDiGraph) -> None:
    """What a source asserts is attributed to it, and is not the article's own."""
    attack = event(shelling, ATTACK)
    assert attack.attribution == (BERG,)
    assert attack.is_attributed
    assert not attack.is_asserted


def test_a_chain_of_sources_is_read_off_the_speech_events(tmp_path: Path) -> None:
    """Who reports the reporter comes after the innermost source."""
    trig = shelling_trig().replace(
        f"<{ARTICLE}#event=28> a kg:Accusation ;",
        f"<{ARTICLE}#event=28> a kg:Accusation ; prov:wasAttributedTo <{BASE}country/Norland> ;",
    )
    network = event_network(store_of(trig, tmp_path))
    assert event(network, ATTACK).attribution == (BERG, f"{BASE}country/Norland")


def test_a_claim_without_a_named_source_is_no_assertion(tmp_path: Path) -> None:
    """ "Reportedly" attributes, though to nobody."""
    trig = shelling_trig().replace(
        f"<{ARTICLE}#event=107> a sem:Event ;", f"<{ARTICLE}#event=107> a sem:Event ; kg:isAttributed true ;"
    )
    departure = event(event_network(store_of(trig, tmp_path)), DEPARTURE)
    assert departure.is_attributed
    assert not departure.is_asserted
    assert departure.attribution == ()


def test_evidence_is_the_sentence_with_trigger_and_roles(shelling: nx.MultiDiGraph) -> None:
    """The offsets of trigger and roles hold within the sentence, whose signs outside the BMP count once."""
    (evidence,) = event(shelling, DEPARTURE).evidence
    assert evidence.text == "🕊 Berg left."
    assert evidence.text[evidence.begin : evidence.end] == "left"
    (span,) = evidence.roles
    assert (span.role, evidence.text[span.begin : span.end]) == (Role.ACTOR, "Berg")


def test_without_the_text_the_trigger_is_the_evidence(tmp_path: Path) -> None:
    """A graph built with --no-text still shows which words it read."""
    network = event_network(store_of(shelling_trig(text=False), tmp_path))
    (evidence,) = event(network, ACCUSATION).evidence
    assert (evidence.text, evidence.roles) == ("accused", ())


def test_roles_content_and_facts_are_edges(shelling: nx.MultiDiGraph) -> None:
    """Roles lead from the event, content to an event or a quotation, affiliation and containment between entities."""
    found = {(u, v, edge.kind, edge.label) for u, v, edge in edges(shelling)}
    assert (ACCUSATION, BERG, EdgeKind.ROLE, "actor") in found
    assert (ACCUSATION, ATTACK, EdgeKind.CONTENT, "content") in found
    assert (f"{ARTICLE}#event=94", QUOTATION, EdgeKind.CONTENT, "content") in found
    assert (BERG, f"{BASE}country/Norland", EdgeKind.AFFILIATION, "affiliation") in found
    assert (PORT, f"{BASE}country/Norland", EdgeKind.CONTAINMENT, "in") in found


def test_a_quotation_knows_its_speaker(shelling: nx.MultiDiGraph) -> None:
    """The words, who says them, and the sentence that they stand in."""
    quotation = node_data(shelling, QUOTATION)
    assert isinstance(quotation, QuotationNode)
    assert (quotation.text, quotation.speaker) == ("We did not fire,", SUDMARK)
    assert quotation.evidence[0].text in TEXT


def test_a_publisher_that_no_article_speaks_of_is_no_node(shelling: nx.MultiDiGraph) -> None:
    """It is the article's publisher only."""
    assert f"{BASE}org/The_Elin_Post" not in shelling
    (article,) = articles(shelling).values()
    assert (article.title, article.published, article.publisher) == (
        "Shells on Port Elin",
        "2031-05-04",
        "The Elin Post",
    )
    assert article.url == ARTICLE


def test_the_network_holds_nothing_that_only_the_ontology_knows(shelling: nx.MultiDiGraph) -> None:
    """The known entities of the ontology stay out until an article names them."""
    assert {iri.split("#")[0].removeprefix(BASE) for iri in shelling} == {
        ARTICLE,
        *("person/Ada_Berg", "country/Norland", "country/Sudmark", "place/Port_Elin"),
    }


def test_a_step_from_the_focus_takes_events_what_they_report_and_who_is_in_them(shelling_store: MemoryStore) -> None:
    """From Port Elin: the attack, the accusation that reports it, and their participants; not Berg's departure."""
    network = event_network(shelling_store, focus=["port elin"], steps=1)
    assert {PORT, ATTACK, ACCUSATION, BERG, SUDMARK} <= set(network)
    assert DEPARTURE not in network
    assert DEPARTURE in event_network(shelling_store, focus=["Port Elin"], steps=2)


@pytest.mark.parametrize("name", ["Berg", "ada berg", "person:Ada_Berg", "person/Ada_Berg", BERG])
def test_a_focus_may_be_a_name_an_alias_or_an_iri(shelling_store: MemoryStore, name: str) -> None:
    """In any case."""
    assert BERG in event_network(shelling_store, focus=[name])


def test_an_unknown_focus_is_offered_the_nearest_names(shelling_store: MemoryStore) -> None:
    """A misspelt name is a question that cannot be asked."""
    with pytest.raises(QueryError, match="did you mean 'Sudmark'"):
        event_network(shelling_store, focus=["Sudmarck"])


def test_actors_alone_are_joined_by_verbs(shelling: nx.MultiDiGraph) -> None:
    """Each actor to each target, with the event that it stands for; who is in no such event is left out."""
    found = [(u, v, edge.label, edge.events) for u, v, edge in edges(actor_network(shelling))]
    assert found == [
        (SUDMARK, PORT, "attacks", (ATTACK,)),
        (BERG, SUDMARK, "accuses", (ACCUSATION,)),
    ]


def test_of_a_large_store_the_busiest_part_is_read(shelling_store: MemoryStore) -> None:
    """Who is in most events comes with these events and everybody in them; the size of the whole is told."""
    network = event_network(shelling_store, most=4)
    assert {SUDMARK, ACCUSATION, BERG, ATTACK, PORT} <= set(network)
    assert DEPARTURE not in network
    assert network.graph["size"] > len(network)
    assert "size" not in event_network(shelling_store, most=100).graph


def test_a_focus_reads_nothing_else(shelling_store: MemoryStore) -> None:
    """What a part's records say is what the whole network's say."""
    part, whole = event_network(shelling_store, focus=[ATTACK], steps=1), event_network(shelling_store)
    assert DEPARTURE not in part
    assert node_data(part, ATTACK) == node_data(whole, ATTACK)
    assert node_data(part, PORT) == node_data(whole, PORT)
