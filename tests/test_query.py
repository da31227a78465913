"""Questions: parameters, errors, formats, and the answers of every question that ships."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
import rdflib

from kg.errors import QueryError
from kg.graph import KnowledgeGraph
from kg.model import EntityKind
from kg.ontology import load_ontology
from kg.query import Iri, Parameter, Question, Value, questions, read_question, rows
from tests.made_extractions import Draft, answer, border, made_graph, small_ontology

Rows = list[tuple[Value, ...]]
BORDER = "https://example.org/border"
ANSWER = "https://w3id.org/newskg/article/answer"


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    """Two articles that tell of one attack."""
    return made_graph(border(), answer())


def columns(graph: KnowledgeGraph, question: str, names: str, **values: str) -> Rows:
    """Some columns of an answer, days as text."""
    found = graph.query(question, **values)
    at = [found.columns.index(name) for name in names.split()]
    return [tuple(str(row[i]) if isinstance(row[i], date) else row[i] for i in at) for row in found.rows]


# The shipped questions

FRIDAY, SATURDAY = "2031-05-02", "2031-05-03"


def needed(question: Question) -> bool:
    """Whether a question cannot be asked without values."""
    return any(parameter.is_needed for parameter in question.parameters)


HOSTILE = "\"' } DROP ALL #\n\\"
SHELLING = "Sudmark attacks Port Elin"


@pytest.mark.parametrize(
    ("question", "values", "names", "rows"),
    [
        ("who-accused-whom", {}, "accuser accused of day source", [("Ada Berg", "Sudmark", SHELLING, FRIDAY, None)]),
        ("who-accused-whom", {"who": "SUDMARK"}, "accuser", [("Ada Berg",)]),
        ("who-accused-whom", {"who": "berg"}, "accuser", [("Ada Berg",)]),
        (
            "who-accused-whom",
            {"who": "person:Ada_Berg", "since": "2031", "until": "2031-05"},
            "accuser",
            [("Ada Berg",)],
        ),
        ("who-accused-whom", {"who": "Norland"}, "accuser", []),
        ("who-accused-whom", {"until": "2031-04"}, "accuser", []),
        (
            "what-did-x-do",
            {"who": "Ada Berg", "since": "2031-05-01"},
            "day did factuality",
            [
                (FRIDAY, "Ada Berg accuses Sudmark", "Actual"),
                (SATURDAY, "Ada Berg meets Ruben Falk", "Actual"),
                ("2031-06", "future: Ada Berg: visit", "Future"),
            ],
        ),
        ("claims-about", {"who": "Sudmark"}, "claim source polarity", [(f"not: {SHELLING}", "Falk", "Negative")]),
        (
            "claims-about",
            {"who": "Port Elin"},
            "claim source",
            [("Port Elin: burned", None), (f"not: {SHELLING}", "Falk")],
        ),
        ("who-met-whom-where", {}, "one other place day", [("Ada Berg", "Ruben Falk", "Veld", SATURDAY)]),
        ("who-met-whom-where", {"who": "Ruben Falk"}, "other", [("Ruben Falk",)]),
        ("who-met-whom-where", {"who": "Sudmark"}, "other", []),
        ("denied-by-sources", {}, "denied denier article", [(f"denied: {SHELLING}", "Sudmark", Iri(BORDER))]),
        ("denied-by-sources", {"who": "Ada Berg"}, "denied", []),
        (
            "timeline",
            {"who": "Port Elin"},
            "day what source article",
            [
                (FRIDAY, SHELLING, "Ada Berg", BORDER),
                (FRIDAY, SHELLING, None, ANSWER),
                (FRIDAY, f"not: {SHELLING}", "Falk", ANSWER),
            ],
        ),
        (
            "events-in-place",
            {"where": "Norland"},
            "what place day",
            [
                ("killing: people", "Port Elin", None),
                ("Norland and Sudmark: negotiation", "Veld", None),
                (SHELLING, "Port Elin", FRIDAY),
                (SHELLING, "Port Elin", FRIDAY),
                ("Ada Berg meets Ruben Falk", "Veld", SATURDAY),
            ],
        ),
        ("events-in-place", {"where": "Veld", "since": FRIDAY}, "what", [("Ada Berg meets Ruben Falk",)]),
        (
            "statements-of",
            {"who": "Ada Berg"},
            "kind addressee said",
            [
                ("promise", None, "aid"),
                ("statement", None, "“We stay,”"),
                ("accusation", "Sudmark", SHELLING),
            ],
        ),
        ("quotations", {}, "speaker text article", [("Ada Berg", "We stay,", BORDER)]),
        ("quotations", {"who": "Sudmark"}, "text", []),
        ("violence-by-month", {}, "month class happenings", [(None, "killing", 1), ("2031-05", "attack", 1)]),
        ("violence-by-month", {"since": "2031-06"}, "happenings", []),
        ("who-negotiates-with-whom", {}, "one other place mediator", [("Norland", "Sudmark", "Veld", None)]),
        (
            "happenings-told-by-several-articles",
            {},
            "day told source article",
            [
                (FRIDAY, "attributes", "Ada Berg", BORDER),
                (FRIDAY, "asserts", None, ANSWER),
                (FRIDAY, "denies", "Falk", ANSWER),
            ],
        ),
        ("promises", {"who": "Ada Berg"}, "promiser promised to", [("Ada Berg", "aid", None)]),
        ("what-is-planned", {}, "day planned class", [("2031-06", "future: Ada Berg: visit", "visit")]),
        ("what-is-planned", {"who": "Norland"}, "planned", []),
        (
            "evidence-for",
            {"one": "Ada Berg", "other": "Sudmark"},
            "what words sentence",
            [
                (
                    "Ada Berg accuses Sudmark",
                    "accused",
                    "VELD - Minister Ada Berg accused Sudmark of shelling Port Elin on Friday.",
                ),
                ("future: Ada Berg: visit", "visit", "She promised aid, and will visit Sudmark in June."),
            ],
        ),
        (
            "most-active-actors",
            {},
            "name happenings",
            [("Ada Berg", 4), ("Sudmark", 3), ("Falk", 1), ("Norland", 1)],
        ),
        ("who-is-who", {"who": "Norland"}, "person title affiliation", [("Ada Berg", "minister", "Norland")]),
        ("casualties", {"where": "Norland"}, "victims number at_least place", [("people", None, 12, "Port Elin")]),
        ("casualties", {"where": "Sudmark"}, "victims", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_shipped_question_answers(
    graph: KnowledgeGraph, question: str, values: dict[str, str], names: str, rows: Rows
) -> None:
    """On two articles, with names in any case, aliases and IRIs as values."""
    found = columns(graph, question, names, **values)
    assert found == rows


def test_the_short_triples_can_be_derived_again(graph: KnowledgeGraph) -> None:
    """The CONSTRUCT gives just those that are in the graph."""
    shorts = {c.short for c in small_ontology().classes.values() if c.short}
    written = {
        (q.subject.value, q.predicate.value, q.object.value)
        for q in graph.store.quads()
        if q.predicate.value.rpartition("#")[2] in shorts
    }
    assert set(graph.query("short-triples").rows) == written
    assert len(written) == 3


def test_every_question_has_a_title_and_a_description() -> None:
    """And a value for each parameter is projected, so that it can be filled in."""
    for question in questions():
        assert question.title
        assert question.description.endswith(".")
        for parameter in question.parameters:
            assert f"?{parameter.name} " in question.text.partition("WHERE")[0], question.name
    assert len(questions()) >= 14


@pytest.mark.parametrize("question", questions(), ids=lambda q: q.name)
def test_a_question_asks_in_a_fixed_order(graph: KnowledgeGraph, question: Question) -> None:
    """Named columns, DISTINCT, ORDER BY; a value that means nothing is refused."""
    text = question.text
    assert "SELECT *" not in text
    assert "CONSTRUCT" in text or ("ORDER BY" in text and "DISTINCT" in text)
    for parameter in question.parameters:
        hostile = {p.name: "Ada Berg" for p in question.parameters if p.is_entity} | {parameter.name: HOSTILE}
        with pytest.raises(QueryError, match="nothing is called" if parameter.is_entity else "takes a day, a month"):
            graph.query(question.name, **hostile)


def test_a_name_of_two_entities_answers_for_both() -> None:
    """Each in turn: the person first whom all articles share."""
    draft = Draft("Smith said no. Mr Smith of Veld said yes.", id="smith")
    draft.entity(EntityKind.PERSON, "Smith", shared=False)
    draft.entity(EntityKind.PERSON, "John Smith", "Mr Smith", aliases=("Smith",))
    draft.event("Statement", "said", actor="Smith")
    draft.event("Statement", ("said", 1), actor="John Smith")
    graph = made_graph(draft.extraction())
    assert columns(graph, "what-did-x-do", "did", who="smith") == [("John Smith: statement",), ("Smith: statement",)]


@pytest.mark.parametrize("question", [q for q in questions() if not needed(q)], ids=lambda q: q.name)
def test_rdflib_gives_the_same_answer(graph: KnowledgeGraph, question: Question) -> None:
    """The questions are plain SPARQL 1.1: another engine finds as many rows."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=b"".join(small_ontology().turtle), format="turtle")
    for context in graph.to_rdflib().graphs():
        dataset.addN((s, p, o, dataset.graph(context.identifier)) for s, p, o in context)
    found = dataset.query(question.text, initNs=dict(rdflib.Graph().namespaces()) | known_namespaces())
    assert len(set(found)) == len(graph.query(question.name).rows)


