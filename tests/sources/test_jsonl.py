"""JSON Lines: one article a line."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO

import pytest

from kg.model import Article
from kg.sources.jsonl import read_jsonl


def read(*lines: str) -> tuple[list[Article], list[str]]:
    """The articles of these lines, and what was reported."""
    reports: list[str] = []
    stream = BytesIO("\n".join(lines).encode("utf-8", "surrogateescape"))
    articles = list(read_jsonl(stream, "a.jsonl", "a.jsonl", lambda error: reports.append(str(error))))
    return articles, reports


def test_every_field_is_read() -> None:
    """The fields of a record are the fields of an article."""
    fields = {"id": "7", "title": "Rain", "text": " Rain fell.\n", "published": "2025-03-01T08:00:00Z"}
    more = {"publisher": "The Paper", "author": "A. Writer", "url": "https://example.org/rain"}
    articles, reports = read(json.dumps(fields | more))
    assert articles == [
        Article("7", " Rain fell.\n", "Rain", date(2025, 3, 1), "The Paper", "A. Writer", "https://example.org/rain")
    ]
    assert not reports


def test_an_article_without_an_id_is_named_by_its_address_or_its_text() -> None:
    """What a record does not name is the same on every run and for every order of the file."""
    articles, _ = read('{"text": "Rain.", "url": "https://example.org/a"}', '{"text": "Snow."}')
    again, _ = read('{"text": "Snow."}')
    assert articles[0].id == "https://example.org/a"
    assert articles[1].id == again[0].id


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('{"text": "Rain."', "a.jsonl:2: is not JSON"),
        ("[1, 2]", "a.jsonl:2: is no JSON object"),
        ('{"id": "x"}', "a.jsonl:2: has no text"),
        ('{"text": 3}', "a.jsonl:2: has a field 'text' that is no string"),
        ('{"text": "   "}', "a.jsonl:2: has no text"),
        ('{"text": "a\\ud800"}', "a.jsonl:2: has a field 'text' with half a character"),
        ('{"text": "caf\udce9"}', "a.jsonl:2: is not UTF-8"),
        ("[" * 100_000, "a.jsonl:2: is nested too deep"),
        ('{"text": "a", "id": ' + "9" * 5_000 + "}", "a.jsonl:2: has a number that is too long"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(line: str, complaint: str) -> None:
    """A line that is no article is reported with its number, and the lines around it are read."""
    articles, reports = read('{"id": "1", "text": "Rain."}', line, "", '{"id": 2, "text": "Snow."}')
    assert [article.id for article in articles] == ["1", "2"]
    assert len(reports) == 1
    assert reports[0].startswith(complaint)


@pytest.mark.parametrize("field", ['"published": "2025-99-01"', '"published": 20250301', '"url": "example.org"'])
def test_a_wrong_date_or_address_is_named_and_left_out(field: str) -> None:
    """An article is still read where only its date or its address is wrong."""
    articles, reports = read('{"id": "1", "text": "Rain.", ' + field + "}")
    assert (articles[0].published, articles[0].url) == (None, None)
    assert len(reports) == 1
    assert field.split('"')[1] in reports[0]
