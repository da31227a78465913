"""Events as typed records, found by type, names and time."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from kg.errors import QueryError
from kg.events import EventRecord, Telling
from kg.graph import KnowledgeGraph
from kg.model import EntityKind, Factuality, Polarity, Role
from tests.made_extractions import answer, border, made_graph, small_ontology
from tests.made_graphs import shelling_trig

BORDER = "https://example.org/border"
SHELLING = "Sudmark attacks Port Elin"


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """Two articles that tell of one attack."""
    return made_graph(border(), answer())


def labels(events: tuple[EventRecord, ...]) -> list[str]:
    """What the events are called."""
    return [event.label for event in events]


def test_an_event_is_a_record_of_all_that_is_said_of_it(graph: KnowledgeGraph) -> None:
    """Class, roles, time, source, confidence, article and the sentence with its trigger."""
    (event,) = graph.events("Attack", article=BORDER, since="2031-05-02", until="2031-05-02")
    assert (event.label, event.event_class, event.class_label, event.family) == (
        SHELLING,
        "Attack",
        "attack",
        "Violence",
    )
    assert [actor.name for actor in event.actors] == ["Sudmark"]
    (target,) = event.targets
    assert (str(target), target.kind, target.coordinates, target.country) == (
        "Port Elin",
        EntityKind.PLACE,
        (55.5, -0.25),
        "Norland",
    )
    assert (event.time, event.day, event.confidence) == ("2031-05-02", date(2031, 5, 2), 0.75)
    assert (event.polarity, event.factuality, str(event.source)) == (Polarity.POSITIVE, Factuality.ACTUAL, "Ada Berg")
    assert (event.telling, event.is_asserted, event.notes) == (Telling.ATTRIBUTES, False, ("according to Ada Berg",))
    article = event.article
    assert (article.title, article.published, article.publisher, article.url) == (
        "Shells on Port Elin",
        date(2031, 5, 4),
        "The Elin Post",
        BORDER,
    )
    (sentence,) = event.sentences
    assert sentence.text[sentence.begin : sentence.end] == "shelling"
    assert sentence.marked == "VELD - Minister Ada Berg accused Sudmark of [shelling] Port Elin on Friday."


def test_records_are_frozen(graph: KnowledgeGraph) -> None:
    """Nobody changes what an article says."""
    event = graph.events()[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        event.label = "x"


@pytest.mark.parametrize("name", ["Violence", "violence", "kg:Violence", "https://w3id.org/newskg#Violence"])
def test_a_class_finds_those_below_it(graph: KnowledgeGraph, name: str) -> None:
    """By its name or label in any case, or its IRI."""
    assert {event.event_class for event in graph.events(type=name)} == {"Attack", "Killing"}


def test_the_class_of_all_finds_every_event(graph: KnowledgeGraph) -> None:
    """Those outside the classes have none of their own."""
    assert {event.iri for event in graph.events("event")} == {event.iri for event in graph.events()}
    assert [event.label for event in graph.events() if event.event_class is None] == ["Port Elin: burned"]


@pytest.mark.parametrize("name", ["sudmark", "country:Sudmark", "https://w3id.org/newskg/country/Sudmark"])
def test_an_entity_goes_by_its_names_and_its_iri(graph: KnowledgeGraph, name: str) -> None:
    """As actor, as target, in any role, as source."""
    assert set(labels(graph.events("Attack", actor=name, asserted=True))) == {SHELLING}
    assert labels(graph.events(target=name)) == ["Ada Berg accuses Sudmark"]
    assert "future: Ada Berg: visit" in labels(graph.events(about=name))
    assert labels(graph.events(source=name)) == [f"denied: {SHELLING}"]


def test_a_place_holds_what_lies_in_it(graph: KnowledgeGraph) -> None:
    """Events in Veld are events in Norland."""
    assert labels(graph.events(place="Norland")) == [
        "Ada Berg meets Ruben Falk",
        "killing: people",
        "Norland and Sudmark: negotiation",
    ]


def test_the_bounds_of_time_are_days_months_or_years(graph: KnowledgeGraph) -> None:
    """They are included, and what has no date is left out."""
    assert all(event.begin for event in graph.events(since="2031"))
    assert labels(graph.events(since="2031-06")) == ["future: Ada Berg: visit"]
    assert labels(graph.events(since="2031-05-03", until="2031-05")) == ["Ada Berg meets Ruben Falk"]
    assert graph.events(until="2030") == ()
    assert "future: Ada Berg: visit" in labels(graph.events(since="2031-06-15"))  # some day of June


def test_events_stand_in_time_order(graph: KnowledgeGraph) -> None:
    """Those without a date last, as their articles tell them."""
    found = graph.events()
    dated = [event.begin for event in found if event.begin]
    assert dated == sorted(dated)
    assert [event.begin is None for event in found] == sorted(event.begin is None for event in found)


def test_what_is_said_is_the_content(graph: KnowledgeGraph) -> None:
    """An event by its label, a quotation by its words."""
    (accusation,) = graph.events("Accusation")
    assert [str(content) for content in accusation.contents] == [SHELLING]
    (said,) = graph.events("Statement", actor="Ada Berg")
    assert [str(content) for content in said.contents] == ["“We stay,”"]


def test_reports_of_one_happening_count_as_one(graph: KnowledgeGraph) -> None:
    """Asserted here, attributed there, denied by a third."""
    told = [event for event in graph.events("Attack", actor="Sudmark") if event.happening]
    assert {event.telling for event in told} == {Telling.ASSERTS, Telling.ATTRIBUTES, Telling.DENIES}
    assert len({event.counted for event in told}) == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"type": "Atack"}, "there is no event class Atack; did you mean"),
        ({"actor": "Sudmarc"}, "nothing is called Sudmarc; did you mean Sudmark?"),
        ({"since": "May"}, "since takes a day, a month or a year"),
        ({"until": "2031-13"}, "until takes a day, a month or a year"),
    ],
)
def test_what_is_none_is_told(graph: KnowledgeGraph, asked: dict[str, str], said: str) -> None:
    """With what would be right."""
    with pytest.raises(QueryError) as caught:
        graph.events(**asked)
    assert said in str(caught.value)


def test_without_the_text_the_trigger_is_left() -> None:
    """`--no-text` leaves words, and no sentence."""
    graph = KnowledgeGraph(ontology=small_ontology(), keep_text=False)
    graph.add(border())
    assert [sentence.marked for sentence in graph.events("Accusation")[0].sentences] == ["[accused]"]


def test_a_graph_from_elsewhere_is_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file with other classes, with events without labels, and without the ontology's own."""
    path = tmp_path_factory.mktemp("elsewhere") / "graph.trig"
    path.write_text(shelling_trig().replace("kg:Statement", "kg:Whisper"), encoding="utf-8")
    found = KnowledgeGraph.open(path, ontology=small_ontology()).events()
    assert {event.event_class: event.family for event in found}["Whisper"] is None
    assert [event.label for event in found if event.event_class is None] == ["leave"]
    assert [entity.name for event in found for entity in event.filling(Role.PLACE)] == []