def known_namespaces() -> dict[str, str]:
    """The prefixes of the questions."""
    from kg.rdf import prefixes

    return prefixes("https://w3id.org/newskg/")


# Questions of one's own


def test_standard_prefixes_are_known(graph: KnowledgeGraph) -> None:
    """They need not be written, and may be written otherwise."""
    assert graph.query("ASK { person:Ada_Berg a schema:Person }").is_true
    assert graph.query("PREFIX person: <https://example.org/> ASK { person:border a schema:NewsArticle }").is_true


def test_values_are_plain_python(graph: KnowledgeGraph) -> None:
    """IRIs are told from text; None is where nothing was found."""
    found = graph.query(
        "SELECT ?event ?label ?confidence ?day ?source ?begin ?yes WHERE { GRAPH ?g { ?event a kg:Meeting ;"
        " rdfs:label ?label ; kg:confidence ?confidence ; sem:hasTimeStamp ?day ; gaf:denotedBy/nif:beginIndex ?begin ."
        " OPTIONAL { ?event prov:wasAttributedTo ?source } } BIND(true AS ?yes) }"
    )
    begin = border().article.text.index("met")
    row = (f"{BORDER}#event={begin}", "Ada Berg meets Ruben Falk", Decimal("0.9"), date(2031, 5, 3), None, begin, True)
    assert found.rows == (row,)
    assert isinstance(found.rows[0][0], Iri)
    assert not isinstance(found.rows[0][1], Iri)


