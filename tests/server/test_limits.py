"""What one request may cost, and what happens to the others meanwhile: real servers, real processes."""

from __future__ import annotations

import gc
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from kg.graph import KnowledgeGraph
from kg.store import DiskStore
from tests.made_extractions import answer, border, small_ontology
from tests.server.conftest import ROOT, served

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUGE = "SELECT ?a ?f WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?f ?i"
NAME = "SELECT DISTINCT ?name WHERE { person:Ada_Berg rdfs:label ?name }"


def ask(client: httpx.Client, query: str, accept: str = "text/csv") -> httpx.Response:
    """A query by POST."""
    headers = {"Content-Type": "application/sparql-query", "Accept": accept}
    return client.post("/sparql", content=query, headers=headers)


def test_an_endless_query_ends_while_others_are_served(strict: httpx.Client) -> None:
    """It is told that its second is over; those who ask meanwhile wait for nothing."""
    endless: list[httpx.Response] = []
    thread = threading.Thread(target=lambda: endless.append(ask(strict, ENDLESS)))
    start = time.monotonic()
    thread.start()
    time.sleep(0.1)
    served = 0
    while thread.is_alive() and time.monotonic() - start < 20:
        assert ask(strict, NAME).text == "name\r\nAda Berg\r\n"
        served += 1
    thread.join()
    assert 0.9 < time.monotonic() - start < 10
    assert (endless[0].status_code, endless[0].text) == (504, "the query took longer than the 1 s that one may take\n")
    assert served > 5


def test_more_endless_queries_than_workers_leave_one_for_the_others(strict: httpx.Client) -> None:
    """All of them end, one after the other, and the server is as it was."""
    with ThreadPoolExecutor(4) as clients:
        found = list(clients.map(lambda _: ask(strict, ENDLESS).status_code, range(4)))
    assert found == [504] * 4
    assert ask(strict, NAME).status_code == 200


def test_a_query_that_takes_too_much_memory_ends(strict: httpx.Client) -> None:
    """Before the machine has none left; the next one finds a fresh worker."""
    found = ask(strict, HUGE)
    assert found.status_code in (422, 504)  # on a busy machine the second may be over before
    if found.status_code == 422:
        assert found.text.startswith("the query takes more than the 128 MB of memory")
    assert ask(strict, NAME).status_code == 200


def test_an_answer_with_too_many_rows_is_none(strict: httpx.Client) -> None:
    """It is not cut short in silence; the limit itself may be reached."""
    for accept in ("text/csv", "application/sparql-results+json"):
        found = ask(strict, "SELECT ?a WHERE { ?a ?b ?c } LIMIT 51", accept)
        assert (found.status_code, found.text.partition(";")[0]) == (422, "the answer has more than 50 rows")
        assert ask(strict, "SELECT ?a WHERE { ?a ?b ?c } LIMIT 50", accept).status_code == 200
    found = ask(strict, "CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }", "text/turtle")
    assert (found.status_code, found.text.partition(";")[0]) == (422, "the answer has more than 50 triples")


def test_a_row_may_hold_line_breaks(strict: httpx.Client) -> None:
    """Rows are counted and not lines."""
    found = ask(strict, 'SELECT ?x WHERE { VALUES ?x { """' + "\n" * 200 + '""" } }')
    assert (found.status_code, found.text.count("\n")) == (200, 202)


def test_requests_have_a_size(strict: httpx.Client) -> None:
    """A long address is to come by POST; a body of more than a megabyte is refused."""
    assert strict.get("/sparql", params={"query": "ASK {}" + " " * 40_000}).status_code == 414
    assert ask(strict, "ASK {}" + " " * 40_000).status_code == 200
    assert ask(strict, "ASK {}" + " " * 2**20).status_code == 413


def test_a_client_that_leaves_takes_its_query_with_it(strict: httpx.Client) -> None:
    """Its worker is free for others at once."""
    for _ in range(4):
        with pytest.raises(httpx.ReadTimeout):
            strict.post("/sparql", content=ENDLESS, headers={"Content-Type": "application/sparql-query"}, timeout=0.1)
    start = time.monotonic()
    assert ask(strict, NAME).status_code == 200
    assert time.monotonic() - start < 0.9


