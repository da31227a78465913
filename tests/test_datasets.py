"""Which graphs a query asks, and which words of it are keywords."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.store import Dataset, MemoryStore
from kg.store.keywords import keyword_at
from tests.made_extractions import small_ontology

PATTERN = "{ ?s <https://e.org/p> ?o }"
BY_NAME = f"{{ GRAPH ?g {PATTERN} }}"
FIRST, SECOND = "https://e.org/g1", "https://e.org/g2"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MemoryStore:
    """A triple in each of two graphs."""
    file = tmp_path_factory.mktemp("graphs") / "two.nq"
    lines = (f"<https://e.org/{i}> <https://e.org/p> <https://e.org/o> <https://e.org/g{i}> .\n" for i in (1, 2))
    file.write_text("".join(lines))
    store = MemoryStore(small_ontology())
    store.load(file)
    return store


@pytest.mark.parametrize(
    ("sparql", "dataset", "subjects"),
    [
        (f"SELECT ?s {PATTERN}", None, "12"),
        (f"SELECT ?s {BY_NAME}", None, "12"),
        (f"SELECT ?s FROM <{FIRST}> {PATTERN}", None, "1"),
        (f"SELECT ?s FROM <{FIRST}> FROM <{SECOND}> {PATTERN}", None, "12"),
        (f"SELECT ?s from named <{FIRST}> {BY_NAME}", None, "1"),
        (f"SELECT ?s FROM NAMED <{FIRST}> {PATTERN}", None, ""),
        (f"SELECT ?s {PATTERN}", Dataset(default=(SECOND,)), "2"),
        (f"SELECT ?s {PATTERN}", Dataset(named=(SECOND,)), ""),
        (f"SELECT ?s {BY_NAME}", Dataset(default=(SECOND,)), ""),
        (f"SELECT ?s {BY_NAME}", Dataset(named=(SECOND,)), "2"),
        (f"SELECT ?s FROM <{FIRST}> {PATTERN}", Dataset(default=(SECOND,)), "2"),
        ("SELECT ?s { ?s ?from <https://e.org/o> FILTER('FROM <x>' != '') }", None, "12"),
    ],
)
def test_a_query_asks_the_dataset_that_is_named(
    store: MemoryStore, sparql: str, dataset: Dataset | None, subjects: str
) -> None:
    """One that is given goes before the query's own; where there is neither, all graphs are asked as one."""
    found = store.query(sparql, {}, dataset)
    assert isinstance(found, ox.QuerySolutions)
    assert {row["s"].value[-1] for row in found} == set(subjects)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?s { SERVICE <https://e.org/> { ?s ?p ?o } }",
        "SELECT ?s { service silent ?where { ?s ?p ?o } }",
        "ASK { # here\n SeRvIcE#c\n<https://e.org/>{ ?s ?p ?o } }",
        "ASK { ?s ?p 5SERVICE<https://e.org/>{} }",
        "ASK { ?s ?p trueSERVICE<https://e.org/>{} }",
        "ASK { ?s ?p ?o FILTER(?o<'foo>' ) SERVICE <https://e.org/> {} FILTER(?o = '') }",
        "ASK { ?s <p:'> ?o SERVICE <https://e.org/'> {} }",
        "SELECT ?s { { SELECT ?s { SERVICE e:service { ?s ?p ?o } } } }",
        "ASK { FILTER EXISTS { SERVICE ?x { ?s ?p ?service } } }",
    ],
)
def test_a_keyword_is_found_in_every_guise(sparql: str) -> None:
    """In any case, with comments and without spaces, behind signs that another reader would take for quotes."""
    known = {"e": "https://e.org/"}
    place = keyword_at(sparql, "SERVICE", known)
    assert place is not None
    assert sparql[place : place + 7].casefold() == "service"


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service { ?service a $service }",
        "ASK { ?s ?p 'SERVICE <https://e.org/> {' } # SERVICE <https://e.org/> {",
        'ASK { ?s ?p """SERVICE <https://e.org/> { " """ }',
        "PREFIX service: <https://service.org/service/> ASK { service:a service:service service:a.service }",
        'ASK { ?s ?p "x"@service, "y"@en-service }',
        "ASK { _:service ?p <https://e.org/SERVICE> }",
        "ASK { ?s ?p ?o",
        "ASK { ?s ?p ?o ",
        "LOAD <https://service.org/>",
    ],
)
def test_a_word_that_is_no_keyword_is_none(sparql: str) -> None:
    """Names, strings, IRIs and comments may hold the word; a query that breaks off before it has none."""
    assert keyword_at(sparql, "SERVICE", {}) is None