def test_an_answer_is_written_in_the_formats_of_sparql(graph: KnowledgeGraph) -> None:
    """JSON, CSV, TSV, XML."""
    found = graph.query("SELECT DISTINCT ?who ?name WHERE { ?who schema:jobTitle ?t ; rdfs:label ?name }")
    binding = {
        "who": {"type": "uri", "value": "https://w3id.org/newskg/person/Ada_Berg"},
        "name": {"type": "literal", "value": "Ada Berg", "xml:lang": "en"},
    }
    assert json.loads(found.to_json()) == {"head": {"vars": ["who", "name"]}, "results": {"bindings": [binding]}}
    assert found.to_csv() == "who,name\r\nhttps://w3id.org/newskg/person/Ada_Berg,Ada Berg\r\n"
    assert found.to_tsv() == '?who\t?name\n<https://w3id.org/newskg/person/Ada_Berg>\t"Ada Berg"@en\n'
    assert '<literal xml:lang="en">Ada Berg</literal>' in found.to_xml()


def test_a_yes_or_no_and_a_graph_are_answers_too(graph: KnowledgeGraph) -> None:
    """ASK gives one row, CONSTRUCT sorted Turtle with its columns."""
    yes = graph.query("ASK {}")
    assert (yes.columns, yes.rows, yes.is_true) == (("answer",), ((True,),), True)
    assert json.loads(yes.to_json()) == {"head": {}, "boolean": True}
    assert "<boolean>true</boolean>" in yes.to_xml()
    built = graph.query("CONSTRUCT { ?e kg:day ?d } WHERE { ?e a kg:Meeting ; sem:hasTimeStamp ?d }")
    assert built.columns == ("subject", "predicate", "object")
    assert built.to_turtle().endswith(' kg:day "2031-05-03"^^xsd:date .\n')
    with pytest.raises(QueryError, match="only a CONSTRUCT"):
        yes.to_turtle()


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        (
            "SELECT ?a WHERE {\n  ?a rdfs:label }",
            "line 2, column 17: '}' does not fit here, in: ?a rdfs:label }",
            2,
            17,
        ),
        (
            "SELECT ?a WHERE {\n  ?a foo:b ?c }",
            "line 2, column 11: foo:b has a prefix that is not declared, in: ?a foo:b ?c }",
            2,
            11,
        ),
        (
            'SELECT ?a WHERE {\n  ?a rdfs:label "é 🕊" } }\nORDER BY ?a',
            "line 2, column 25: '}' does not fit here, in: ?a rdfs:label \"é 🕊\" } }",
            2,
            25,
        ),
        ("ASK { ?a ?b ?c } ORDER x", "line 1, column 24: 'x' does not fit here, in: ASK { ?a ?b ?c } ORDER x", 1, 24),
        (
            "SELECT ?a WHERE { ?a ?b ?c",
            "line 1, column 27: the query ends too early, in: SELECT ?a WHERE { ?a ?b ?c",
            1,
            27,
        ),
        (
            "SELECT ?a { ?b ?c ?d } GROUP BY ?b",
            "line 1, column 35: The SELECT contains a variable that is unbound, in: SELECT ?a { ?b ?c ?d } GROUP BY ?b",
            1,
            35,
        ),
        (
            "INSERT DATA { <a:a> <a:b> <a:c> }",
            "line 1, column 1: an update; only SELECT, ASK, CONSTRUCT and DESCRIBE ask,"
            " in: INSERT DATA { <a:a> <a:b> <a:c> }",
            1,
            1,
        ),
        ("", "line 1, column 1: the query ends too early", 1, 1),
    ],
)
def test_bad_sparql_is_told_with_its_place(
    graph: KnowledgeGraph, text: str, message: str, line: int, column: int
) -> None:
    """Line and column are the user's own."""
    with pytest.raises(QueryError) as caught:
        graph.query(text)
    assert (str(caught.value), caught.value.line, caught.value.column) == (message, line, column)


