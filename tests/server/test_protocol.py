"""The SPARQL 1.1 Protocol, the part for queries: W3C's cases in our own words, against a real server."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from urllib.parse import urlencode

import httpx
import pytest
import rdflib

from kg.identity import BASE
from tests.conftest import Run
from tests.server.conftest import DATA

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
ONE, TWO, THREE = (f"{DATA}data{number}" for number in (1, 2, 3))
BOTH = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type }}"
BY_NAME = f"ASK {{ GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"
ALL = f"ASK {{ <{THREE}> a ?type GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"
Graphs = dict[str, list[str]]
Way = Callable[..., httpx.Response]
WHO = "SELECT DISTINCT ?who ?name WHERE { ?who kg:accuses ?whom ; rdfs:label ?name }"


def get(client: httpx.Client, query: str, accept: str = "", **graphs: list[str]) -> httpx.Response:
    """A query by GET."""
    pairs = [("query", query), *((name.replace("_", "-"), iri) for name, iris in graphs.items() for iri in iris)]
    return client.get("/sparql", params=pairs, headers={"Accept": accept} if accept else {})


def post(client: httpx.Client, query: str, **graphs: list[str]) -> httpx.Response:
    """A query by POST, as it is."""
    pairs = [(name.replace("_", "-"), iri) for name, iris in graphs.items() for iri in iris]
    return client.post("/sparql", params=pairs, content=query, headers=DIRECT)


def post_form(client: httpx.Client, query: str, **graphs: list[str]) -> httpx.Response:
    """A query by POST, as a form with the graphs in it."""
    pairs = [("query", query), *((name.replace("_", "-"), iri) for name, iris in graphs.items() for iri in iris)]
    return client.post("/sparql", content=urlencode(pairs), headers=FORM)


WAYS = pytest.mark.parametrize("way", [get, post, post_form], ids=lambda way: way.__name__)


# W3C: query_get, query_post_form, query_post_direct


@WAYS
def test_a_query_comes_in_three_ways(client: httpx.Client, way: Way) -> None:
    """By GET, as a form and as it is."""
    assert way(client, "ASK {}").json() == {"head": {}, "boolean": True}


def test_the_graphs_of_a_form_may_stand_in_the_address(client: httpx.Client) -> None:
    """W3C's query_post_form has the graph in the address and the query in the body."""
    content = urlencode({"query": f"ASK {{ <{ONE}> a ?type }}"})
    for graph, expected in ((ONE, True), (TWO, False)):
        found = client.post("/sparql", params={"default-graph-uri": graph}, content=content, headers=FORM)
        assert found.json()["boolean"] is expected


# W3C: query_dataset_default_graphs, query_dataset_named_graphs, query_dataset_full, query_multiple_dataset


@WAYS
@pytest.mark.parametrize(
    ("query", "graphs", "expected"),
    [
        (BOTH, {"default_graph_uri": [ONE, TWO]}, True),
        (BOTH, {"default_graph_uri": [ONE]}, False),
        (BY_NAME, {"named_graph_uri": [ONE, TWO]}, True),
        (BY_NAME, {"named_graph_uri": [ONE]}, False),
        (BY_NAME, {"default_graph_uri": [ONE, TWO]}, False),
        (ALL, {"default_graph_uri": [THREE], "named_graph_uri": [ONE, TWO]}, True),
        (ALL, {"default_graph_uri": [ONE], "named_graph_uri": [ONE, TWO]}, False),
        (f"ASK FROM <{THREE}> {{ <{ONE}> a ?type . <{TWO}> a ?type }}", {"default_graph_uri": [ONE, TWO]}, True),
        (f"ASK FROM <{ONE}> {{ <{ONE}> a ?type }}", {"default_graph_uri": [TWO]}, False),
        (f"ASK FROM <{ONE}> {{ <{TWO}> a ?type }}", {}, False),
        (f"ASK FROM NAMED <{ONE}> {{ GRAPH ?g {{ <{ONE}> a ?type }} }}", {}, True),
        (BOTH, {}, True),
        (BY_NAME, {}, True),
        ("ASK { ?a ?b ?c }", {"default_graph_uri": ["https://example.org/not-here"]}, False),
    ],
)
def test_the_request_names_the_dataset(
    client: httpx.Client, way: Way, query: str, graphs: Graphs, expected: bool
) -> None:
    """Its graphs go before the query's own; without any, every graph is asked."""
    assert way(client, query, **graphs).json()["boolean"] is expected


# W3C: query_content_type_select, _ask, _describe, _construct


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml", "application/xml"),
        ("application/json", "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.5", "application/sparql-results+xml"),
        ("text/turtle, text/*;q=0.3", "text/csv; charset=utf-8"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
    ],
)
def test_rows_come_in_the_format_that_is_asked_for(client: httpx.Client, accept: str, media_type: str) -> None:
    """By the header, with its q-values; every format says the same."""
    found = get(client, WHO, accept)
    assert (found.status_code, found.headers["content-type"]) == (200, media_type)
    assert "Ada Berg" in found.text
    assert "https://w3id.org/newskg/person/Ada_Berg" in found.text
    assert found.headers["vary"] == "Accept"


