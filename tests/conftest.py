"""What several tests share: the real pipeline, the seed's graph, and an extractor that needs no pipeline."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from kg.model import Article
from kg.sources import read_articles
from tests.made_readers import AccusationReader
from tests.made_servers import OxigraphServer

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.extract import Extractor
    from kg.graph import KnowledgeGraph

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"

signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell runs in its background is deaf to Ctrl-C


class Result(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def accusation_reader() -> AccusationReader:
    """An extractor without a pipeline."""
    return AccusationReader()


@pytest.fixture
def accusations(tmp_path: Path) -> Path:
    """A folder with two articles that the accusation reader understands."""
    folder = tmp_path / "accusations"
    folder.mkdir()
    (folder / "a.txt").write_text("date 2025-03-01 Lima - Peru accused Chile.")
    (folder / "b.jsonl").write_text('{"id": "b", "text": "Chile accused Peru.", "published": "2025-03-02"}\n')
    return folder


@pytest.fixture
def built(accusations: Path, accusation_reader: Extractor, tmp_path: Path) -> Path:
    """A folder that `kg build` wrote."""
    import kg

    kg.build(accusations, out=tmp_path / "output", extractor=accusation_reader)
    return tmp_path / "output"


@pytest.fixture(scope="session")
def running_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OxigraphServer]:
    """A SPARQL server; take `server`, which is empty."""
    server = OxigraphServer(tmp_path_factory.mktemp("server"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(running_server: OxigraphServer) -> OxigraphServer:
    """A SPARQL server with nothing in it."""
    running_server.clear()
    return running_server


@pytest.fixture(scope="session")
def seed_article() -> Article:
    """The article that ships."""
    reports: list[Exception] = []
    (article,) = read_articles(SEEDS, reports.append)
    assert not reports
    return article


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The real extractor; mark a test that uses it `model`."""
    from kg.extract import load_extractor
    from kg.gazetteer import load_gazetteer
    from kg.ontology import load_ontology

    return load_extractor(ontology=load_ontology(), gazetteer=load_gazetteer())


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The trained spaCy pipeline alone; mark a test that uses it `model`."""
    import spacy

    from kg.extract import PIPELINE

    return spacy.load(PIPELINE)


@pytest.fixture(scope="session")
def seed_graph(extractor: Extractor) -> KnowledgeGraph:
    """The graph of the seed article by the real pipeline; mark a test that uses it `model`."""
    import kg

    return kg.build(SEEDS, extractor=extractor)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `kg` with these arguments."""

    from kg.cli import main

    def run(*arguments: str | Path) -> Result:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            main()
        return Result(int(stop.value.code or 0), *capsys.readouterr())

    return run