@pytest.mark.parametrize(
    ("question", "values", "message"),
    [
        ("who-acused-whom", {}, "no question is named who-acused-whom; did you mean who-accused-whom?"),
        ("timeline", {}, "timeline needs who: a name, alias or IRI"),
        ("timeline", {"who": "x", "place": "y"}, "timeline takes no place, but who, since, until"),
        (
            "timeline",
            {"who": "Ada Berg", "since": "July"},
            "since takes a day, a month or a year (2025-07-24, 2025-07, 2025), not July",
        ),
        ("timeline", {"who": "Ada Berg", "until": "2025-02-30"}, "until takes a day, a month or a year"),
        ("timeline", {"who": "Ada Bergh"}, "nothing is called Ada Bergh; did you mean Ada Berg or Berg?"),
        ("SELECT ?a { ?a ?b ?c }", {"d": "x"}, "no ?d in its SELECT"),
        ("ASK { ?a ?b ?c }", {"a": "x"}, "no ?a in its SELECT"),
        ("SELECT ?a { ?a ?b ?c }", {"a": "https://[/"}, "is no IRI"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(
    graph: KnowledgeGraph, question: str, values: dict[str, str], message: str
) -> None:
    """Unknown names, missing values and values for nothing."""
    with pytest.raises(QueryError) as caught:
        graph.query(question, **values)
    assert message in str(caught.value)


def test_a_question_is_read_from_its_comments() -> None:
    """Title, description, parameters; a query without them is asked all the same."""
    question = read_question(
        "q", "# Who?\n# Says who.\n# parameter: who (needed entity) — a name\n# parameter: day - a day\nASK {}"
    )
    assert (question.title, question.description) == ("Who?", "Says who.")
    assert question.parameters == (Parameter("who", "a name", True, True), Parameter("day", "a day"))
    assert read_question("q", "ASK {}").title == "q"


def test_the_questions_know_the_real_ontology() -> None:
    """Every class that a question names is in it."""
    graph = KnowledgeGraph(ontology=load_ontology())
    graph.add(border())
    assert columns(graph, "who-accused-whom", "accuser") == [("Ada Berg",)]
    assert columns(graph, "violence-by-month", "happenings") == [(1,)]


def test_plain_rows_are_sorted_text(graph: KnowledgeGraph) -> None:
    """Once each, "" for what is not there, and with a part only what is in it, however many IRIs it names."""
    question = "SELECT ?event ?day WHERE { {values} GRAPH ?a { ?event kg:polarity [] OPTIONAL { ?event kg:x ?day } } }"
    found = rows(graph.store, question)
    assert found == sorted(set(found))
    assert {day for _, day in found} == {""}
    part = [found[0][0], *(f"https://example.org/{n}" for n in range(2000))]
    assert rows(graph.store, question, "event", part) == found[:1]
