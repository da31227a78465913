"""What goes wrong around a build: the old files stay whole, and one line says what happened (docs/reliability.md)."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.errors import StoreError
from kg.extract import Extractor
from tests.console_blocks import ROOT

LIMITED = """
import resource, sys
from pathlib import Path
from kg.errors import StoreError
from kg.graph import write_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(Path(sys.argv[1]), b"new" * 1000)
except StoreError as error:
    print(error)
"""


@pytest.fixture
def built(accusations: Path, accusation_reader: Extractor, tmp_path: Path) -> Path:
    """A folder that a build has written."""
    kg.build(accusations, out=tmp_path / "out", extractor=accusation_reader)
    return tmp_path / "out"


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit on the size of files")
def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path) -> None:
    """The new one is not half there either, nor under another name."""
    (tmp_path / "graph.ttl").write_bytes(b"old")
    command = [sys.executable, "-c", LIMITED, str(tmp_path / "graph.ttl")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == f"{tmp_path}/graph.ttl: File too large\n"
    assert contents(tmp_path) == {"graph.ttl": b"old"}


def test_an_output_that_cannot_be_written_is_named(
    accusations: Path, accusation_reader: Extractor, tmp_path: Path
) -> None:
    """A file in the place of a folder, here."""
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match=re.escape(f"{tmp_path / 'out'}")):
        kg.build(accusations, out=tmp_path / "out", extractor=accusation_reader)
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_a_build_that_breaks_leaves_the_old_files_whole(
    built: Path, accusations: Path, accusation_reader: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files are written when all articles are read, each of them in one go."""
    before = contents(built)

    class Broken:
        """Gives up after an article, as a process that is killed does."""

        def extract(self, articles: Iterator[kg.Article]) -> Iterator[kg.Extraction]:
            yield next(accusation_reader.extract(articles))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kg.build(accusations, out=built, extractor=Broken())
    assert contents(built) == before


@pytest.mark.parametrize("damage", ["", "<a> <b> ", "\0\0", "@prefix kg: <"])
def test_a_damaged_graph_file_is_told_in_a_line(built: Path, damage: str) -> None:
    """The line names the file; nothing is changed."""
    (built / "graph.trig").write_text(damage or "GRAPH <x> {", encoding="utf-8")
    with pytest.raises(StoreError, match=r"graph\.trig: .*pars") as told:
        kg.open(built)
    assert "\n" not in str(told.value)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_ctrl_c_ends_in_a_line(tmp_path: Path) -> None:
    """No traceback, the exit code that shells expect, and no file."""
    command = [sys.executable, "-m", "kg", "build", "-", "-o", str(tmp_path / "out")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as run:
        assert run.stdin is not None
        run.stdin.write("Peru accused Chile. " * 10_000)
        run.stdin.flush()  # more than a pipe holds: it is being read
        run.send_signal(signal.SIGINT)
        out, told = run.communicate(timeout=30)
    assert (run.returncode, out, told) == (130, "", "kg: stopped; nothing was written\n")
    assert not (tmp_path / "out").exists()
