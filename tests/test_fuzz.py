"""Whatever a user's file, question or article holds: a clear error or an answer, never a traceback.

`KG_FUZZ=N python -m pytest tests/test_fuzz.py` tries N inputs of each kind in the place of a few (docs/reliability.md).
"""

from __future__ import annotations

import os
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import OntologyError, QueryError
from kg.extract import Extractor
from kg.frames import parse_frame
from kg.gazetteer.decisions import read_decisions
from kg.gazetteer.turtle import read_entities
from kg.graph import KnowledgeGraph
from kg.model import Article
from kg.ontology import read_ontology
from kg.query import read_question
from tests.made_extractions import border
from tests.test_cases import cases

INPUTS = int(os.environ.get("KG_FUZZ", "30"))
SLOWEST = timedelta(seconds=5)  # an input that takes longer hangs

fuzz = settings(
    max_examples=INPUTS,
    deadline=SLOWEST,
    derandomize=INPUTS <= 30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)

ANYTHING = st.one_of(st.text(max_size=200), st.binary(max_size=200).map(lambda data: data.decode("utf-8", "replace")))
FRAME_PARTS = """actor target content accuse launch attack.n .n a.b.c of:content against/on:target [person] that: : !
    [ ] ['] target[person|-place]! target['x'] modifier:actor | to:recipient"""
FRAMES = st.lists(st.one_of(st.sampled_from(FRAME_PARTS.split()), st.text(max_size=8)), max_size=8).map(" ".join)

TERMS = """kg:Accusation kg:Odd kg:Odder sem:Event kg:WordSet kg:word kg:frame kg:short rdfs:label a rdfs:subClassOf
    skos:prefLabel skos:altLabel owl:sameAs owl:differentFrom schema:Person schema:Place kg:Operator kg:position
    kg:contentFactuality kg:Possible kg:affiliation schema:containedInPlace geo:lat [] <http://example.org/a> <> _:b ""
    "1e999" 12 true "Ana"@en "accuse" """
STATEMENTS = st.lists(st.tuples(*[st.sampled_from(TERMS.split())] * 3), max_size=12)
PREFIXES = (
    "@prefix kg: <https://w3id.org/newskg#> . @prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix schema: <https://schema.org/> .\n"
    "@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .\n"
)
TURTLE = st.one_of(
    ANYTHING, STATEMENTS.map(lambda found: PREFIXES + "\n".join(f"{' '.join(statement)} ." for statement in found))
)

SPARQL_PARTS = """SELECT ASK CONSTRUCT DESCRIBE * ?s ?p ?o WHERE { } GRAPH SERVICE a FILTER kg:accuses no:prefix 'x' "
    ( ) AS <http://example.org/> COUNT(*) ORDER BY LIMIT -1 INSERT DATA DROP ALL LOAD <file:///> BIND REGEX OPTIONAL
    UNION VALUES # ; ."""
SPARQL = st.one_of(ANYTHING, st.lists(st.sampled_from([*SPARQL_PARTS.split(), "\n", "\0"]), max_size=20).map(" ".join))

NEWS = """Ana Ruiz Peru the ministry said accused that killed 3 in Oslo on Monday . , “ ” (AP) — By <b> &amp; ' not if
    would 2025-02-30 $ % reportedly who had its"""
ODD = ["\n\n", "\u202e", "\u0301", "\U0001f692", "\x00", "\r", "\ufeff"]
WORDS = st.lists(st.sampled_from([*NEWS.split(), *ODD]), max_size=60)
TEXTS = st.one_of(ANYTHING, WORDS.map(" ".join), WORDS.map("".join))


@cache
def _graph() -> KnowledgeGraph:
    """A graph with an article in it."""
    graph = KnowledgeGraph()
    graph.add(border())
    return graph


@fuzz
@given(text=st.one_of(ANYTHING, FRAMES))
def test_a_frame_is_read_or_refused(text: str) -> None:
    """The error names the class and the frame."""
    try:
        assert parse_frame(text, "Odd").words
    except OntologyError as error:
        assert str(error).startswith("kg:Odd: frame ")


@fuzz
@given(text=TURTLE)
def test_an_ontology_is_read_or_refused(text: str, tmp_path: Path) -> None:
    """A user's `--ontology`, whatever it says."""
    (tmp_path / "own.ttl").write_text(text, encoding="utf-8", errors="replace")
    try:
        read_ontology([], [tmp_path / "own.ttl"])
    except OntologyError as error:
        assert error.term


@fuzz
@given(text=TURTLE)
def test_an_authority_is_read_or_refused(text: str, tmp_path: Path) -> None:
    """A user's `--authority`: its entities and its decisions, whatever it says."""
    (tmp_path / "own.ttl").write_text(text, encoding="utf-8", errors="replace")
    for read in (lambda path: read_entities(path, keeps_iri=True), lambda path: read_decisions([path])):
        try:
            read(tmp_path / "own.ttl")
        except OntologyError as error:
            assert error.term


@fuzz
@given(text=SPARQL, name=ANYTHING)
def test_a_question_is_answered_or_refused(text: str, name: str) -> None:
    """SPARQL, the name of a question, or neither; with any value for any parameter."""
    graph = _graph()
    for values in ({}, {"who": name}, {name: text}):
        try:
            graph.query(text, **values)
        except QueryError as error:
            assert str(error)


@fuzz
@given(name=ANYTHING, text=ANYTHING)
def test_a_questions_file_is_read(name: str, text: str) -> None:
    """Comment lines that are no title, description or parameter are none."""
    assert read_question(name, text).text == text


@pytest.mark.model
@fuzz
@given(text=TEXTS)
def test_an_article_is_extracted(text: str, extractor: Extractor) -> None:
    """Bad text never raises; every mention's words stand where it says; the graph takes it, and gives it up again."""
    (found,) = extractor.extract([Article(id="odd", text=text)])
    for mention in found.mentions():
        assert text[mention.begin : mention.end] == mention.words
    graph = _graph()
    before = len(list(graph.store.quads()))
    graph.forget(graph.add(found))
    assert len(list(graph.store.quads())) == before


@pytest.mark.model
def test_a_text_that_breaks_off_is_extracted(extractor: Extractor) -> None:
    """Teasers and headlines end at any word, without a stop: every case's sentence, cut at one place and another."""
    found = []
    for number, case in enumerate(cases()):
        words = case.sentence.split()
        ends = {len(words), 2 + number % max(len(words) - 2, 1), 2 + (7 * number) % max(len(words) - 2, 1)}
        found += [" ".join(words[:end]).rstrip(".,;:") for end in sorted(ends)]
    assert len(list(extractor.extract(Article(str(i), text) for i, text in enumerate(found)))) == len(found)
