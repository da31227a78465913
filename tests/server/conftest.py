"""A real server on a loopback port, over two articles that tell of one attack and the protocol's graphs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.made_extractions import answer, border, made_graph

ROOT = Path(__file__).parents[2]
DATA = "https://example.org/data/"  # data1, data2, data3: graphs that each say of their own name that it is a document


@contextmanager
def served(graph: Path | str, *options: str, place: str = "--graph") -> Iterator[str]:
    """The address of a server over a graph, which ends in order afterwards."""
    command = [sys.executable, "-m", "kg", "serve", place, str(graph), "--port", "0", *options]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        line = server.stderr.readline()
        assert " at http://" in line, line + server.stderr.read()
        try:
            yield line.partition(" at ")[2].partition(" ")[0].rstrip("/")
        finally:
            server.terminate()
            server.communicate(timeout=20)


def write_graph(path: Path) -> Path:
    """The articles and the protocol's graphs as a file."""
    graph = made_graph(border(), answer())
    graph.save(path)
    document = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Document>"
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"<{DATA}{name}> {document} <{DATA}{name}> .\n" for name in ("data1", "data2", "data3"))
    return path


@pytest.fixture(scope="session")
def graph_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph that is served."""
    return write_graph(tmp_path_factory.mktemp("served") / "graph.nq")


@pytest.fixture(scope="session")
def address(graph_file: Path) -> Iterator[str]:
    """The address of a server with its ordinary limits."""
    with served(graph_file) as found:
        yield found


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    """A client of that server that follows no redirection."""
    with httpx.Client(base_url=address, trust_env=False, timeout=30) as found:
        yield found


@pytest.fixture(scope="session")
def strict(graph_file: Path) -> Iterator[httpx.Client]:
    """A client of a server with tight limits: 1 second, 50 rows, 128 MB, 3 workers; no page of others may read it."""
    options = ("--timeout", "1", "--rows", "50", "--memory", "128", "--workers", "3", "--origin", "none")
    with served(graph_file, *options) as found, httpx.Client(base_url=found, trust_env=False, timeout=30) as client:
        yield client