def test_the_formats_of_rows_are_well_formed(client: httpx.Client) -> None:
    """As others read them."""
    for accept in ("application/sparql-results+json", "application/sparql-results+xml", "text/tab-separated-values"):
        rows = rdflib.query.Result.parse(source=_stream(get(client, WHO, accept)), content_type=accept)
        assert [str(row["name"]) for row in rows] == ["Ada Berg"]
    assert get(client, WHO, "text/csv").text == "who,name\r\nhttps://w3id.org/newskg/person/Ada_Berg,Ada Berg\r\n"


def _stream(found: httpx.Response) -> io.BytesIO:
    return io.BytesIO(found.content)


@pytest.mark.parametrize(
    ("accept", "media_type", "name"),
    [
        ("", "text/turtle; charset=utf-8", "turtle"),
        ("text/turtle", "text/turtle; charset=utf-8", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("text/csv, application/rdf+xml;q=0.2", "application/rdf+xml", "xml"),
    ],
)
@pytest.mark.parametrize(
    "query", ["CONSTRUCT { ?a kg:accuses ?b } WHERE { ?a kg:accuses ?b }", "DESCRIBE person:Ada_Berg"], ids=["C", "D"]
)
def test_graphs_come_in_the_format_that_is_asked_for(
    client: httpx.Client, query: str, accept: str, media_type: str, name: str
) -> None:
    """CONSTRUCT and DESCRIBE give the same triples in each, each triple once."""
    found = get(client, query, accept)
    assert (found.status_code, found.headers["content-type"]) == (200, media_type)
    parsed = rdflib.Graph().parse(data=found.content, format=name)
    accuses = rdflib.URIRef("https://w3id.org/newskg#accuses")
    assert [str(whom) for whom in parsed.objects(None, accuses)] == ["https://w3id.org/newskg/country/Sudmark"]


def test_a_link_names_its_format(client: httpx.Client) -> None:
    """`format` goes before the header; one that is none is told."""
    assert client.get("/sparql", params={"query": WHO, "format": "csv"}).headers["content-type"].startswith("text/csv")
    found = client.get("/sparql", params={"query": WHO, "format": "doc"})
    assert (found.status_code, found.text.partition(";")[0]) == (400, "there is no format doc")


def test_what_cannot_be_given_is_not_acceptable(client: httpx.Client) -> None:
    """Rows as Turtle, triples as a table, anything as a picture: 406, with what there is."""
    for query, accept in ((WHO, "text/turtle"), ("DESCRIBE person:Ada_Berg", "text/csv"), (WHO, "image/png")):
        found = get(client, query, accept)
        assert found.status_code == 406
        assert "there is" in found.text


# W3C: bad_query_method, bad_multiple_queries, bad_query_wrong_media_type, bad_query_missing_form_type,
# bad_query_missing_direct_type, bad_query_non_utf8, bad_query_syntax; bad_update_get and the like


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(client: httpx.Client, method: str) -> None:
    """405, with those that are."""
    found = client.request(method, "/sparql", params={"query": "ASK {}"})
    assert found.status_code == 405
    assert {"GET", "POST"} <= set(found.headers["allow"].split(", "))


@pytest.mark.parametrize(
    ("content_type", "content", "status", "said"),
    [
        ("text/plain", b"ASK {}", 415, "not as text/plain"),
        ("application/json", b'{"query": "ASK {}"}', 415, "not as application/json"),
        (None, b"query=ASK%20%7B%7D", 415, "not as nothing"),
        (None, b"ASK {}", 415, "not as nothing"),
        ("application/sparql-query; charset=utf-16", "ASK {}".encode("utf-16"), 415, "in UTF-8"),
        ("application/sparql-query", "ASK { ?s ?p 'é' }".encode("latin-1"), 400, "not UTF-8"),
        ("application/x-www-form-urlencoded", b"query=%E9", 400, "not UTF-8"),
        ("application/x-www-form-urlencoded", b"query=ASK%7B%7D&query=ASK%7B%7D", 400, "there are 2"),
        ("application/x-www-form-urlencoded", b"ask=ASK%7B%7D", 400, "there is no query"),
        ("application/sparql-query", b"ASK {", 400, "line 1, column 6"),
        ("application/sparql-update", b"CLEAR ALL", 403, "for reading"),
        ("application/sparql-update", b"LOAD <https://example.org/>", 403, "for reading"),
        ("application/x-www-form-urlencoded", b"update=CLEAR%20ALL", 403, "for reading"),
        ("application/sparql-query", b"INSERT DATA { <a:a> <a:b> <a:c> }", 400, "an update"),
    ],
)
def test_a_bad_request_is_told_why(
    client: httpx.Client, content_type: str | None, content: bytes, status: int, said: str
) -> None:
    """Media types that are none of a query's, bytes that are no UTF-8, two queries, none, updates."""
    headers = {"Content-Type": content_type} if content_type else {}
    found = client.post("/sparql", content=content, headers=headers)
    assert (found.status_code, said in found.text) == (status, True), found.text
    assert found.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    ("pairs", "status", "said"),
    [
        ([("query", "ASK {}"), ("query", "SELECT ?s {}")], 400, "there are 2"),
        ([("query", "SELECT ?s WHERE {\n  ?s foo:b ?c }")], 400, "line 2, column 11: foo:b"),
        ([("update", "CLEAR ALL")], 403, "for reading"),
        ([("query", "ASK {}"), ("default-graph-uri", "no iri")], 400, "no IRI of a graph"),
        ([("query", "SELECT ?s { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")], 403, "SERVICE is switched off"),
        ([("query", "ASK { service silent ?x { ?s ?p ?o } }")], 403, "SERVICE is switched off"),
    ],
)
def test_a_bad_address_is_told_why(client: httpx.Client, pairs: list[tuple[str, str]], status: int, said: str) -> None:
    """A mistake has its line and column; no other server is asked."""
    found = client.get("/sparql", params=pairs)
    assert (found.status_code, said in found.text) == (status, True), found.text


