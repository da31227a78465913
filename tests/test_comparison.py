"""How several articles tell one happening."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kg.comparison import Comparison, compare
from kg.errors import QueryError
from kg.events import Telling
from kg.graph import KnowledgeGraph
from kg.model import EntityKind
from tests.conftest import Run
from tests.made_extractions import Draft, answer, border, made_graph

SHELLING = "Sudmark attacks Port Elin"


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """Three articles that tell of one attack: a claim, a fact with a denial, and a fact with a weapon and a place."""
    draft = Draft(
        "Sudmark shelled Port Elin with mortars.", id="third", published=date(2031, 5, 3), publisher="Veld News"
    )
    draft.entity(EntityKind.COUNTRY, "Sudmark")
    draft.entity(EntityKind.PLACE, "Port Elin")
    draft.entity(EntityKind.THING, "mortars", shared=False)
    draft.event("Attack", "shelled", actor="Sudmark", target="Port Elin", instrument="mortars", day="2031-05-02")
    return made_graph(border(), answer(), draft.extraction())


def one(graph: KnowledgeGraph, name: str) -> Comparison:
    """The one happening that is called so."""
    (found,) = compare(graph.store, name)
    return found


def test_every_report_tells_it_its_way(graph: KnowledgeGraph) -> None:
    """In the order of publication: who asserts it, who attributes it to whom, who denies it."""
    found = one(graph, SHELLING)
    assert [(str(r.article), r.telling, str(r.source or "")) for r in found.reports] == [
        ("third", Telling.ASSERTS, ""),
        ("Shells on Port Elin", Telling.ATTRIBUTES, "Ada Berg"),
        ("answer", Telling.ASSERTS, ""),
        ("answer", Telling.DENIES, "Falk"),
    ]
    assert len(found.articles) == 3


def test_roles_that_differ_are_told(graph: KnowledgeGraph) -> None:
    """What one report says of a part, and that the others say nothing; what all say is no difference."""
    differences = one(graph, SHELLING).differences
    assert {d.part for d in differences} == {"instrument"}
    assert [d.values for d in differences] == [("mortars",), (), (), ()]


def test_an_event_goes_by_iri_label_or_happening(graph: KnowledgeGraph) -> None:
    """The whole IRI, that of its happening, both as tables shorten them, or its label in any case."""
    found = one(graph, SHELLING)
    event = next(r.iri for r in found.reports if r.iri.startswith(graph.base))
    assert found.happening
    for name in (event, event.removeprefix(graph.base), found.happening, found.happening.removeprefix(graph.base)):
        assert one(graph, name) == found
    assert one(graph, SHELLING.upper()) == found


def test_an_event_of_its_own_is_compared_with_nothing(graph: KnowledgeGraph) -> None:
    """Without a happening there is one report."""
    found = one(graph, "killing: people")
    assert (found.happening, len(found.reports), found.differences) == (None, 1, ())


def test_a_label_of_several_events_compares_each(graph: KnowledgeGraph) -> None:
    """Each happening with its own reports."""
    copy = made_graph(border(), answer())
    draft = Draft("Sudmark shelled Port Elin.", id="other")
    draft.entity(EntityKind.COUNTRY, "Sudmark")
    draft.entity(EntityKind.PLACE, "Port Elin")
    draft.event("Attack", "shelled", actor="Sudmark", target="Port Elin", day="2030-01-01")
    copy.add(draft.extraction())
    assert [len(found.reports) for found in compare(copy.store, SHELLING)] in ([1, 3], [3, 1])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Sudmark attacks Port Elinn", f"did you mean {SHELLING}"),
        ("https://example.org/nothing#event=1", "no event or happening"),
        ("happening/x", "no event or happening"),
    ],
)
def test_a_miss_is_told(graph: KnowledgeGraph, name: str, said: str) -> None:
    """With the labels that are near."""
    with pytest.raises(QueryError) as caught:
        compare(graph.store, name)
    assert said in str(caught.value)


def test_the_command_tells_who_says_what(run: Run, graph: KnowledgeGraph, tmp_path: Path) -> None:
    """As text with sentences and differences, or as JSON."""
    graph.save(tmp_path / "graph.trig")
    lines = run("compare", SHELLING, "--graph", tmp_path).out.splitlines()
    assert lines[0] == f"{SHELLING}  attack; 2031-05-02; told by 3 articles"
    assert "  ●  Veld News, 2031-05-03, third: asserts it" in lines
    assert "  ○  The Elin Post, 2031-05-04, Shells on Port Elin: attributes it to Ada Berg" in lines
    assert "  ✕  2031-05-05, answer: denies it, according to Falk; did not happen" in lines
    assert "  differs in instrument: mortars  (Veld News, 2031-05-03, third)" in lines
    assert "      Sudmark did not [shell] Port Elin, said Falk." in lines
    (read,) = json.loads(run("compare", SHELLING, "--format", "json", "--graph", tmp_path).out)
    assert [report["told"] for report in read["reports"]] == ["asserts", "attributes", "asserts", "denies"]
    assert run("compare", "Sudmark", "--graph", tmp_path).code == 2
