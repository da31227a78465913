"""Clients at once against `kg serve` on loopback: errors, wrong answers and waiting times.

usage: python -m benchmarks.serve [quads] [clients] [seconds]

By default 100,000 quads (`made_quads` makes them), 64 clients, 60 seconds. Every client asks one query after the other
over one connection, and compares each answer with the one that the graph gave before; every tenth request is for a
page. Meanwhile one query is asked that would run for hours. Prints Markdown.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx

from benchmarks.made_quads import Maker
from kg.graph import KnowledgeGraph
from kg.rdf import write_nquads

TIMEOUT = 10  # seconds that the server gives a query
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@dataclass
class Tally:
    """What the clients saw."""

    waits: list[float] = field(default_factory=list)  # seconds
    errors: int = 0
    wrong: int = 0


@dataclass(frozen=True)
class Asked:
    """A request with what its answer has to hold."""

    target: str
    accept: str
    expected: bytes
    is_exact: bool = True

    def request(self, host: str) -> bytes:
        """As it is sent."""
        return f"GET {self.target} HTTP/1.1\r\nHost: {host}\r\nAccept: {self.accept}\r\n\r\n".encode()


def main() -> None:
    """Print how the server did."""
    numbers = [int(argument) for argument in sys.argv[1:]]
    quads, clients, seconds = (*numbers, *(100_000, 64, 60)[len(numbers) :])
    maker = Maker()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.nq"
        path.write_bytes(write_nquads(maker.quads(quads)))
        requests = made_requests(KnowledgeGraph.open(path), maker)
        with served(path) as address:
            tally, endless = asyncio.run(_run(address, requests, clients, seconds))
    report(tally, endless, f"{quads:,} quads, {clients} clients, {seconds} s", seconds)


def made_requests(graph: KnowledgeGraph, maker: Maker) -> list[Asked]:
    """Queries with their answers, and pages with a name that is on them."""
    known = [*maker.people[:20], *maker.countries[:10]]
    made = []
    for node, name in known:
        for query in (
            f"SELECT DISTINCT ?name WHERE {{ {node} rdfs:label ?name }}",
            f"SELECT DISTINCT ?event ?what WHERE {{ ?event kg:actor {node} ; rdfs:label ?what }} ORDER BY ?event",
            f"SELECT (COUNT(DISTINCT ?event) AS ?n) WHERE {{ ?event kg:actor|kg:target {node} }}",
        ):
            made.append(Asked(f"/sparql?query={quote(query)}", "text/csv", graph.query(query).to_csv().encode()))
        page = f"/entity/{node.value.removeprefix('https://w3id.org/newskg/')}"
        if graph.query(f"ASK {{ GRAPH ?g {{ {node} a ?type }} }}").is_true:
            made += [Asked(page, "text/html", name.encode(), is_exact=False)] * (len(made) % 3 == 0)
    return made


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address of a server over a graph."""
    command = [sys.executable, "-m", "kg", "serve", "--graph", str(path), "--port", "0", "--timeout", str(TIMEOUT)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        address = server.stderr.readline().partition(" at ")[2].partition(" ")[0]
        try:
            yield address
        finally:
            server.terminate()
            server.communicate()


async def _run(
    address: str, requests: Sequence[Asked], clients: int, seconds: float
) -> tuple[Tally, tuple[int, float, str]]:
    tally = Tally()
    end = time.monotonic() + seconds
    waiting = asyncio.create_task(_endless(address))
    await asyncio.gather(*(_client(address, requests, number, end, tally) for number in range(clients)))
    return tally, await waiting


async def _client(address: str, requests: Sequence[Asked], number: int, end: float, tally: Tally) -> None:
    """One request after the other over one connection."""
    host = urlsplit(address).netloc
    name, _, port = host.partition(":")
    reader, writer = await asyncio.open_connection(name, int(port))
    at = number
    while time.monotonic() < end:
        asked = requests[at % len(requests)]
        at += 7
        start = time.perf_counter()
        writer.write(asked.request(host))
        status, body = await _answer(reader)
        tally.waits.append(time.perf_counter() - start)
        tally.errors += status != 200
        tally.wrong += body != asked.expected if asked.is_exact else asked.expected not in body
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    lines = head.split("\r\n")
    length = next(int(line.split(":")[1]) for line in lines if line.lower().startswith("content-length:"))
    return int(lines[0].split()[1]), await reader.readexactly(length)


async def _endless(address: str) -> tuple[int, float, str]:
    """The status of a query that would run for hours, after how many seconds, and what is said of it."""
    async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=TIMEOUT * 6) as client:
        start = time.monotonic()
        found = await client.get("/sparql", params={"query": ENDLESS})
        return found.status_code, time.monotonic() - start, found.text.strip()


def report(tally: Tally, endless: tuple[int, float, str], what: str, seconds: float) -> None:
    """Print it."""
    cuts = statistics.quantiles(tally.waits, n=100)
    status, took, said = endless
    sys.stdout.write(
        f"{what}: {len(tally.waits):,} answers, {len(tally.waits) / seconds:.0f} a second, "
        f"{tally.errors} errors, {tally.wrong} wrong\n\n"
        f"| median, ms | 95 %, ms | 99 %, ms | longest, ms |\n|---|---|---|---|\n"
        f"| {cuts[49] * 1000:.0f} | {cuts[94] * 1000:.0f} | {cuts[98] * 1000:.0f} | {max(tally.waits) * 1000:.0f} |\n\n"
        f"The endless query: {status} after {took:.1f} s, “{said}”\n"
    )


if __name__ == "__main__":
    main()