def test_a_word_in_a_string_asks_no_other_server(client: httpx.Client) -> None:
    """What is refused is the clause and not the word."""
    query = "SELECT ?service { BIND('SERVICE <http://127.0.0.1:9/> {' AS ?service) } # SERVICE <http://x/> {"
    bound = get(client, query).json()["results"]["bindings"]
    assert bound == [{"service": {"type": "literal", "value": "SERVICE <http://127.0.0.1:9/> {"}}]


# Beside the protocol


def test_the_service_describes_itself(client: httpx.Client, address: str) -> None:
    """GET without a query: a service description in RDF."""
    found = client.get("/sparql", headers={"Accept": "application/rdf+xml, text/turtle;q=0.9"})
    assert found.headers["content-type"] == "application/rdf+xml"
    told = rdflib.Graph().parse(data=found.content, format="xml")
    service = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert [str(end) for end in told.objects(None, service.endpoint)] == [f"{address}/sparql"]
    assert (None, service.feature, service.UnionDefaultGraph) in told
    assert client.get("/sparql").headers["content-type"] == "text/turtle; charset=utf-8"


def test_a_browser_is_shown_the_editor(client: httpx.Client) -> None:
    """Whoever would rather have HTML gets it elsewhere, with the same query."""
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    found = get(client, "ASK {}", accept)
    assert (found.status_code, found.headers["location"]) == (303, "/query?query=ASK+%7B%7D")
    assert client.get("/sparql", headers={"Accept": accept}).headers["location"] == "/query"


def test_an_answer_that_is_known_is_not_sent_again(client: httpx.Client) -> None:
    """A hash of the answer goes with it; HEAD has it too, and no body."""
    found = get(client, WHO)
    tag = found.headers["etag"]
    again = client.get("/sparql", params={"query": WHO}, headers={"If-None-Match": f'"x", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert get(client, WHO, "text/csv").headers["etag"] != tag
    head = client.head("/sparql", params={"query": WHO})
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)


def test_pages_of_others_may_read_unless_they_may_not(client: httpx.Client, strict: httpx.Client) -> None:
    """CORS for reading, also for a preflight; `--origin none` switches it off."""
    for found in (client.options("/sparql"), get(client, "ASK {}")):
        assert found.headers["access-control-allow-origin"] == "*"
        assert found.status_code in (200, 204)
    assert client.options("/").headers["allow"] == "GET, HEAD, POST, OPTIONS"
    for found in (strict.options("/sparql"), get(strict, "ASK {}")):
        assert "access-control-allow-origin" not in found.headers


def test_the_numbers_of_a_json_answer_are_typed(client: httpx.Client) -> None:
    """A count is an integer, a day a date."""
    query = "SELECT (COUNT(DISTINCT ?e) AS ?n) WHERE { ?e a kg:Accusation }"
    cell = json.loads(get(client, query).content)["results"]["bindings"][0]["n"]
    assert cell == {"type": "literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}


@pytest.mark.parametrize("path", ["", "/", "/sparql"])
def test_the_commands_that_read_ask_this_server(address: str, path: str, run: Run) -> None:
    """By the address that it prints, and by its endpoint's."""
    result = run("query", WHO, "--endpoint", f"{address}{path}", "--format", "csv")
    assert (result.code, result.out.splitlines()[1:], result.err) == (0, [f"{BASE}person/Ada_Berg,Ada Berg"], "")
    assert run("show", "ada berg", "--endpoint", f"{address}{path}").out.startswith("Ada Berg")


def test_this_server_takes_no_graphs(address: str, run: Run) -> None:
    """Who would build into it is told so in a line."""
    result = run("forget", "https://example.org/border", "--endpoint", address)
    assert result.code == 1
    assert result.err.endswith("has no graph store at /store: it can be read and not written (HTTP 404)\n")
