"""What is there already is not made again; what changed is, and what is gone stays unless it is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg
from kg.building.making import Recipe, article_digest
from kg.errors import KgError, SourceError
from kg.model import Article
from kg.ontology import load_ontology
from tests.made_extractions import SMALL_ONTOLOGY
from tests.made_readers import AccusationReader, VersionedReader
from tests.made_servers import OxigraphServer


@pytest.fixture(params=["store", "endpoint"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """A store, as `kg.build` names it."""
    if request.param == "store":
        return {"store": str(tmp_path / "store")}
    server: OxigraphServer = request.getfixturevalue("server")
    return {"endpoint": server.url}


def news(folder: Path, **texts: str) -> Path:
    """A source with these articles."""
    path = folder / "news.jsonl"
    path.write_text("".join(json.dumps({"id": id, "text": text}) + "\n" for id, text in texts.items()))
    return path


def read_by(reader: VersionedReader, source: Path, **settings: object) -> list[str]:
    """The ids of the articles that a build gives to its reader."""
    reader.read.clear()
    kg.build(source, extractor=reader, **settings)
    return list(reader.read)


def test_only_what_is_new_or_changed_is_read(tmp_path: Path, place: dict[str, str]) -> None:
    """The others go to `on_unchanged`, and the graph is that of a build at once."""
    reader, unchanged = VersionedReader(), list[Article]()
    source = news(tmp_path, a="Peru accused Chile.", b="Chile accused Peru.")
    assert read_by(reader, source, **place) == ["a", "b"]
    assert read_by(reader, source, **place, on_unchanged=unchanged.append) == []
    assert [article.id for article in unchanged] == ["a", "b"]
    source = news(tmp_path, a="Peru accused Chile.", b="Chile accused Bolivia.", c="Peru accused Bolivia.")
    assert read_by(reader, source, **place) == ["b", "c"]
    whole = kg.build(source, extractor=reader)
    assert set(kg.open(**place).store.quads()) == set(whole.store.quads())


@pytest.mark.parametrize("name", ["version", "keep_text", "min_confidence", "ontology", "title"])
def test_another_recipe_reads_everything_again(tmp_path: Path, name: str) -> None:
    """Whatever may decide an article's graph: the reader, the settings, the ontology, the article's other fields."""
    source = news(tmp_path, a="Peru accused Chile.")
    store = tmp_path / "store"
    assert read_by(VersionedReader(), source, store=store) == ["a"]
    reader, more = VersionedReader("2" if name == "version" else "1"), {}
    if name == "title":
        source.write_text(json.dumps({"id": "a", "text": "Peru accused Chile.", "title": "News"}))
    elif name != "version":
        more = {name: {"keep_text": False, "min_confidence": 0.5, "ontology": [SMALL_ONTOLOGY]}[name]}
    assert read_by(reader, source, store=store, **more) == ["a"]
    assert read_by(reader, source, store=store, **more) == []


def test_a_reader_without_a_version_reads_everything(tmp_path: Path) -> None:
    """It cannot be told when its extractions would come out otherwise."""
    source, done = news(tmp_path, a="Peru accused Chile."), list[Article]()
    for _ in range(2):
        kg.build(source, store=tmp_path / "store", extractor=AccusationReader(), on_article=done.append)
    assert len(done) == 2


def test_what_is_gone_stays_unless_it_is_to_be_forgotten(tmp_path: Path, place: dict[str, str]) -> None:
    """Only articles that no source holds are taken out."""
    reader = VersionedReader()
    kg.build(news(tmp_path, a="Peru accused Chile.", b="Chile accused Peru."), extractor=reader, **place)
    source = news(tmp_path, b="Chile accused Peru.")
    assert len(kg.build(source, extractor=reader, **place).articles()) == 2
    graph = kg.build(source, extractor=reader, forget_missing=True, **place)
    assert [article.rpartition("/")[2] for article in graph.articles()] == ["b"]


def test_nothing_is_forgotten_where_a_source_could_not_be_read(tmp_path: Path) -> None:
    """It may hold what seems to be missing."""
    reader, errors = VersionedReader(), list[SourceError]()
    source = news(tmp_path, a="Peru accused Chile.", b="Chile accused Peru.")
    kg.build(source, extractor=reader, store=tmp_path / "store")
    source.write_text(json.dumps({"id": "a", "text": "Peru accused Chile."}) + "\n{")
    graph = kg.build(source, extractor=reader, store=tmp_path / "store", forget_missing=True, on_error=errors.append)
    assert len(graph.articles()) == 2
    assert "kept, since not every source could be read" in str(errors[-1])


def test_a_digest_tells_texts_and_fields_apart() -> None:
    """And says the same of the same article in every process."""
    article = Article(id="a", text="x\ud800", title="y")
    assert article_digest(article, "1") == article_digest(Article(id="a", text="x\ud800", title="y"), "1")
    others = [Article(id="a", text="x\ud800y"), Article(id="ax\ud800", text="", title="y"), Article(id="a", text="x")]
    assert len({article_digest(other, "1") for other in [article, *others]}) == 4
    assert article_digest(article, "1") != article_digest(article, "2")


def test_a_recipe_knows_its_authorities(tmp_path: Path) -> None:
    """By what is in them; one that is missing is the user's mistake."""
    file = tmp_path / "own.ttl"
    recipe = Recipe(load_ontology(), "https://example.org/", authority=(str(file),))
    with pytest.raises(KgError, match=r"own\.ttl"):
        recipe.version()
    file.write_text("")
    empty = recipe.version()
    file.write_text("# changed")
    assert recipe.version() not in (None, empty)
