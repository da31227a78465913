"""The store behind an address: patience, mistakes, and what it leaves alone."""

from __future__ import annotations

import socket
import threading
import time

import httpx
import pyoxigraph as ox
import pytest

from kg.errors import StoreError
from kg.store import RemoteStore
from kg.store.http import Patience
from tests.made_extractions import border, quads_of, small_ontology
from tests.made_servers import OxigraphServer, free_port

BORDER = "https://example.org/border"
HASTY = Patience(attempts=2, first_pause=0.01)


@pytest.fixture
def store(server: OxigraphServer) -> RemoteStore:
    """A store with one article."""
    store = RemoteStore(server.url, small_ontology(), patience=HASTY)
    store.replace(BORDER, quads_of(border()))
    return store


def test_a_server_that_does_not_answer_is_told() -> None:
    """How often it was tried, and how to go on."""
    address = f"http://ann:secret@127.0.0.1:{free_port()}"
    with pytest.raises(StoreError, match=r"does not answer .* after 2 attempts; start the server and run") as caught:
        RemoteStore(address, small_ontology(), patience=HASTY)
    assert "secret" not in str(caught.value)


def test_a_server_that_comes_back_is_waited_for(server: OxigraphServer) -> None:
    """A write is sent again until it is answered, and nothing is lost that was written before."""
    store = RemoteStore(server.url, small_ontology(), patience=Patience(attempts=10, first_pause=0.05))
    store.replace(BORDER, quads_of(border()))
    server.stop()
    starting = threading.Timer(0.3, server.start)
    starting.start()
    store.replace("https://example.org/other", quads_of(border())[:1])
    starting.join()
    assert sorted(store.articles()) == [BORDER]
    assert store.remove("https://example.org/other")


def test_a_server_that_is_too_slow_is_told() -> None:
    """One that takes the question and never answers is not waited for longer than patience lasts."""
    slow = Patience(to_answer=0.05, attempts=2, first_pause=0.01)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        begin = time.monotonic()
        with pytest.raises(StoreError, match=r"does not answer \(timed out\) after 2 attempts"):
            RemoteStore(address, small_ontology(), patience=slow)
    assert time.monotonic() - begin < 5


@pytest.mark.parametrize("address", ["output/store", "ftp://example.org", "http://"])
def test_what_is_no_address_is_told(address: str) -> None:
    """With one that would do."""
    with pytest.raises(StoreError, match="is no address of a server"):
        RemoteStore(address, small_ontology())


def test_another_service_is_told(server: OxigraphServer) -> None:
    """A server that has no SPARQL service there, or is none."""
    with pytest.raises(StoreError, match="has no such service"):
        RemoteStore(f"{server.url}/elsewhere", small_ontology(), patience=HASTY)


def test_both_addresses_may_be_given(server: OxigraphServer) -> None:
    """For servers that lay them out otherwise."""
    store = RemoteStore(f"{server.url}/query, {server.url}/store", small_ontology())
    store.replace(BORDER, quads_of(border()))
    assert list(store.articles()) == [BORDER]


def test_what_others_keep_there_is_left_alone(store: RemoteStore, server: OxigraphServer) -> None:
    """Graphs that hold no article are neither read nor counted."""
    triples = '<https://example.org/x> <https://example.org/y> "z" .'
    headers = {"Content-Type": "application/n-triples"}
    where = {"graph": "https://example.org/others"}
    httpx.put(f"{server.url}/store", params=where, content=triples, headers=headers, trust_env=False)
    assert list(store.articles()) == [BORDER]
    assert set(store.quads()) == set(quads_of(border()))


def test_a_reader_writes_nothing(server: OxigraphServer) -> None:
    """An empty server is empty still when it was asked."""
    store = RemoteStore(server.url, is_read_only=True)
    found = store.query("SELECT ?s { ?s ?p ?o }", {})
    assert isinstance(found, ox.QuerySolutions)
    assert list(found) == []


def test_a_server_has_one_base(server: OxigraphServer) -> None:
    """It is remembered, and another one refused."""
    RemoteStore(server.url, small_ontology(), base="https://example.org/")
    assert RemoteStore(server.url).base == "https://example.org/"
    with pytest.raises(StoreError, match="begin with https://example.org/"):
        RemoteStore(server.url, base="https://example.com/")


def test_more_graphs_than_fit_one_question_are_read(store: RemoteStore) -> None:
    """All of them, each once."""
    iris = [f"https://example.org/{i}" for i in range(230)]
    for iri in iris:
        node = ox.NamedNode(iri)
        kind = ox.Quad(node, quads_of(border())[0].predicate, quads_of(border())[0].object, node)
        store.replace(iri, [kind], "d")
    assert set(store.digests(iris)) == set(iris)
    assert len(list(store.quads())) == len(quads_of(border())) + 230
