"""What a graph holds, in figures."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.graph import KnowledgeGraph
from kg.stats import Count, statistics
from tests.conftest import Run
from tests.made_extractions import answer, border, made_graph, small_ontology


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """Two articles that tell of one attack."""
    return made_graph(border(), answer())


def test_everything_is_counted_once(graph: KnowledgeGraph) -> None:
    """Reports as events, what they are about as happenings."""
    found = statistics(graph.store)
    events = graph.events()
    assert (found.articles, found.events) == (2, len(events))
    assert found.happenings == len({event.counted for event in events}) < found.events
    assert found.told_by_several == 1
    assert sum(count.count for count in found.classes) == sum(c.count for c in found.families) == found.happenings
    assert Count("attack", 2) in found.classes
    assert Count("violence", 3) in found.families
    assert found.publishers == (Count("", 1), Count("The Elin Post", 1))


def test_shares_are_of_events(graph: KnowledgeGraph) -> None:
    """Attributed, negative and dated ones."""
    found, events = statistics(graph.store), graph.events()
    assert found.attributed == sum(event.is_attributed for event in events)
    assert found.dated == sum(event.begin is not None for event in events)
    assert found.negative == 1
    assert found.share(found.negative) == round(1 / len(events), 4)
    assert dict((count.name, count.count) for count in found.factualities) == {"Actual": 12, "Denied": 1, "Future": 1}


def test_entities_count_once_by_kind(graph: KnowledgeGraph) -> None:
    """Those that an article mentions."""
    found = statistics(graph.store)
    assert {count.name: count.count for count in found.kinds} == {
        "country": 2,
        "group": 1,
        "person": 3,
        "place": 2,
        "thing": 1,
    }
    assert found.entities == found.new_entities == 9


def test_the_most_central_are_between_others(graph: KnowledgeGraph) -> None:
    """Ada Berg joins those who have nothing else in common."""
    first = statistics(graph.store).central[0]
    assert first.name == "Ada Berg"
    assert 0 < first.betweenness <= 1
    assert first.neighbours >= 3


def test_since_tells_what_is_new(graph: KnowledgeGraph) -> None:
    """By the day of publication; who was in no article before is new."""
    found = statistics(graph.store, "2031-05-05")
    assert (found.articles, found.events) == (1, 3)
    assert (found.entities, found.new_entities) == (3, 1)
    assert found.told_by_several == 0
    assert replace(statistics(graph.store, "2031-05"), since=None) == statistics(graph.store)
    assert statistics(graph.store, "2032").articles == 0


def test_an_empty_graph_has_figures() -> None:
    """All of them nothing."""
    found = statistics(KnowledgeGraph(ontology=small_ontology()).store)
    assert (found.articles, found.events, found.central, found.share(0)) == (0, 0, (), 0.0)


def test_a_period_that_is_none_is_told(graph: KnowledgeGraph) -> None:
    """With what would be one."""
    with pytest.raises(QueryError, match="since takes a day"):
        statistics(graph.store, "soon")


def test_the_command_prints_figures(run: Run, built: Path) -> None:
    """As text, or as JSON."""
    lines = [line.split() for line in run("stats", "--graph", built).out.splitlines()]
    assert ["articles", "2"] in lines
    assert ["accusation", "2", "100.0%"] in lines
    assert ["Peru", "0.0000", "1", "2"] in lines
    read = json.loads(run("stats", "--format", "json", "--since", "2025-03-02", "--graph", built).out)
    assert (read["articles"], read["classes"], read["share_attributed"]) == (1, {"accusation": 1}, 0.0)
    assert run("stats", "--format", "word", "--graph", built).code == 2


def test_a_notebook_shows_the_figures(graph: KnowledgeGraph) -> None:
    """A graph is a table of what it holds; names of articles stay text."""
    shown = graph._repr_html_()
    assert "<td>articles</td><td>2</td>" in shown
    assert "<td>attack</td><td>2</td>" in shown
