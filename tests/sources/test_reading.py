"""Sources in, articles and reports out."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from kg.model import Article
from kg.sources import read_articles


def read(*sources: str | Path) -> tuple[list[Article], list[str]]:
    """The articles of these sources, and what was reported."""
    reports: list[str] = []
    articles = list(read_articles(sources, lambda error: reports.append(str(error))))
    return articles, reports


def write(folder: Path, **files: str | bytes) -> Path:
    """The folder, with these files in it: `a_txt` is a.txt."""
    for name, content in files.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def test_a_folder_is_read_in_sorted_order_with_relative_ids(tmp_path: Path) -> None:
    """Articles come sorted by path, and their ids are the same wherever the folder lies."""
    (tmp_path / "b").mkdir()
    write(tmp_path / "b", a_txt="Rain fell.")
    write(tmp_path, c_txt="Snow fell.", a_txt="Hail fell.")
    articles, reports = read(tmp_path)
    assert [article.id for article in articles] == ["a.txt", "b/a.txt", "c.txt"]
    assert not reports


def test_hidden_files_are_left_out(tmp_path: Path) -> None:
    """What an editor or a version control system left in a folder is no article and no mistake."""
    (tmp_path / ".git").mkdir()
    write(tmp_path / ".git", x_txt="no")
    write(tmp_path, a_txt="Rain fell.")
    (tmp_path / ".hidden.txt").write_text("no")
    articles, reports = read(tmp_path)
    assert [article.id for article in articles] == ["a.txt"]
    assert not reports


def test_a_glob_names_files_and_folders(tmp_path: Path) -> None:
    """A pattern that the shell left as it is matches as the shell would, and folders give what is in them."""
    for name in ("x1", "x2", "y"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, a_txt=f"Rain fell on {name}.")
    articles, reports = read(f"{tmp_path}/x*")
    assert [article.id for article in articles] == ["x1/a.txt", "x2/a.txt"]
    assert not reports


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    """A folder and a file in it are no two copies of the file."""
    write(tmp_path, a_txt="Rain fell.")
    articles, reports = read(tmp_path, tmp_path / "a.txt", f"{tmp_path}/*.txt")
    assert len(articles) == 1
    assert not reports


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n", "is empty"),
        ("empty.jsonl", b"\n", "is empty"),
        ("binary.txt", b"a\0b", "is a binary file"),
        ("binary.html", b"<p>\0", "is a binary file"),
        ("latin.txt", b"one\ncaf\xe9", "latin.txt:2: is not UTF-8 (byte 7)"),
        ("menu.html", b"<html><body></body></html>", "has no story"),
        ("photo.png", b"\x89PNG", "is of no kind that can be read"),
    ],
)
def test_a_bad_file_is_one_line_and_the_rest_is_read(tmp_path: Path, name: str, content: bytes, complaint: str) -> None:
    """A file that cannot be read is reported once, by its path, and stops nothing."""
    write(tmp_path, good_txt="Rain fell.")
    (tmp_path / name).write_bytes(content)
    articles, reports = read(tmp_path)
    assert [article.id for article in articles] == ["good.txt"]
    assert len(reports) == 1
    assert name in reports[0]
    assert complaint in reports[0]
    assert "\n" not in reports[0]


def test_a_missing_path_is_reported(tmp_path: Path) -> None:
    """A source that is not there is named, and a pattern that matches nothing, and a folder with nothing in it."""
    (tmp_path / "none").mkdir()
    articles, reports = read(tmp_path / "nowhere", f"{tmp_path}/*.txt", tmp_path / "none")
    assert not articles
    assert [report.split(": ")[1] for report in reports] == [
        "there is no such file or folder",
        "matches no file",
        "the folder holds no file",
    ]


def test_an_article_whose_id_is_taken_is_passed_over(tmp_path: Path) -> None:
    """Two articles of one id would be one graph, so the second is reported."""
    write(tmp_path, a_jsonl='{"id": "1", "text": "Rain."}\n{"id": "1", "text": "Snow."}')
    articles, reports = read(tmp_path)
    assert [article.text for article in articles] == ["Rain."]
    assert "'1' is taken" in reports[0]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"date 2025-03-01 Lima - Rain fell.", "date 2025-03-01 Lima - Rain fell."),
        (b'{"text": "Rain fell."}\n', "Rain fell."),
        (b'\xef\xbb\xbf{"text": "Rain fell."}\n', "Rain fell."),
    ],
)
def test_standard_input_is_read_by_what_it_holds(monkeypatch: pytest.MonkeyPatch, data: bytes, text: str) -> None:
    """A dash reads standard input, and its first character tells whether it is text, JSON Lines or a page."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    articles, reports = read("-")
    assert [article.text for article in articles] == [text]
    assert len(articles[0].id) == 16
    assert not reports


def test_a_book_is_no_article(tmp_path: Path) -> None:
    """A text of more than a million characters is told and passed over."""
    articles, reports = read(write(tmp_path, book_txt="Rain. " * 170_000))
    assert articles == []
    assert ["too long to be an article" in report for report in reports] == [True]
