"""Chains of events between two entities."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.chains import Chain, chains
from kg.errors import QueryError
from kg.graph import KnowledgeGraph
from kg.model import EntityKind
from tests.conftest import Run
from tests.made_extractions import Draft, answer, border, made_graph

TEXT = (
    "Ann met Bob in Rome. Cid met Dan in Rome. Bob met Cid. Bob met Cid again in May. Ann accused Eve of attacking Cid."
    " Eve reportedly met Dan."
)


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """Ann - Bob - Cid - Dan by meetings, Ann - Eve - Cid by an accusation, Eve - Dan by hearsay, all in Rome."""
    draft = Draft(TEXT, id="meetings")
    for name, times in {"Ann": 2, "Bob": 3, "Cid": 4, "Dan": 2, "Eve": 2}.items():
        draft.entity(EntityKind.PERSON, name, *((name, n) for n in range(times)))
    draft.entity(EntityKind.PLACE, "Rome", "Rome", ("Rome", 1))
    draft.event("Meeting", "met", actor="Ann", target="Bob", place="Rome")
    draft.event("Meeting", ("met", 1), actor="Cid", target="Dan", place="Rome")
    draft.event("Meeting", ("met", 2), actor="Bob", target="Cid")
    draft.event("Meeting", ("met", 3), actor="Bob", target="Cid", day="2031-05")
    attack = draft.event("Attack", "attacking", actor="Eve", target="Cid", source="Ann")
    draft.event("Accusation", "accused", actor="Ann", target="Eve", content=attack)
    draft.event("Meeting", ("met", 4), actor="Eve", target="Dan", unnamed_source=True)
    return made_graph(draft.extraction())


def of(graph: KnowledgeGraph, begin: str, end: str, **asked: object) -> list[str]:
    """The chains in words."""
    return [words(chain) for chain in chains(graph.store, begin, end, **asked)]


def words(chain: Chain) -> str:
    """Who is on the way, and how many happenings join them."""
    return " ".join([str(chain.steps[0].begin), *(f"-{step.happenings}- {step.end}" for step in chain.steps)])


def test_the_shortest_chains_come_first(graph: KnowledgeGraph) -> None:
    """Of chains as long, that whose weakest step has most happenings; what an accusation is about joins its parties."""
    assert of(graph, "Ann", "Dan", most=5) == [
        "Ann -1- Cid -1- Dan",
        "Ann -1- Eve -1- Dan",
        "Ann -1- Bob -2- Cid -1- Dan",
        "Ann -1- Cid -2- Eve -1- Dan",
        "Ann -1- Eve -2- Cid -1- Dan",
    ]


def test_a_place_is_no_way(graph: KnowledgeGraph) -> None:
    """Whatever happens in Rome has Rome in common; on demand it is one, and it may be an end."""
    assert not any("Rome" in way for way in of(graph, "Bob", "Dan", most=20))
    assert "Bob -1- Rome -1- Dan" in of(graph, "Bob", "Dan", most=20, through_places=True)
    assert of(graph, "Ann", "Rome", through_places=True, steps=1) == ["Ann -1- Rome"]
    assert of(graph, "Ann", "Rome") == []


def test_a_chain_has_at_most_so_many_steps(graph: KnowledgeGraph) -> None:
    """And there are at most so many of them."""
    assert of(graph, "Ann", "Dan", steps=1) == []
    assert all(way.count("- ") <= 2 for way in of(graph, "Ann", "Dan", steps=2, most=9))
    assert len(of(graph, "Ann", "Dan", most=1)) == 1


def test_claims_stay_out_on_demand(graph: KnowledgeGraph) -> None:
    """What a source says, or nobody named, joins nobody."""
    assert of(graph, "Ann", "Dan", asserted=True) == ["Ann -1- Bob -2- Cid -1- Dan"]


def test_a_step_has_its_sentences(graph: KnowledgeGraph) -> None:
    """Those that articles assert first, dated ones first of these."""
    (chain,) = chains(graph.store, "Bob", "Cid", most=1)
    (step,) = chain.steps
    assert [event.sentences[0].marked for event in step.events] == [
        "Bob [met] Cid again in May.",
        "Bob [met] Cid.",
    ]


def test_reports_of_one_happening_join_once() -> None:
    """Two articles that tell one attack are one happening."""
    graph = made_graph(border(), answer())
    (chain,) = chains(graph.store, "Sudmark", "Port Elin", most=1)
    reports = graph.events("Attack", actor="Sudmark", target="Port Elin")
    about = graph.events("Accusation") + graph.events("Denial") + graph.events("Statement", actor="Falk")
    told = {event.counted for event in (*reports, *about)}
    assert chain.steps[0].happenings == len(told) < len(reports) + len(about)


def test_names_that_are_none_are_told(graph: KnowledgeGraph) -> None:
    """And an entity is not joined to itself."""
    with pytest.raises(QueryError, match="nothing is called Fay"):
        chains(graph.store, "Ann", "Fay")
    with pytest.raises(QueryError, match="Ann and person:Ann are one entity"):
        chains(graph.store, "Ann", "person:Ann")


def test_a_hub_does_not_take_forever() -> None:
    """Hundreds who all met one another's host are joined at once."""
    names = [f"N{number:04}" for number in range(400)]
    draft = Draft(" ".join(f"Host met {name}." for name in names), id="hub")
    draft.entity(EntityKind.PERSON, "Host")
    for name in names:
        draft.entity(EntityKind.PERSON, name)
    for number, name in enumerate(names):
        draft.event("Meeting", ("met", number), actor="Host", target=name)
    assert of(made_graph(draft.extraction()), "N0000", "N0399") == ["N0000 -1- Host -1- N0399"]


def test_the_command_tells_chains(run: Run, built: Path) -> None:
    """As text with sentences, or as JSON."""
    result = run("path", "Peru", "Chile", "--graph", built)
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[0] == "1. Peru — Chile"
    assert "Peru [accused] Chile." in result.out
    (chain,) = json.loads(run("path", "Peru", "Chile", "--format", "json", "--graph", built).out)
    assert chain["steps"][0]["happenings"] == 2


def test_no_chain_is_told_with_exit_code_1(run: Run, built: Path) -> None:
    """A miss is no mistake of the user's."""
    result = run("path", "Peru", "Chile", "--graph", built, "--asserted", "--steps", "1", "--format", "word")
    assert result.code == 2
    (built / "graph.trig").write_text(
        (built / "graph.trig").read_text().replace("kg:polarity kg:Positive", "kg:polarity kg:Negative")
    )
    result = run("path", "Peru", "Chile", "--graph", built, "--asserted")
    assert (result.code, result.out) == (1, "")
    assert "No chain of at most 4 steps joins Peru and Chile." in result.err
