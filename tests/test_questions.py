"""The questions that ship ask a union of graphs: what two graphs say alike counts once."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph import KnowledgeGraph
from kg.query import Question, Value, questions
from tests.made_extractions import answer, border, made_graph

VALUES = {"who": "Ada Berg", "where": "Norland", "one": "Ada Berg", "other": "Sudmark"}
OTHER = ox.NamedNode("https://example.org/another-paper")
OF_ARTICLES = ("article", "event", "quotation", "texts")  # "texts" counts articles


def needed(question: Question) -> dict[str, str]:
    """Values for the parameters that have to be given."""
    return {p.name: VALUES.get(p.name, "2031") for p in question.parameters if p.is_needed}


def rows(graph: KnowledgeGraph, question: Question) -> list[tuple[Value, ...]]:
    """The rows without the columns that say which article tells it."""
    found = graph.query(question.name, **needed(question))
    kept = [i for i, column in enumerate(found.columns) if column not in OF_ARTICLES]
    return [tuple(row[i] for i in kept) for row in found.rows]


@pytest.fixture(scope="module")
def once() -> KnowledgeGraph:
    """Each article in its own graph."""
    return made_graph(border(), answer())


@pytest.fixture(scope="module")
def with_facts_twice() -> KnowledgeGraph:
    """Everything that the articles know of entities is said by both of them."""
    graph = made_graph(border(), answer())
    known = [q for q in graph.store.quads() if "#" not in q.subject.value]
    for name in graph.articles():
        shared = [ox.Quad(*q.triple, ox.NamedNode(name)) for q in known if q.subject.value not in graph.articles()]
        own = [q for q in graph.store.quads() if q.graph_name.value == name]
        graph.store.replace(name, [*own, *shared])
    return graph


@pytest.fixture(scope="module")
def with_all_twice() -> KnowledgeGraph:
    """Every triple stands in a second graph, too."""
    graph = made_graph(border(), answer())
    graph.store.replace(OTHER.value, [ox.Quad(*quad.triple, OTHER) for quad in graph.store.quads()])
    return graph


@pytest.mark.parametrize("question", questions(), ids=lambda q: q.name)
def test_what_both_articles_know_of_an_entity_counts_once(
    once: KnowledgeGraph, with_facts_twice: KnowledgeGraph, question: Question
) -> None:
    """Labels, kinds and places of entities that two graphs hold make no second row and no higher count."""
    assert rows(with_facts_twice, question) == rows(once, question)


@pytest.mark.parametrize("question", questions(), ids=lambda q: q.name)
def test_a_triple_in_two_graphs_counts_once(
    once: KnowledgeGraph, with_all_twice: KnowledgeGraph, question: Question
) -> None:
    """A copied graph adds its own name to the column of articles, and nothing else."""
    if question.name == "happenings-told-by-several-articles":  # which a copy makes of every happening
        assert set(rows(once, question)) < set(rows(with_all_twice, question))
    else:
        assert list(dict.fromkeys(rows(with_all_twice, question))) == list(dict.fromkeys(rows(once, question)))


def test_the_questions_are_files() -> None:
    """Each is the file of its name, to read and to change."""
    folder = Path(__file__).parents[1] / "ontology" / "queries"
    assert [q.name for q in questions()] == sorted(path.stem for path in folder.glob("*.rq"))
