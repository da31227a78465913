"""Asking a reconciliation service for identifiers, and what becomes of the answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.authority import read
from kg.entities import ListedEntity
from kg.errors import ServiceError
from kg.gazetteer.decisions import Decisions, Identifier, Verdict
from kg.model import EntityKind
from kg.reconciliation import Manifest, Question, Service, open_entities, propose, questions, service_types
from tests.conftest import Run
from tests.made_graphs import BASE, shelling_trig
from tests.reconciliation_service import KNOWN, SPACE, Lookup, Reply, lookup

BERG = ListedEntity(f"{BASE}person/Ada_Berg", EntityKind.PERSON, "Ada Berg", 2, 3)
SUDMARK = ListedEntity(f"{BASE}country/Sudmark", EntityKind.COUNTRY, "Sudmark", 2, 3)


@pytest.fixture
def service() -> Iterator[Lookup]:
    """A service on this machine."""
    with lookup() as found:
        yield found


def asking(service: Lookup, waited: list[float] | None = None, timeout: float = 5.0) -> Service:
    """A client that does not wait, but says how long it would."""
    return Service(service.url, timeout=timeout, pause=(waited if waited is not None else []).append)


def test_a_service_says_who_it_is_and_answers_in_batches(service: Lookup) -> None:
    """Questions go ten at a time, or as many as the service takes, and come back in order."""
    asked = [Question("Ada Berg", "Q5")] * 23
    with asking(service) as client:
        assert client.manifest() == Manifest("Elin lookup", SPACE, 10)
        found = list(client.ask(asked, 10))
    assert [len(batch) for batch in service.batches] == [10, 10, 3]
    assert service.batches[0]["q0"] == {"query": "Ada Berg", "limit": 5, "type": "Q5", "type_strict": "should"}
    assert [[c.identifier for c in candidates] for candidates in found] == [["Q12", "Q13"]] * 23
    service.manifest["batchSize"] = 4
    with asking(service) as client:
        assert client.manifest().batch_size == 4


def test_candidates_come_the_best_first(service: Lookup) -> None:
    """With score, match, description and types, however a service writes these."""
    with asking(service) as client:
        best, wine, least = next(client.ask([Question("Sudmark")]))
    assert (best.identifier, best.score, best.types) == ("Q21", 90.0, ("Q6256",))
    assert (wine.description, wine.types, wine.is_match, least.score) == ("wine", ("Q99",), False, 20.0)
    assert service.batches == [{"q0": {"query": "Sudmark", "limit": 5}}]


def test_odd_candidates_do_no_harm(service: Lookup, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an identifier they are left out; a score that is none is nought."""
    odd = [{"name": "x"}, "x", {"id": ""}, {"id": 7, "score": "nan"}, {"id": "Q1", "score": None, "match": "yes"}]
    monkeypatch.setitem(KNOWN, "Odd", odd)
    with asking(service) as client:
        found = next(client.ask([Question("Odd")]))
    assert [(c.identifier, c.name, c.score, c.is_match) for c in found] == [
        ("7", "7", 0, False),
        ("Q1", "Q1", 0, False),
    ]


def test_a_busy_service_is_asked_again(service: Lookup) -> None:
    """After one, two and four seconds, or as long as it asks for within reason."""
    busy = Reply(429, headers={"Retry-After": "7"})
    service.replies = [Reply(503), busy, Reply(500, headers={"Retry-After": "100000"}), None]
    waited: list[float] = []
    with asking(service, waited) as client:
        assert client.manifest().name == "Elin lookup"
    assert waited == [1.0, 7.0, 60.0]


def test_a_service_that_stays_busy_is_told_of(service: Lookup) -> None:
    """After four tries."""
    service.replies = [Reply(503, "<h1>try\nlater</h1>")] * 4
    with asking(service) as client, pytest.raises(ServiceError, match="answered 503 .*: <h1>try later</h1>"):
        client.manifest()
    assert service.requests == 4