def test_64_clients_get_right_answers(client: httpx.Client, address: str) -> None:
    """No error and no other answer; `benchmarks/serve.py` does so for a minute."""
    questions = {
        NAME: "name\r\nAda Berg\r\n",
        "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?e a kg:Accusation } }": "n\r\n1\r\n",
        "ASK { person:Ada_Berg kg:accuses country:Sudmark }": "true",
    }
    expected = list(questions.items())
    end = time.monotonic() + 2

    def one(number: int) -> int:
        asked = 0
        with httpx.Client(base_url=address, trust_env=False, timeout=30, verify=False) as own:
            while not asked or time.monotonic() < end:
                query, answer = expected[(number + asked) % len(expected)]
                found = ask(own, query)
                assert (found.status_code, found.text) == (200, answer)
                asked += 1
        return asked

    with ThreadPoolExecutor(64) as clients:
        assert all(asked > 0 for asked in clients.map(one, range(64)))


# Beginning, change and end


def test_a_graph_that_changes_is_read_again(tmp_path: Path) -> None:
    """Within seconds, without a request that fails; one that does not parse changes nothing."""
    graph = tmp_path / "graph.nq"
    graph.write_text('<https://e.org/a> <https://e.org/p> "old" .\n')
    query = "SELECT ?o WHERE { <https://e.org/a> ?p ?o }"
    with served(graph, "--workers", "2") as address, httpx.Client(base_url=address, trust_env=False) as client:
        assert ask(client, query).text == "o\r\nold\r\n"
        new = tmp_path / "new.nq"
        new.write_text('<https://e.org/a> <https://e.org/p> "new" .\n')
        new.replace(graph)
        found = _until(lambda: ask(client, query).text, "o\r\nnew\r\n")
        assert set(found) == {"o\r\nold\r\n", "o\r\nnew\r\n"}
        graph.write_text("<https://e.org/a> <https://e.org/p")
        time.sleep(1.5)
        assert ask(client, query).text == "o\r\nnew\r\n"


def test_a_store_is_served_while_another_process_writes_it(tmp_path: Path) -> None:
    """What is written is seen within seconds, and no request fails meanwhile."""
    folder = tmp_path / "store"
    graph = KnowledgeGraph(DiskStore(folder, small_ontology()))
    graph.add(border())
    del graph
    gc.collect()  # a database is closed when nobody holds it
    query = "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?e a kg:Attack } }"
    with (
        served(folder, "--workers", "2", place="--store") as address,
        httpx.Client(base_url=address, trust_env=False) as client,
    ):
        assert ask(client, query).text == "n\r\n1\r\n"
        writer = KnowledgeGraph(DiskStore(folder, small_ontology()))
        writer.add(answer())
        assert set(_until(lambda: ask(client, query).text, "n\r\n2\r\n")) == {"n\r\n1\r\n", "n\r\n2\r\n"}


def test_another_endpoint_is_served(address: str) -> None:
    """With the limits of this server, the graph of that one."""
    place = f"{address}/sparql,{address}/store"
    with (
        served(place, "--workers", "2", "--rows", "1", place="--endpoint") as own,
        httpx.Client(base_url=own, trust_env=False) as client,
    ):
        assert ask(client, NAME).text == "name\r\nAda Berg\r\n"
        assert ask(client, "SELECT ?a WHERE { ?a kg:actor ?b }").status_code == 422


