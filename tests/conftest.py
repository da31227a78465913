"""What several tests share: the real pipeline, the seed's graph, and an extractor that needs no pipeline."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from kg.model import Argument, Article, Entity, EntityKind, Event, Extraction, Mention, Role
from kg.sources import read_articles
from tests.made_servers import OxigraphServer

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.extract import Extractor
    from kg.graph import KnowledgeGraph

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"


class Result(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


class AccusationReader:
    """An extractor that understands one sentence: "Peru accused Chile."."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """One event for each such sentence, between two countries."""
        return map(self._extraction, articles)

    def _extraction(self, article: Article) -> Extraction:
        entities: dict[str, tuple[Mention, ...]] = {}
        events = []
        for match in re.finditer(r"(\w+) (accused) (\w+)\.", article.text):
            actor, trigger, target = (
                Mention(match.start(i), match.end(i), match[i], match.span()) for i in range(1, 4)
            )
            for mention in (actor, target):
                entities[mention.words] = (*entities.get(mention.words, ()), mention)
            at = list(entities).index
            arguments = (
                Argument(Role.ACTOR, at(actor.words), actor, "subject"),
                Argument(Role.TARGET, at(target.words), target, "object"),
            )
            frame = "actor accuse target of:content"
            events.append(Event(trigger, "Accusation", "accuse", frame, arguments))
        return Extraction(
            article,
            tuple(Entity(EntityKind.COUNTRY, name, mentions, is_global=True) for name, mentions in entities.items()),
            tuple(events),
            sentences=tuple(event.trigger.sentence for event in events),
        )


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