def test_a_slow_service_is_told_of(service: Lookup) -> None:
    """It has the seconds that the user gives it."""
    service.replies = [Reply(after=0.3)] * 4
    with asking(service, timeout=0.05) as client, pytest.raises(ServiceError, match="did not answer in time, 4 times"):
        client.manifest()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://127.0.0.1:1/", "cannot be reached, 4 times"),
        ("ftp://127.0.0.1/", "is no address of a service"),
        ("lookup", "is no address of a service"),
        ("http://[", "http"),
    ],
)
def test_an_address_of_no_service_is_told_of(url: str, message: str) -> None:
    """In one line, with the address."""
    with Service(url, pause=[].append) as client, pytest.raises(ServiceError, match=message) as told:
        client.manifest()
    assert "\n" not in str(told.value)
    assert told.value.url == url


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply(404, "no such page"), "answered 404 Not Found: no such page"),
        (Reply(body="<html>hello</html>"), "did not answer with JSON: <html>hello</html>"),
        (Reply(body="[1]"), "did not answer with a JSON object"),
        (Reply(body='{"name": "x"}'), "is no reconciliation service"),
        (Reply(body=json.dumps({"name": "x", "identifierSpace": "x:", "versions": ["1.0-draft"]})), "kg speaks 0.2"),
        (Reply(302, headers={"Location": "/en/api"}), "maximum allowed redirects"),
    ],
)
def test_a_manifest_that_is_none_is_told_of(service: Lookup, reply: Reply, message: str) -> None:
    """What came instead stands in the message, on one line and not too long."""
    service.replies = [reply] * 30
    with asking(service) as client, pytest.raises(ServiceError, match=f"(?i){message}"):
        client.manifest()


def test_a_service_that_has_moved_is_asked_where_it_is(service: Lookup) -> None:
    """A redirect of the manifest holds for the questions, which would lose what they carry."""
    service.replies = [Reply(301, headers={"Location": f"{service.url}/new"})]
    with asking(service) as client:
        client.manifest()
        assert client.url == f"{service.url}/new"
        assert len(next(client.ask([Question("Ada Berg")]))) == 2


def test_a_batch_that_is_too_large_is_halved(service: Lookup) -> None:
    """Until it is taken; the answers stay in order."""
    service.largest = 3
    with asking(service) as client:
        found = list(client.ask([Question("Ada Berg"), Question("Sudmark")] * 5, 10))
    assert [len(candidates) for candidates in found] == [2, 3] * 5
    assert [len(batch) for batch in service.batches] == [10, 5, 2, 3, 5, 2, 3]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('{"status": "error", "message": "index is down"}', "did not answer as it should: index is down"),
        ('{"q0": {"result": []}}', "no answer to 1 of 2 questions"),
        ("null", "did not answer with a JSON object"),
    ],
)
def test_answers_that_are_missing_are_told_of(service: Lookup, body: str, message: str) -> None:
    """What came before has been given."""
    with asking(service) as client:
        answers = client.ask([Question("Ada Berg")] * 4, 2)
        assert len(next(answers)) == 2
        next(answers)
        service.replies = [Reply(body=body)]
        with pytest.raises(ServiceError, match=message):
            next(answers)


def test_what_a_service_is_sure_of_is_the_identifier(service: Lookup) -> None:
    """One match: it is. None: the best may be, but not those that score too low, or that the user refused."""
    manifest = Manifest("x", SPACE)
    asked = questions([BERG, SUDMARK], service_types(manifest))
    refused = Decisions(refused={SUDMARK.iri: (f"{SPACE}Q21",)})
    with asking(service) as client:
        berg, sudmark = propose(client, manifest, [BERG, SUDMARK], asked, Decisions(), threshold=50)
        assert [p.decision for p in berg] == [Identifier(BERG.iri, f"{SPACE}Q12", Verdict.SAME)]
        assert berg[0].words == "'Ada Berg' is 'Ada Berg', Norlandish minister (score 98.5)"
        assert [(p.identifier, p.verdict) for p in sudmark] == [
            (f"{SPACE}Q21", Verdict.PROPOSED),
            (f"{SPACE}Q22", Verdict.PROPOSED),
        ]
        berg, sudmark = propose(client, manifest, [BERG, SUDMARK], asked, refused, threshold=99)
        assert (berg, sudmark) == ([], [])
        _, sudmark = propose(client, manifest, [BERG, SUDMARK], asked, refused, threshold=50)
        assert [p.identifier for p in sudmark] == [f"{SPACE}Q22"]


