"""Sources in, a graph and its files out."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.building import summary
from kg.errors import SourceError
from kg.extract import Extractor
from kg.model import Article
from kg.store import DiskStore
from tests.made_servers import OxigraphServer
from tests.sources.sites import Reply, page, site

FILES = ["graph.html", "graph.trig", "graph.ttl"]


def test_every_article_is_in_the_graph(accusations: Path, accusation_reader: Extractor) -> None:
    """A folder's articles become named graphs, and a short triple joins who accuses whom."""
    graph = kg.build(accusations, extractor=accusation_reader)
    assert len(graph.articles()) == 2
    rows = graph.query("SELECT DISTINCT ?who ?whom WHERE { ?who kg:accuses ?whom } ORDER BY ?who").rows
    assert [(who.rpartition("/")[2], whom.rpartition("/")[2]) for who, whom in rows] == [
        ("Chile", "Peru"),
        ("Peru", "Chile"),
    ]


def test_a_second_build_gives_the_same_bytes(accusations: Path, accusation_reader: Extractor, tmp_path: Path) -> None:
    """The files depend on the articles alone."""
    for out in ("first", "second"):
        kg.build(accusations, out=tmp_path / out, extractor=accusation_reader)
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / out).iterdir()} for out in ("first", "second")
    )
    assert sorted(first) == FILES
    assert first == second


def test_what_cannot_be_read_is_reported_and_the_rest_built(accusations: Path, accusation_reader: Extractor) -> None:
    """A bad file goes to `on_error`, every article that is done to `on_article`."""
    (accusations / "c.txt").write_bytes(b"\xff")
    errors: list[SourceError] = []
    done: list[Article] = []
    kg.build(accusations, extractor=accusation_reader, on_error=errors.append, on_article=done.append)
    assert [article.id for article in done] == ["a.txt", "b"]
    assert ["c.txt" in str(error) for error in errors] == [True]


def test_without_a_listener_mistakes_go_to_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A library call that says nothing about mistakes still leaves a warning."""
    kg.build(tmp_path / "nowhere")
    assert "there is no such file" in caplog.text


def test_nothing_is_written_where_nothing_could_be_read(tmp_path: Path, accusation_reader: Extractor) -> None:
    """A mistyped source does not put an empty graph in the place of the old one."""
    kg.build(tmp_path / "nowhere", out=tmp_path / "out", extractor=accusation_reader)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_named(accusations: Path, accusation_reader: Extractor) -> None:
    """An output path that is a file is the user's mistake, in one line."""
    with pytest.raises(kg.StoreError, match="a.txt"):
        kg.build(accusations, out=accusations / "a.txt", extractor=accusation_reader)


def test_the_graph_can_leave_the_text_out(accusations: Path, accusation_reader: Extractor) -> None:
    """Without its text an article still has its mentions, with their words."""
    graph = kg.build(accusations, keep_text=False, extractor=accusation_reader)
    assert not graph.query("ASK { ?context nif:isString ?text }").is_true
    assert graph.query('ASK { ?mention nif:anchorOf "accused" }').is_true


def test_the_summary_counts_nodes(accusations: Path, accusation_reader: Extractor) -> None:
    """A country that two articles name is one entity."""
    graph = kg.build(accusations, extractor=accusation_reader)
    assert summary(graph) == "2 articles, 2 entities, 2 events, 0 of them attributed"


def test_an_article_in_another_language_is_reported_and_passed_over(
    accusations: Path, accusation_reader: Extractor
) -> None:
    """What the pipeline does not read is no part of the graph."""
    foreign = "El gobierno aprobó el miércoles en Sevilla una ley que facilitará la construcción de puentes."
    (accusations / "c.txt").write_text(foreign, encoding="utf-8")
    errors: list[SourceError] = []
    graph = kg.build(accusations, extractor=accusation_reader, on_error=errors.append)
    assert len(graph.articles()) == 2
    assert "c.txt: is written in 'es', and the pipeline reads 'en'" in [str(error) for error in errors]


def test_a_store_keeps_what_was_built(accusations: Path, accusation_reader: Extractor, tmp_path: Path) -> None:
    """Article by article, beside what it has, with the same quads as in memory."""
    whole = kg.build(accusations, extractor=accusation_reader)
    for name in ("b.jsonl", "a.txt"):
        kg.build(accusations / name, store=tmp_path / "store", extractor=accusation_reader)
    stored = kg.open(store=tmp_path / "store")
    assert stored.articles() == whole.articles()
    assert set(stored.store.quads()) == set(whole.store.quads())


def test_a_server_keeps_what_was_built(
    accusations: Path, accusation_reader: Extractor, server: OxigraphServer, tmp_path: Path
) -> None:
    """And files are written beside it where they are asked for."""
    whole = kg.build(accusations, extractor=accusation_reader, out=tmp_path / "memory")
    kg.build(accusations, endpoint=server.url, extractor=accusation_reader, out=tmp_path / "server")
    assert set(kg.open(endpoint=server.url).store.quads()) == set(whole.store.quads())
    for name in FILES:
        assert (tmp_path / "server" / name).read_bytes() == (tmp_path / "memory" / name).read_bytes()


def test_a_graph_is_in_one_place(accusations: Path, tmp_path: Path) -> None:
    """A store and a server at once are a mistake."""
    with pytest.raises(kg.StoreError, match="a graph is in one place"):
        kg.build(accusations, store=tmp_path / "store", endpoint="http://127.0.0.1:7878")


def test_a_page_of_this_machine_is_read_only_where_that_is_allowed(accusation_reader: Extractor) -> None:
    """An address makes an article; one of this machine is refused, unless the caller says otherwise."""
    errors: list[SourceError] = []
    text = "Peru accused Chile. " * 20
    with site({"/a": Reply(page(text=text))}) as news:
        kg.build(f"{news.url}/a", extractor=accusation_reader, on_error=errors.append)
        graph = kg.build(f"{news.url}/a", extractor=accusation_reader, allow_private=True)
        assert graph.articles() == (f"{news.url}/a",)
    assert ["no public address" in str(error) for error in errors] == [True]


def test_a_store_is_flushed_when_all_is_in_it(
    accusations: Path, accusation_reader: Extractor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the next build begins by reading the database's log, which takes longer than all the rest of it."""
    held: list[int] = []
    monkeypatch.setattr(DiskStore, "flush", lambda store: held.append(len(list(store.articles()))))
    kg.build(accusations, store=tmp_path / "store", extractor=accusation_reader)
    assert held == [2]
