"""The command over stores: --store and --endpoint in place of files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import typer

import kg
from kg.cli import app, main
from kg.extract import Extractor
from tests.made_servers import OxigraphServer

COMMANDS = typer.main.get_command(app).commands
READERS = sorted(name for name, command in COMMANDS.items() if any("--graph" in p.opts for p in command.params))


@pytest.fixture(params=["store", "endpoint"])
def place(
    request: pytest.FixtureRequest, accusations: Path, accusation_reader: Extractor, tmp_path: Path
) -> tuple[str, str]:
    """The option that names a store with two articles, and its value."""
    if request.param == "store":
        kg.build(accusations, store=tmp_path / "store", extractor=accusation_reader)
        return "--store", str(tmp_path / "store")
    server: OxigraphServer = request.getfixturevalue("server")
    kg.build(accusations, endpoint=server.url, extractor=accusation_reader)
    return "--endpoint", server.url


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """The exit code of `kg` with these arguments."""
    monkeypatch.setattr(sys, "argv", ["kg", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    return int(stop.value.code or 0)


@pytest.mark.parametrize("name", READERS)
def test_every_command_that_reads_takes_a_store_and_a_server(name: str) -> None:
    """Wherever it takes --graph."""
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    assert {"--store", "--endpoint"} <= options


def test_a_store_is_asked_as_a_file_is(
    place: tuple[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By SPARQL, for a dossier and for another format."""
    ask = "SELECT DISTINCT ?who WHERE { ?who kg:accuses ?whom } ORDER BY ?who"
    assert run(monkeypatch, "query", ask, *place) == 0
    assert capsys.readouterr().out.split() == ["who", "country:Chile", "country:Peru"]
    assert run(monkeypatch, "show", "Peru", *place) == 0
    assert "Peru [accused] Chile." in capsys.readouterr().out
    assert run(monkeypatch, "export", "--format", "nquads", *place) == 0
    assert "digest" not in capsys.readouterr().out


def test_a_store_is_checked(
    place: tuple[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the shapes."""
    assert run(monkeypatch, "check", *place) == 0
    assert "conforms" in capsys.readouterr().err


def test_an_article_is_forgotten_in_a_store(
    place: tuple[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And no file is written."""
    before = sorted(tmp_path.iterdir())
    assert run(monkeypatch, "forget", "b", *place) == 0
    assert sorted(tmp_path.iterdir()) == before
    graph = kg.open(**{place[0].removeprefix("--"): place[1]})
    assert [article.rpartition("/")[2] for article in graph.articles()] == ["a.txt"]


def test_a_missing_store_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """In one line, and none is made."""
    for command in (["query", "ASK {}"], ["forget", "b"]):
        assert run(monkeypatch, *command, "--store", str(tmp_path / "store")) == 1
        message = f"kg: {tmp_path / 'store'}: there is no store; run kg build --store first"
        assert capsys.readouterr().err.splitlines() == [message]
    assert not (tmp_path / "store").exists()


@pytest.mark.model
def test_a_store_is_built_without_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`kg build --store` writes none but in its folder, unless -o names one."""
    (tmp_path / "a.txt").write_text("Peru accused Chile of spying.")
    monkeypatch.chdir(tmp_path)
    assert run(monkeypatch, "build", "a.txt", "--store", "store") == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "store"]
    assert run(monkeypatch, "build", "a.txt", "--store", "store", "-o", "out") == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["graph.html", "graph.trig", "graph.ttl"]
    assert kg.open(store="store").query("ASK { country:Peru kg:accuses country:Chile }").is_true