def test_two_matches_are_two_proposals(service: Lookup, monkeypatch: pytest.MonkeyPatch) -> None:
    """A service that is sure twice is not sure; an identifier that makes no IRI is none."""
    twice = [{"id": f"Q{i}", "score": 100, "match": True} for i in (1, 2)] + [
        {"id": "a b", "score": 100, "match": True}
    ]
    monkeypatch.setitem(KNOWN, "Ada Berg", twice)
    with asking(service) as client:
        (found,) = propose(client, Manifest("x", "x:y"), [BERG], questions([BERG], {}), Decisions(), threshold=0)
    assert [(p.identifier, p.verdict) for p in found] == [
        ("x:y/Q1", Verdict.PROPOSED),
        ("x:y/Q2", Verdict.PROPOSED),
    ]


def test_only_what_is_open_is_asked_for() -> None:
    """Not what has an identifier or a proposal, was merged into another, or is one article's own."""
    linked = replace(BERG, same_as=("x:1",))
    own = replace(BERG, iri="https://example.org/a#entity=3")
    decisions = Decisions(proposed={SUDMARK.iri: ("x:2",)}, merges={f"{BASE}person/A": BERG.iri})
    merged = replace(BERG, iri=f"{BASE}person/A")
    assert list(open_entities([BERG, linked, own, SUDMARK, merged], decisions)) == [BERG]


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """One article as a file."""
    path = tmp_path / "graph.trig"
    path.write_text(shelling_trig(), encoding="utf-8")
    return path


def test_the_command_records_what_it_found(run: Run, service: Lookup, graph: Path, tmp_path: Path) -> None:
    """Once: what is recorded is not asked for again, and --dry-run records nothing."""
    path = tmp_path / "mine.ttl"
    options = ("--graph", graph, "--authority", path)
    result = run("reconcile", service.url, *options, "--dry-run")
    assert result.code == 0
    assert not path.exists()
    assert result.err.splitlines() == [
        "Asking Elin lookup about 3 entities.",
        f"1 identifiers and 2 proposals would be recorded in {path}.",
    ]
    assert [line.split()[:3] for line in result.out.splitlines()[1:]] == [
        ["person:Ada_Berg", "is", "wd:Q12"],
        ["country:Sudmark", "may", "be"],
        ["country:Sudmark", "may", "be"],
    ]
    assert [q.get("type") for q in service.batches[0].values()] == ["Q5", "Q6256", "Q2221906"]
    assert run("reconcile", service.url, *options, "--as-type", "person=Q1").code == 0
    assert service.batches[1]["q0"]["type"] == "Q1"
    assert read(path).links == {BERG.iri: (f"{SPACE}Q12",)}
    assert "# kg reconcile: 'Ada Berg' is 'Ada Berg', Norlandish minister (score 98.5)" in path.read_text()
    run("reconcile", service.url, *options)
    assert [[q["query"] for q in batch.values()] for batch in service.batches[2:]] == [["Port Elin"]]


def test_what_was_answered_is_recorded_when_the_rest_fails(
    run: Run, service: Lookup, graph: Path, tmp_path: Path
) -> None:
    """A long run is not lost; the message says what went wrong, and the exit code that something did."""
    path = tmp_path / "mine.ttl"
    service.manifest["batchSize"] = 1
    service.replies = [None, None, Reply(400, "bad query")]
    result = run("reconcile", service.url, "--graph", graph, "--authority", path)
    assert result.code == 1
    assert result.err.splitlines()[-1] == f"kg: {service.url}: answered 400 Bad Request: bad query"
    assert read(path).links == {BERG.iri: (f"{SPACE}Q12",)}


def test_a_type_that_is_given_wrongly_is_wrong_usage(run: Run, graph: Path) -> None:
    """Before anything is asked."""
    result = run("reconcile", "http://127.0.0.1:1/", "--graph", graph, "--as-type", "person")
    assert (result.code, result.err) == (2, "kg: --as-type takes TYPE=ID, such as person=Q5, not person\n")
