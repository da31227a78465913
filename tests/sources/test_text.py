"""Plain text: nothing of it changes, and its header gives the day."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from kg.errors import SourceError
from kg.model import Article
from kg.sources.text import read_text


def read(text: str) -> tuple[Article, list[SourceError]]:
    """The article of this text, and what was reported."""
    reports: list[SourceError] = []
    (article,) = read_text(BytesIO(text.encode()), "a.txt", "a.txt", reports.append)
    return article, reports


@pytest.mark.parametrize(
    "text",
    [
        " date 2025-03-01 Lima - Rain fell.",
        "Date: 2025-03-01\n\nRain fell.",
        "Published: 1 March 2025\nRain fell.",
        "Updated: Sat, 01 Mar 2025 09:00:00 GMT\nRain fell.",
        "Published: 2025-03-01 at noon\nRain fell.",
        "2025-03-01 Lima, Peru – Rain fell.",
        "March 1, 2025\r\nRain fell.",
        "2025-03-01, São Tomé - Rain fell.",
    ],
)
def test_a_header_gives_the_day(text: str) -> None:
    """However a header writes its day, the article has it, and keeps its whole text."""
    article, reports = read(text)
    assert article.published == date(2025, 3, 1)
    assert article.text == text
    assert article.title is None
    assert not reports


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell on 2025-03-01 - a Saturday.",
        "Date palms fell in the storm.",
        "2025-03-01 was a wet day in Lima, and roads were closed.",
        "On 1 March 2025 rain fell.",
        "1 March 2025 was wet.",
        "Updated figures show more rain.",
    ],
)
def test_a_date_in_the_story_is_no_header(text: str) -> None:
    """A text that only begins with words about a day has no header."""
    article, reports = read(text)
    assert article.published is None
    assert not reports


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("date 2025-13-45 Lima - Rain fell.", "2025-13-45"),
        ("2025-02-30 Lima - Rain fell.", "2025-02-30"),
        ("Date: yesterday\nRain fell.", "yesterday"),
        ("Date: 03/04/2025\nRain fell.", "03/04/2025"),
    ],
)
def test_a_wrong_date_is_named_and_the_article_is_read_without_one(text: str, words: str) -> None:
    """A header with a day that is none, or could be two, is reported with its words."""
    article, reports = read(text)
    assert article.published is None
    assert [report.line for report in reports] == [1]
    assert f"'{words}' is no date" in str(reports[0])


def test_line_ends_and_marks_stay_as_they_are() -> None:
    """Offsets count in the source's own text: nothing is stripped or normalised but the byte order mark."""
    article, _ = read("\ufeff  Cafe\u0301\r\n\r\n\tRain.\n ")
    assert article.text == "  Cafe\u0301\r\n\r\n\tRain.\n "
