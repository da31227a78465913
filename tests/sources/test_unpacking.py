"""Packed sources: the same articles, and no bombs."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Article
from kg.sources import read_articles
from kg.sources.unpacking import gunzip, unzip

LINE = b'{"id": "1", "text": "Rain fell."}\n'


def read(*sources: Path) -> tuple[list[Article], list[str]]:
    """The articles of these sources, and what was reported."""
    reports: list[str] = []
    return list(read_articles(sources, lambda error: reports.append(str(error)))), reports


def zipped(files: dict[str, bytes]) -> bytes:
    """A ZIP archive with these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_packed_file_is_read_as_what_is_in_it(tmp_path: Path) -> None:
    """Its id keeps the end of its name."""
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"date 2025-03-01 Lima - Rain fell."))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(LINE) + gzip.compress(LINE.replace(b"1", b"2")))
    (tmp_path / "c.gz").write_bytes(gzip.compress(b'{"id": "3", "text": "Hail fell."}'))
    articles, reports = read(tmp_path)
    assert [article.id for article in articles] == ["a.txt.gz", "1", "2", "3"]
    assert not reports


def test_an_archive_is_read_file_by_file(tmp_path: Path) -> None:
    """By path, hidden ones left out, each unknown or broken one reported."""
    files = {
        "b/a.txt": b"Rain fell.",
        "a.txt": b"Snow fell.",
        "c.jsonl": LINE,
        "d.jsonl.gz": gzip.compress(LINE.replace(b"1", b"2")),
    }
    bad = {"e.txt": b"\xff", "f.png": b"\x89PNG", ".DS.txt": b"x", "__MACOSX/a.txt": b"x"}
    (tmp_path / "news.zip").write_bytes(zipped(files | bad))
    articles, reports = read(tmp_path)
    assert [article.id for article in articles] == ["news.zip/a.txt", "news.zip/b/a.txt", "1", "2"]
    assert [report.removeprefix(f"{tmp_path}/").split(" ")[:3] for report in reports] == [
        ["news.zip/e.txt:1:", "is", "not"],
        ["news.zip/f.png:", "is", "of"],
    ]


def test_names_that_are_none_are_passed_over_or_made_printable(tmp_path: Path) -> None:
    """No name of a file in an archive breaks a line or ends the run."""
    data = zipped({"xxxxx": b"Hail fell.", "a\n\x1b[2J.txt": b"Rain fell."}).replace(b"xxxxx", b"\0xxxx")
    (tmp_path / "a.zip").write_bytes(data)
    articles, _ = read(tmp_path)
    assert [article.id for article in articles] == ["a.zip/a\ufffd\ufffd[2J.txt"]


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("a.txt.gz", b"none", "is damaged"),
        ("a.txt.gz", gzip.compress(b"Rain fell.")[:-6], "ends in the middle"),
        ("a.txt.gz", b"", "is empty"),
        ("a.zip", b"none", "is no sound ZIP archive"),
        ("a.zip", zipped({"a.txt": b"Rain"})[:-10], "is no sound ZIP archive"),
        ("a.zip", zipped({"a.txt": b"Rain " * 9}).replace(b"\x0bJ", b"\x0bK", 1), "cannot be unpacked"),
        ("a.zip", zipped({"b.zip": zipped({"a.txt": b"Rain"})}), "b.zip: is packed in its own kind; unpack it first"),
        ("a.gz", gzip.compress(gzip.compress(b"Rain")), "is packed in its own kind; unpack it first"),
    ],
)
def test_a_broken_archive_is_one_line(tmp_path: Path, name: str, data: bytes, complaint: str) -> None:
    """And an archive in an archive is one."""
    (tmp_path / name).write_bytes(data)
    articles, reports = read(tmp_path)
    assert articles == []
    assert [complaint in report for report in reports] == [True], reports


def test_a_bomb_is_told_before_it_goes_off() -> None:
    """Neither gzip nor ZIP gives more than two hundred times what it takes, beyond what does no harm."""
    bombs = [gunzip(io.BytesIO(gzip.compress(bytes(100_000_000))), "a.gz")]
    bombs += [member for _, member in unzip(io.BytesIO(zipped({"a.txt": bytes(100_000_000)})), "a.zip")]
    tracemalloc.start()
    for bomb in bombs:
        with pytest.raises(SourceError, match="expands to more than 200 times its size; taken for a bomb"):
            while bomb.read(1_000_000):
                pass
    assert bombs[0].read() == b""  # nothing follows it
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4_000_000


def test_a_page_that_is_a_bomb_is_refused_by_its_size(tmp_path: Path) -> None:
    """Long before the limit of what may be unpacked."""
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b"<p>" * 10_000_000))
    assert read(tmp_path) == ([], [f"{tmp_path}/a.html.gz: is larger than 16 MB; that is no article"])


def test_a_line_without_an_end_is_passed_over(tmp_path: Path) -> None:
    """The lines around it are read, and no more of it is kept than a line may have."""
    long = json.dumps({"text": "a" * 17_000_000}).encode()
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(long + b"\n" + LINE, compresslevel=1))
    articles, reports = read(tmp_path)
    assert [article.id for article in articles] == ["1"]
    assert reports == [f"{tmp_path}/a.jsonl.gz:1: is too long a line to be an article"]
