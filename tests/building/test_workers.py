"""Several processes: the same graph in the same order, whatever becomes of a process."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import resource_tracker
from pathlib import Path

import pytest

import kg
from kg.building.changes import Task
from kg.building.making import Recipe
from kg.building.workers import Workers
from kg.errors import KgError, SourceError
from kg.extract import Extractor
from kg.model import Article
from kg.ontology import load_ontology
from kg.rdf import write_nquads
from tests.made_readers import AccusationReader, DeadlyReader

ROOT = Path(__file__).parents[2]


def corpus(folder: Path, count: int, **special: str) -> Path:
    """A folder of articles, some of which say what they are told to."""
    source = folder / "news"
    source.mkdir()
    for i in range(count):
        text = f"Country{i % 7} accused Country{i % 5}. {special.get(f'n{i}', '')}"
        (source / f"{i:04}.txt").write_text(text)
    return source


def test_two_processes_give_what_one_gives(tmp_path: Path) -> None:
    """The same quads, and the articles are done in their order."""
    source, done = corpus(tmp_path, 70), list[Article]()
    one = kg.build(source, extractor=AccusationReader())
    two = kg.build(source, extractor=AccusationReader(), jobs=2, on_article=done.append)
    assert write_nquads(two.store.quads()) == write_nquads(one.store.quads())
    assert [article.id for article in done] == [f"{i:04}.txt" for i in range(70)]


def test_a_worker_that_dies_takes_no_article_with_it(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It is told, another one takes its place, and its articles are read once more, in their order."""
    source, done = corpus(tmp_path, 60, n20="KILL"), list[Article]()
    lives = tmp_path / "lives"
    lives.write_text("one\n")
    graph = kg.build(source, extractor=DeadlyReader(lives), jobs=2, on_article=done.append)
    assert [article.id for article in done] == [f"{i:04}.txt" for i in range(60)]
    assert len(graph.articles()) == 60
    assert "a worker process was ended by signal 9; its articles are tried again" in caplog.text


def test_an_article_that_two_workers_die_of_is_passed_over(tmp_path: Path) -> None:
    """It is reported, with the reason; an exception counts as one."""
    source, errors = corpus(tmp_path, 40, n3="KILL", n30="RAISE"), list[SourceError]()
    lives = tmp_path / "lives"
    lives.write_text("one\ntwo\nthree\n")
    graph = kg.build(source, extractor=DeadlyReader(lives), jobs=2, on_error=errors.append)
    assert len(graph.articles()) == 38
    assert [str(error) for error in errors] == [
        "0003.txt: no graph could be made of it: a worker process was ended by signal 9",
        "0030.txt: no graph could be made of it: a worker process ValueError: a bug",
    ]


def test_tasks_are_taken_no_faster_than_they_are_made(tmp_path: Path) -> None:
    """Memory is bounded: of a long stream only some batches are read ahead."""
    taken = 0

    def stream() -> Iterator[Task]:
        nonlocal taken
        for i in range(400):
            taken = i + 1
            yield Task(Article(id=str(i), text="Peru accused Chile."), f"https://example.org/{i}", None)

    recipe = Recipe(load_ontology(), "https://example.org/", extractor=AccusationReader())
    with Workers(recipe, 2) as workers:
        for place, _ in enumerate(workers.graphs(stream())):
            assert taken - place <= 2 * 6 * 16
    assert taken == 400


def test_a_mistake_that_no_worker_can_start_with_is_told(tmp_path: Path) -> None:
    """Once, as by one process."""
    with pytest.raises(KgError, match="no_such_pipeline: no such spaCy pipeline is installed"):
        kg.build(corpus(tmp_path, 5), pipeline="no_such_pipeline", jobs=2)


def test_few_articles_start_no_process(
    accusations: Path, accusation_reader: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the number of jobs is not given, and they are read before another process would be ready."""
    monkeypatch.setattr(Workers, "__enter__", None)
    assert len(kg.build(accusations, extractor=accusation_reader, jobs=None).articles()) == 2


class LargeReader(AccusationReader):
    """One that no pipe can hold."""

    def __init__(self) -> None:
        self.ballast = bytes(1_000_000)


@pytest.mark.skipif(shutil.which("false") is None, reason="a program that ends at once is asked to be the worker")
def test_a_worker_that_dies_as_it_begins_is_told(accusations: Path) -> None:
    """Its parent does not wait for it to take in what it is sent."""
    resource_tracker.ensure_running()
    python = multiprocessing.spawn.get_executable()
    multiprocessing.set_executable(str(shutil.which("false")))
    try:
        with pytest.raises(KgError, match="a worker process ended with code 1 as it began; try fewer with --jobs"):
            kg.build(accusations, extractor=LargeReader(), jobs=2)
    finally:
        multiprocessing.set_executable(python)


SCRIPT = """
import sys
import kg
from tests.made_readers import SlowReader
if __name__ == "__main__":
    try:
        kg.build(sys.argv[1], store=sys.argv[2], extractor=SlowReader(), jobs=2)
    except KeyboardInterrupt:
        print("stopped")
"""


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == process:
            found.append(int(stat.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are told by /proc")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_workers_end_with_their_parent(tmp_path: Path, sent: signal.Signals) -> None:
    """By Ctrl-C without a word of theirs, and when it is killed; what was done is there, and nothing else."""
    source, store = corpus(tmp_path, 300), tmp_path / "store"
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script), str(source), str(store)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while len(children(process.pid)) < 3 and process.poll() is None:  # two workers, and multiprocessing's tracker
        time.sleep(0.05)
    workers = children(process.pid)
    time.sleep(1)
    process.send_signal(sent)
    out, err = process.communicate(timeout=30)
    if sent is signal.SIGINT:
        assert (out, err) == ("stopped\n", "")
    for _ in range(100):
        left = [worker for worker in workers if Path(f"/proc/{worker}").exists()]
        if not left:
            break
        time.sleep(0.05)
    assert not left
    assert set(kg.open(store=store).articles()) <= {f"https://w3id.org/newskg/article/{i:04}.txt" for i in range(300)}