def _until(look: Callable[[], str], wanted: str) -> list[str]:
    """All that is seen until what is waited for is."""
    found = [look()]
    end = time.monotonic() + 30
    while found[-1] != wanted and time.monotonic() < end:
        time.sleep(0.02)
        found.append(look())
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_a_server_ends_in_order(graph_file: Path, number: signal.Signals) -> None:
    """An answer under way is given; no process and no file is left."""
    command = [sys.executable, "-m", "kg", "serve", "--graph", str(graph_file), "--port", "0", "--workers", "2"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        address = server.stderr.readline().partition(" at ")[2].partition(" ")[0]
        some = "{ SELECT * WHERE { ?%s ?%s ?%s } LIMIT 1500 }"
        slow = f"SELECT (COUNT(*) AS ?n) WHERE {{ {some % tuple('abc')} {some % tuple('def')} }}"
        with httpx.Client(base_url=address, trust_env=False, timeout=30) as client, ThreadPoolExecutor(1) as other:
            waiting = other.submit(ask, client, slow)
            time.sleep(0.05)
            server.send_signal(number)
            assert waiting.result().status_code == 200
        children = _descendants(server.pid)
        _, rest = server.communicate(timeout=20)
    assert "Traceback" not in rest
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{pid}").exists() for pid in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{pid}").exists() for pid in children)


def _descendants(pid: int) -> list[int]:
    """The processes below another, where the system tells them."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += [int(child), *_descendants(int(child))]
    return found


def test_a_port_that_is_taken_is_told(graph_file: Path) -> None:
    """One line, without a traceback; nothing is read before."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        found = _failed("--graph", str(graph_file), "--port", str(port))
    assert found == f"kg: cannot listen at 127.0.0.1, port {port}: address already in use; give another --port\n"


def test_a_graph_that_is_missing_is_told(tmp_path: Path) -> None:
    """As by every other command."""
    file = tmp_path / "graph.trig"
    assert _failed("--graph", str(tmp_path)) == f"kg: {file}: there is no graph; run kg build first\n"
    file.write_text("<a")
    assert _failed("--graph", str(file)).startswith(f"kg: {file}: does not parse")


def _failed(*options: str) -> str:
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", *options]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert found.returncode == 1
    return found.stderr


# Other people's clients


def test_sparqlwrapper_gets_right_answers(address: str) -> None:
    """By GET and POST, in every format that it knows."""
    from SPARQLWrapper import CSV, GET, JSON, POST, TURTLE, XML, SPARQLWrapper

    for method in (GET, POST):
        service = SPARQLWrapper(f"{address}/sparql")
        service.setMethod(method)
        service.setQuery(NAME)
        service.setReturnFormat(JSON)
        assert [row["name"]["value"] for row in service.queryAndConvert()["results"]["bindings"]] == ["Ada Berg"]
        service.setReturnFormat(XML)
        assert "Ada Berg" in service.queryAndConvert().toxml()
        service.setReturnFormat(CSV)
        assert service.queryAndConvert() == b"name\r\nAda Berg\r\n"
        service.setQuery("CONSTRUCT { ?a kg:accuses ?b } WHERE { ?a kg:accuses ?b }")
        service.setReturnFormat(TURTLE)
        assert b"kg:accuses country:Sudmark" in service.queryAndConvert()


def test_rdflib_gets_right_answers(address: str) -> None:
    """Its SPARQLStore asks the endpoint as if it were a graph of its own."""
    from rdflib import Dataset, Literal, URIRef
    from rdflib.namespace import RDFS
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    store = SPARQLStore(f"{address}/sparql", returnFormat="json")
    graph = Dataset(store=store, default_union=True)
    assert [str(row[0]) for row in graph.query(NAME)] == ["Ada Berg"]
    ada = URIRef("https://w3id.org/newskg/person/Ada_Berg")
    assert set(graph.objects(ada, RDFS.label)) == {Literal("Ada Berg", lang="en")}


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_gets_right_answers(address: str) -> None:
    """With a query in the address, in a form, and from a file of bytes."""
    for options in (["--get", "--data-urlencode", f"query={NAME}"], ["--data-urlencode", f"query={NAME}"]):
        command = ["curl", "-sSf", "--noproxy", "*", "-H", "Accept: text/csv", *options, f"{address}/sparql"]
        assert subprocess.run(command, capture_output=True, check=True).stdout == b"name\r\nAda Berg\r\n"
    body = ["-H", "Content-Type: application/sparql-query", "--data-binary", "@-"]
    command = ["curl", "-sSf", "--noproxy", "*", *body, f"{address}/sparql?format=tsv"]
    found = subprocess.run(command, input=NAME.encode(), capture_output=True, check=True)
    assert found.stdout == b'?name\n"Ada Berg"@en\n'
